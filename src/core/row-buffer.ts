/** How a source of rows is held back while its reader is busy. */
export interface Flow {
  pause(): void
  resume(): void
}

const fullLength = 2000
const fullBytes = 256 * 1024

/**
 * What arrives by callback, a row or several at a time, read as lists. The source is paused while
 * about 2,000 of them or 256 KiB wait, and runs on while the reader works on the list before.
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

  push(row: T, bytes: number): void {
    if (this.#discarding) return
    this.#bytes += bytes
    const full = this.#rows.push(row) >= fullLength || this.#bytes >= fullBytes
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

  #resume(): void {
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
