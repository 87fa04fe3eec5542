import type { Dialect } from '../core/dialect.js'
import type {
  ConnectOptions,
  Result,
  Session,
  Statement,
  TransactionState,
} from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Batch } from '../core/value.js'
import { sqlite as dialect } from './dialects.js'
import { timedOut } from './sqlite.js'
import type { SqliteProcess } from './sqlite-process-connection.js'
import { InexactCells } from './sqlite-process-inexact.js'

/** How long SQLite may take to come to its next rows, in milliseconds, before its process is ended. */
const patience = 300

/** A session whose statements are stopped by the end of their process, where nothing else does. */
export class SqliteProcessSession implements Session {
  readonly dialect: Dialect = dialect
  readonly #process: SqliteProcess
  readonly #options: ConnectOptions
  #running = false
  /** Why what runs is to stop. */
  #stop: Error | undefined

  constructor(process: SqliteProcess, options: ConnectOptions) {
    this.#process = process
    this.#options = options
  }

  async *run({ text, parameters, command }: Statement): AsyncGenerator<Result> {
    this.#running = true
    this.#stop = undefined
    let timer: NodeJS.Timeout | undefined
    let reading = false
    try {
      await this.#process.open()
      this.#throwIfStopped()
      timer = this.#startTimer()
      const begun = await this.#process.call('run', { text, parameters, command })
      if (begun.type === 'done') return yield begun
      reading = true
      this.#throwIfStopped()
      const inexact = new InexactCells()
      yield {
        ...begun,
        batches: this.#batches(inexact),
        inexact: () => (inexact.any ? inexact.tell : undefined),
      }
    } finally {
      clearTimeout(timer)
      // Where the process is gone there is nothing to end.
      if (reading) await this.#process.call('end').catch(() => {})
      this.#running = false
    }
  }

  async transaction(): Promise<TransactionState> {
    return this.#process.held.transaction
  }

  async cancel(): Promise<void> {
    await this.#end(new RecordsError('interrupted', 'the statement was stopped'))
  }

  /** Two are asked for ahead, so that SQLite need not wait for the next call. */
  async *#batches(inexact: InexactCells): AsyncGenerator<Batch> {
    const ask = () => {
      const batch = this.#process.call('batch')
      // It may never be waited for.
      batch.catch(() => {})
      return batch
    }
    const asked = [ask(), ask()]
    for (;;) {
      const batch = await asked.shift()
      this.#throwIfStopped()
      if (batch === undefined) return
      asked.push(ask())
      yield inexact.received(batch)
    }
  }

  #startTimer(): NodeJS.Timeout | undefined {
    const { timeout } = this.#options
    return timeout === undefined ? undefined : setTimeout(() => this.#end(timedOut()), timeout)
  }

  async #end(reason: Error): Promise<void> {
    if (!this.#running) return
    this.#stop ??= reason
    this.#process.cancel()
    if (await this.#process.answersWithin(patience)) return
    const { names } = this.#process.kill(this.#stop)
    if (names.length === 0) return
    const lost = names.join(', ')
    this.#options.notify(`SQLite was stopped by ending its connection. Lost with it: ${lost}`)
  }

  #throwIfStopped(): void {
    if (this.#stop !== undefined) throw this.#stop
  }
}
