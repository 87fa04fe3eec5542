/** How a source of rows is held back while its reader is busy. */
export interface Flow {
  pause(): void
  resume(): void
}

/** Rows that came one behind another in one buffer: all that `bytes` has from `start` to `end`. */
export interface ReceivedRows {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  readonly count: number
}

const fullLength = 2000
const fullBytes = 256 * 1024

/**
 * Rows that arrive by callback, read as lists of what came together. The source is paused while
 * 256 KiB wait, or what came 2,000 times, and runs on while the reader works on the list before.
 */
export class RowBuffer implements AsyncIterable<readonly ReceivedRows[]> {
  readonly #flow: Flow
  #rows: { -readonly [Part in keyof ReceivedRows]: ReceivedRows[Part] }[] = []
  #bytes = 0
  #paused = false
  #ended = false
  #discarding = false
  #error: unknown
  #wake: (() => void) | undefined

  constructor(flow: Flow) {
    this.#flow = flow
  }

  /** Those that follow the last ones in their buffer are added to them: no object is made of a row. */
  push(bytes: Buffer, start: number, end: number, count: number): void {
    if (this.#discarding) return
    const last = this.#rows[this.#rows.length - 1]
    if (last?.bytes === bytes && last.end === start) {
      last.end = end
      last.count += count
    } else {
      this.#rows.push({ bytes, start, end, count })
    }
    this.#bytes += end - start
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

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly ReceivedRows[]> {
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
