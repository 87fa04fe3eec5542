import type { Connection } from '../connection.js'
import { connectionName, parseConnectionUrl } from '../connection-url.js'
import type { DoneResult, Result, RowsResult } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { plainText } from '../core/representation.js'
import type { Sink } from '../core/sink.js'
import type { Value } from '../core/value.js'
import { Database, type DatabaseOptions } from '../database.js'
import { Dataset } from '../dataset/dataset.js'
import type { Queries } from '../query/queries.js'
import type { ParameterValue } from '../sql/parameters.js'
import { splitStatements } from '../sql/statements.js'
import { commandNamed } from './commands/index.js'
import { piecesOf } from './input.js'
import { LentConnection } from './lent-connection.js'
import { PagedOutput, type Screen } from './pager.js'
import { saveResult, showResult } from './shown-result.js'
import { State } from './state.js'

/** Where the shell speaks. */
export interface Voice {
  readonly screen: Screen
  /** Text that was asked for. */
  print(text: string): void
  /** A line to the person, which is no result: on stderr. */
  say(line: string): void
  /** An error, in the words of the command line. */
  tell(error: unknown): void
}

/** A session with one database: what is typed, run. It knows no keyboard. */
export class Shell {
  readonly state: State = new State()
  readonly voice: Voice
  readonly #options: DatabaseOptions
  #url: string
  #database: Database
  #lent: LentConnection | undefined
  #stop: AbortController | undefined
  /** Whether a command has asked to leave. */
  left = false

  constructor(url: string, options: DatabaseOptions, voice: Voice) {
    this.#url = url
    this.#options = options
    this.voice = voice
    this.#database = this.#databaseAt(url)
  }

  /** The database's own name, short. */
  get name(): string {
    const named = connectionName(this.#url)
    if (named !== undefined) return named
    const { scheme, path } = parseConnectionUrl(this.#url)
    return path.split('/').at(-1) || scheme
  }

  /** What it is connected to, without the password. */
  get place(): string {
    if (connectionName(this.#url) !== undefined) return this.#url
    const { scheme, host, port, path, user } = parseConnectionUrl(this.#url)
    const server = [user && `${user}@`, host, port && `:${port}`].filter(Boolean).join('')
    return `${scheme} ${[server, path].filter(Boolean).join('/')}`.trim()
  }

  /** The session's connection. Throws a connection error where there is none and none can be made. */
  async connection(): Promise<Connection> {
    this.#lent ??= await LentConnection.of(this.#database)
    return this.#lent.connection
  }

  /** What completes names with: on a server by a connection of its own (see SchemaCache). */
  async schemaSource(): Promise<Queries> {
    const connection = await this.connection()
    return connection.dialect.name === 'sqlite' ? connection : this.#database
  }

  /** Goes to another database; where that cannot be reached, stays. */
  async connect(url: string): Promise<void> {
    const database = this.#databaseAt(url)
    const lent = await LentConnection.of(database).catch(async (error) => {
      await database.close()
      throw error
    })
    await this.close()
    this.#url = url
    this.#database = database
    this.#lent = lent
  }

  /** Runs what was typed, piece by piece, and stops at the first that fails. */
  async run(text: string): Promise<boolean> {
    const { dialect } = await this.connection()
    for (const piece of piecesOf(text, dialect)) {
      const done = await this.attempt(() =>
        piece.type === 'statement'
          ? this.runStatement(piece.text)
          : commandNamed(piece.name).run(this, piece.rest, piece.statement),
      )
      if (!done) return false
      if (this.left) break
    }
    return true
  }

  /** Does the work, whose failure is told. */
  async attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      this.voice.tell(error)
      if (isLost(error)) await this.#loseConnection()
      return false
    }
  }

  /** Runs a statement and shows what it gives; `file` takes it in the place of the screen. */
  async runStatement(text: string, file: string | undefined = this.state.output): Promise<void> {
    const started = performance.now()
    this.state.statement = text
    for await (const result of this.#results(text)) {
      if (result.type === 'done') this.#tellDone(result)
      else await this.show(result, file)
    }
    if (this.state.timing) this.voice.say(`Time: ${(performance.now() - started).toFixed(1)} ms`)
  }

  /** Shows a result on the screen, or writes it to a file, and keeps it. */
  async show(result: RowsResult, file: string | undefined = this.state.output): Promise<void> {
    const { kept, rows } = await (file === undefined
      ? this.#onScreen(result)
      : saveResult(result, file))
    this.state.result = kept
    this.voice.say(`(${rows} ${rows === 1 ? 'row' : 'rows'})`)
  }

  /** Shows rows of the shell's own as the person shows results; they are not kept. */
  async list(rows: readonly Readonly<Record<string, string>>[]): Promise<void> {
    await this.showList(Dataset.from(rows))
  }

  async showList(list: Dataset): Promise<void> {
    if (list.height === 0) return this.voice.say('There are none.')
    for await (const result of list.results()) {
      if (result.type === 'rows') await this.#onScreen(result)
    }
  }

  /** Writes the last result to a file, in the format of its extension. */
  async saveResult(path: string): Promise<void> {
    const { result } = this.state
    if (result === undefined) {
      throw new RecordsError('usage', 'no result is kept', {
        hint: 'Run a statement first; of one that gives very many rows none are kept.',
      })
    }
    await result.save(path)
  }

  /** What a program that it starts may go by. */
  get environment(): Readonly<Record<string, string | undefined>> {
    return this.#options.environment ?? process.env
  }

  /** All that a statement gives, held whole. */
  async datasetOf(statement: string): Promise<Dataset> {
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

  /** Does what can be stopped by {@link interrupt}. */
  async interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController()
    this.#stop = stop
    try {
      return await work(stop.signal)
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : error
    } finally {
      this.#stop = undefined
    }
  }

  /** Stops what runs; answers whether anything did. */
  interrupt(): boolean {
    const running = this.#stop !== undefined
    this.#stop?.abort(new RecordsError('interrupted', 'cancelled'))
    return running
  }

  async close(): Promise<void> {
    const lent = this.#lent
    this.#lent = undefined
    await lent?.giveBack()
    await this.#database.close()
  }

  async *#results(text: string): AsyncGenerator<Result> {
    const connection = await this.connection()
    const uses = splitStatements(text, connection.dialect).flatMap(({ source, parameters }) =>
      parameters.map(({ start, end }) => source.slice(start + 1, end)),
    )
    const parameters = new Map([...this.state.parameters].filter(([name]) => uses.includes(name)))
    this.#stop = new AbortController()
    try {
      yield* connection.run(text, { parameters, signal: this.#stop.signal })
    } finally {
      this.#stop = undefined
    }
  }

  async #onScreen(result: RowsResult) {
    const { screen } = this.voice
    const output = new PagedOutput(screen)
    const shown = await this.#shown(result, output, screen.output.columns)
    await output.finish()
    return shown
  }

  async #shown(result: RowsResult, sink: Sink, columns: number | undefined) {
    const { screen, say } = this.voice
    return await showResult(result, this.state, {
      sink,
      columns,
      widthOf: screen.widthOf,
      notify: say,
    })
  }

  #tellDone({ changed }: DoneResult): void {
    if (changed === undefined) this.voice.say('done')
    else this.voice.say(`${changed} ${changed === 1 ? 'row' : 'rows'} changed`)
  }

  async #loseConnection(): Promise<void> {
    await this.close().catch(() => {})
    this.#database = this.#databaseAt(this.#url)
    this.voice.say('The next statement connects again: what was open in the session is gone.')
  }

  #databaseAt(url: string): Database {
    return new Database(url, { ...this.#options, notify: (line) => this.voice.say(line) })
  }
}

/** A float as its digits, all else as it is. */
function bindable(value: Value): ParameterValue {
  return typeof value === 'number' ? { decimal: plainText(value) } : value
}

function isLost(error: unknown): boolean {
  return error instanceof RecordsError && error.code === 'connection'
}
