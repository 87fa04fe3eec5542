import { type Deferred, deferred } from '../core/deferred.js'
import type { Batch } from '../core/value.js'

/**
 * The same batches for several readers, all of which read them to their end or leave. The next
 * batch is asked for when every reader wants it, so that no more than one is held.
 */
export class Broadcast {
  readonly #source: AsyncIterator<Batch>
  readonly #waiting = new Set<Deferred<IteratorResult<Batch>>>()
  #readers: number
  #failure: { readonly error: unknown } | undefined

  constructor(source: AsyncIterable<Batch>, readers: number) {
    this.#source = source[Symbol.asyncIterator]()
    this.#readers = readers
  }

  /** One reader's batches. A reader that is not read from holds up the others. */
  async *reader(): AsyncGenerator<Batch> {
    try {
      for (;;) {
        const { done, value } = await this.#next()
        if (done) return
        yield value
      }
    } finally {
      this.#readers--
      if (this.#readers === 0) await this.#source.return?.()
      else void this.#advance()
    }
  }

  /** Every reader gets the error, also those that wait for the others. */
  fail(error: unknown): void {
    this.#failure = { error }
    for (const turn of this.#waiting) turn.reject(error)
    this.#waiting.clear()
  }

  #next(): Promise<IteratorResult<Batch>> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error)
    const turn = deferred<IteratorResult<Batch>>()
    this.#waiting.add(turn)
    void this.#advance()
    return turn.promise
  }

  async #advance(): Promise<void> {
    if (this.#waiting.size < this.#readers || this.#waiting.size === 0) return
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    try {
      const result = await this.#source.next()
      for (const turn of waiting) turn.resolve(result)
    } catch (error) {
      for (const turn of waiting) turn.reject(error)
    }
  }
}
