import type { Result } from '../core/driver.js'
import { passed } from '../core/encoded-batch.js'
import type { Sink } from '../core/sink.js'

const quietMilliseconds = 1000
const intervalMilliseconds = 200

/** A line on the terminal about work that takes long: rows, rate, bytes and time. */
export class Progress {
  readonly #stderr: NodeJS.WritableStream | undefined
  readonly #started = performance.now()
  readonly #timer: NodeJS.Timeout | undefined
  #rows = 0
  #bytes = 0
  #shown = false

  /** Without a place to show it, nothing is shown. */
  constructor(stderr: NodeJS.WritableStream | undefined) {
    this.#stderr = stderr
    if (stderr) this.#timer = setInterval(() => this.#show(), intervalMilliseconds).unref()
  }

  /** The same results, their rows counted as they pass. */
  async *countingRows(results: AsyncIterable<Result>): AsyncGenerator<Result> {
    for await (const result of results) {
      if (result.type === 'done') yield result
      else yield { ...result, batches: passed(result.batches, (rows) => this.#counted(rows)) }
    }
  }

  async *#counted<B extends { readonly length: number }>(
    batches: AsyncIterable<B>,
  ): AsyncGenerator<B> {
    for await (const batch of batches) {
      this.#rows += batch.length
      yield batch
    }
  }

  /** The same sink, its bytes counted once they are written. */
  countingBytes(sink: Sink): Sink {
    return {
      write: async (chunk) => {
        await sink.write(chunk)
        this.#bytes += typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.length
      },
    }
  }

  /** Takes the line away, so that something else can be said; it comes back with the next tick. */
  clear(): void {
    if (this.#shown) this.#stderr?.write('\r\x1b[K')
    this.#shown = false
  }

  stop(): void {
    clearInterval(this.#timer)
    this.clear()
  }

  #show(): void {
    const elapsed = performance.now() - this.#started
    if (elapsed < quietMilliseconds) return
    const seconds = elapsed / 1000
    const rate = Math.round(this.#rows / seconds)
    const parts = [
      `${grouped(this.#rows)} rows`,
      `${grouped(rate)}/s`,
      `${(this.#bytes / 1e6).toFixed(1)} MB`,
      clock(seconds),
    ]
    this.#stderr?.write(`\r${parts.join(' · ')}\x1b[K`)
    this.#shown = true
  }
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
