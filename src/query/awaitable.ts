import { Exportable } from '../exportable.js'

/** As a promise has it. */
// biome-ignore lint/suspicious/noExplicitAny: whatever may be thrown
type OnError<B> = ((error: any) => B | PromiseLike<B>) | null

/** What runs when it is awaited, as a promise of all that it gives. */
export abstract class Awaitable<T> extends Exportable implements PromiseLike<T> {
  /** Runs it to its end, and gives all. */
  abstract all(): Promise<T>

  /** Runs it: `await` of it is `await` of {@link all}. */
  // biome-ignore lint/suspicious/noThenProperty: it is to be awaited
  then<A = T, B = never>(
    onDone?: ((all: T) => A | PromiseLike<A>) | null,
    onError?: OnError<B>,
  ): Promise<A | B> {
    return this.all().then(onDone, onError)
  }

  /** Runs it, and handles its failure. */
  catch<B = never>(onError?: OnError<B>): Promise<T | B> {
    return this.all().catch(onError)
  }

  /** Runs it, and calls back when it is over. */
  finally(onOver?: (() => void) | null): Promise<T> {
    return this.all().finally(onOver)
  }
}
