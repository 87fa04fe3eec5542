import type { Result } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { plainText } from '../core/representation.js'
import type { Value } from '../core/value.js'
import type { DatabaseOptions } from '../database.js'
import type { Dataset } from '../dataset/dataset.js'
import type { ParameterValue } from '../sql/parameters.js'
import { usedParameters } from '../sql/used-parameters.js'
import { commandNamed } from './commands/index.js'
import { type Piece, piecesOf } from './input.js'
import { Results } from './results.js'
import { SessionConnection } from './session-connection.js'
import { State } from './state.js'
import type { Voice } from './voice.js'

/** A session with one database: what is typed, run. It knows no keyboard. */
export class Shell {
  readonly state: State = new State()
  readonly voice: Voice
  readonly session: SessionConnection
  readonly results: Results
  readonly #options: DatabaseOptions
  /** Of what was typed and runs. */
  #stop: AbortController | undefined
  #told: unknown
  /** Whether a command has asked to leave. */
  left = false

  constructor(url: string, options: DatabaseOptions, voice: Voice) {
    this.#options = options
    this.voice = voice
    const notify = (line: string): void => voice.say(line)
    this.session = new SessionConnection(url, { ...options, notify })
    this.results = new Results(this.state, voice)
  }

  /** Runs what was typed, piece by piece, and stops at the first that fails. */
  async run(text: string): Promise<boolean> {
    const within = this.#stop
    this.#stop ??= new AbortController()
    const { signal } = this.#stop
    try {
      for (const piece of piecesOf(text, await this.session.dialect())) {
        const done = await this.attempt(() => this.#runPiece(piece, signal))
        if (!done) return false
        if (this.left) break
      }
      return true
    } finally {
      this.#stop = within
    }
  }

  /** Does the work, whose failure is told: once, though a file within a file fails with it. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      if (error !== this.#told) this.voice.tell(error)
      this.#told = error
      return false
    }
  }

  /** Runs a statement and shows what it gives; `file` takes it in the place of the screen. */
  async runStatement(text: string, file?: string): Promise<void> {
    const started = performance.now()
    this.state.statement = text
    for await (const result of this.#results(text)) {
      if (result.type === 'done') this.results.done(result, started)
      else await this.results.take(result, started, file)
    }
  }

  /** What a program that it starts may go by. */
  get environment(): Readonly<Record<string, string | undefined>> {
    return this.#options.environment ?? process.env
  }

  /** All that a statement gives, held whole. */
  async datasetOf(statement: string): Promise<Dataset> {
    // What reads and shows datasets is not loaded before the first prompt.
    const { Dataset } = await import('../dataset/dataset.js')
    for await (const result of this.#results(statement)) {
      if (result.type === 'rows') return await Dataset.of(result)
    }
    throw new RecordsError('query', 'the statement gives no rows')
  }

  /** The cells of the statement's only row, by the names of their columns. */
  async onlyRow(statement: string): Promise<[name: string, value: ParameterValue][]> {
    const dataset = await this.datasetOf(statement)
    if (dataset.height !== 1) {
      throw new RecordsError('query', `the statement gives ${dataset.height} rows, not one`)
    }
    const row = dataset.rows[0] ?? []
    return dataset.names.map((name, index) => [name, bindable(row[index] ?? null)])
  }

  /** Comes when what runs is to stop. */
  get signal(): AbortSignal | undefined {
    return this.#stop?.signal
  }

  /** Stops what runs; answers whether anything did. */
  interrupt(): boolean {
    const running = this.#stop !== undefined
    this.#stop?.abort(new RecordsError('interrupted', 'cancelled'))
    return running
  }

  /** Publishes the file that gathers results, and leaves the database. */
  async close(): Promise<void> {
    await this.attempt(() => this.results.gather(undefined))
    await this.session.close()
  }

  async #runPiece(piece: Piece, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    try {
      if (piece.type === 'statement') await this.runStatement(piece.text)
      else await commandNamed(piece.name).run(this, piece.rest, piece.statement)
    } catch (error) {
      throw signal.aborted ? signal.reason : error
    }
  }

  async *#results(text: string): AsyncGenerator<Result> {
    const connection = await this.session.get()
    const parameters = usedParameters(text, connection.dialect, this.state.parameters)
    yield* connection.run(text, { parameters, signal: this.signal })
  }
}

/** A float as its digits, all else as it is. */
function bindable(value: Value): ParameterValue {
  return typeof value === 'number' ? { decimal: plainText(value) } : value
}
