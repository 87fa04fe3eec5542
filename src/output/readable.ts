import { Readable } from 'node:stream'
import { type Deferred, deferred } from '../core/deferred.js'
import { RecordsError } from '../core/errors.js'
import type { Sink } from '../core/sink.js'

/** Writes everything to the sink, until the signal comes. */
type Produce = (sink: Sink, signal: AbortSignal) => Promise<void>

/** What is written to a sink, as a stream that is read. The writing begins with the reading. */
export class ReportStream extends Readable {
  readonly #produce: Produce
  readonly #closed = new AbortController()
  #produced: Promise<void> | undefined
  #wanted: Deferred<void> = deferred()

  constructor(produce: Produce) {
    super()
    this.#produce = produce
    this.#closed.signal.addEventListener('abort', () => {
      this.#wanted.promise.catch(() => {})
      this.#wanted.reject(this.#closed.signal.reason)
    })
  }

  /** Node asks again after each chunk, when there is room for the next. */
  override _read(): void {
    this.#wanted.resolve()
    this.#produced ??= this.#produce({ write: (chunk) => this.#give(chunk) }, this.#closed.signal)
      .then(() => void this.push(null))
      .catch((error) => void this.destroy(error))
  }

  /** Over when the work has stopped, and so left nothing open. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#closed.abort(new RecordsError('output', 'the stream was closed by its reader'))
    Promise.resolve(this.#produced).then(() => done(error))
  }

  async #give(chunk: string | Uint8Array): Promise<void> {
    await this.#wanted.promise
    this.#closed.signal.throwIfAborted()
    this.#wanted = deferred()
    this.push(Buffer.from(chunk as Uint8Array))
  }
}
