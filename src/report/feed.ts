import { type Deferred, deferred } from '../core/deferred.js'

interface Offer<T> {
  readonly value: T
  readonly done: Deferred<void>
}

/** What is put in one after another comes out as a sequence. */
export class Feed<T> implements AsyncIterable<T> {
  readonly #ended = deferred<undefined>()
  #next = deferred<Offer<T>>()

  constructor() {
    this.#ended.promise.catch(() => {})
  }

  /** Settles when the reader has come back for the next; never, where it has left. */
  async put(value: T): Promise<void> {
    const done = deferred<void>()
    this.#next.resolve({ value, done })
    await done.promise
  }

  /** Nothing more comes. */
  close(): void {
    this.#ended.resolve(undefined)
  }

  /** The reader gets the error in the place of what would come next. */
  fail(error: unknown): void {
    this.#ended.reject(error)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      const offer = await Promise.race([this.#next.promise, this.#ended.promise])
      if (offer === undefined) return
      this.#next = deferred()
      yield offer.value
      offer.done.resolve()
    }
  }
}
