/** How a source of rows is held back while its reader is busy. */
export interface Flow {
  pause(): void
  resume(): void
}

const fullLength = 2000
const fullBytes = 256 * 1024

/**
 * What arrives by callback, rows that lie together in one buffer, read as lists. The source is
 * paused while 256 KiB or 2,000 buffers wait, and runs on while the reader works on the list before.
 */
export class RowBuffer<T> implements AsyncIterable<readonly T[]> {
  readonly #flow: Flow
  #rows: T[] = []
  #bytes = 0
  #paused = false
  #ended = false
  #discarding = false
  #error: unknown
  #wake: (() => void) | undefined

  constructor(flow: Flow) {
    this.#flow = flow
  }

  /** What came last and is not read yet: more may be added to it. */
  get last(): T | undefined {
    return this.#rows[this.#rows.length - 1]
  }

  push(item: T, bytes: number): void {
    if (this.#discarding) return
    this.#rows.push(item)
    this.grown(bytes)
  }

  /** So many bytes more wait. */
  grown(bytes: number): void {
    this.#bytes += bytes
    const full = this.#rows.length >= fullLength || this.#bytes >= fullBytes
    if (full && !this.#paused) {
      this.#paused = true
      this.#flow.pause()
    }
    this.#awake()
  }

  /** No more rows come; with an error, the reader gets it after the rows before it. */
  end(error?: unknown): void {
    if (this.#ended) return
    this.#ended = true
    this.#error = error
    // Its reader may leave now and discard nothing, and the source is needed for what follows.
    this.#resume()
    this.#awake()
  }

  /** The reader has gone: what still comes is dropped, and the source runs to its end. */
  discard(): void {
    this.#discarding = true
    this.#rows = []
    this.#resume()
  }

  /** Once: to settle a promise again costs V8 more than all else that is done with a row. */
  #awake(): void {
    this.#wake?.()
    this.#wake = undefined
  }

  /** Not where another has paused the same source. */
  #resume(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#flow.resume()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly T[]> {
    for (;;) {
      const batch = this.#rows
      if (batch.length > 0) {
        this.#rows = []
        this.#bytes = 0
        this.#resume()
        yield batch
      } else if (this.#ended) {
        if (this.#error !== undefined) throw this.#error
        return
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }
}
