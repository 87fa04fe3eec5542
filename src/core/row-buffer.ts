import type { Batch, Row } from './value.js'

/** How a source of rows is held back while its reader is busy. */
export interface Flow {
  pause(): void
  resume(): void
}

const fullRows = 500
const fullBytes = 256 * 1024

/**
 * Rows that arrive by callback, read as batches. The source is paused while about 500 rows or
 * 256 KiB wait, and runs on while the reader works on the batch before.
 */
export class RowBuffer implements AsyncIterable<Batch> {
  readonly #flow: Flow
  #rows: Row[] = []
  #bytes = 0
  #ended = false
  #discarding = false
  #error: unknown
  #wake: (() => void) | undefined

  constructor(flow: Flow) {
    this.#flow = flow
  }

  push(row: Row, bytes: number): void {
    if (this.#discarding) return
    this.#bytes += bytes
    if (this.#rows.push(row) >= fullRows || this.#bytes >= fullBytes) this.#flow.pause()
    this.#wake?.()
  }

  /** No more rows come; with an error, the reader gets it after the rows before it. */
  end(error?: unknown): void {
    if (this.#ended) return
    this.#ended = true
    this.#error = error
    this.#wake?.()
  }

  /** The reader has gone: what still comes is dropped, and the source runs to its end. */
  discard(): void {
    this.#discarding = true
    this.#rows = []
    this.#flow.resume()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    for (;;) {
      const batch = this.#rows
      if (batch.length > 0) {
        this.#rows = []
        this.#bytes = 0
        this.#flow.resume()
        yield batch
      } else if (this.#ended) {
        if (this.#error !== undefined) throw this.#error
        return
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        this.#wake = undefined
      }
    }
  }
}
