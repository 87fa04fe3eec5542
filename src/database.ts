import type { Knex } from 'knex'
import { parseConnectionUrl } from './connection-url.js'
import type { ConnectionUrl, ConnectOptions, Driver, Result, Session } from './core/driver.js'
import { RecordsError } from './core/errors.js'
import { nearest } from './core/nearest.js'
import { translated } from './core/translated.js'
import type { Batch } from './core/value.js'
import { drivers } from './drivers/index.js'
import {
  type BoundStatement,
  bindParameters,
  checkParameters,
  type ParameterValue,
} from './sql/parameters.js'
import { splitStatements } from './sql/statements.js'

export interface RunOptions {
  /** Values of the script's `:name` parameters. */
  readonly parameters?: ReadonlyMap<string, ParameterValue>
  /** Run the whole script in one transaction: all of its work, or none. */
  readonly transaction?: boolean
  /** Stops what runs on the server; the script then throws. */
  readonly signal?: AbortSignal | undefined
}

/** A database, by its URL. Connections are made when they are needed, and kept in knex's pool. */
export class Database {
  readonly #url: ConnectionUrl
  readonly #driver: Driver
  readonly #knex: Knex
  readonly #options: ConnectOptions
  readonly #sessions = new WeakMap<object, Session>()

  private constructor(url: ConnectionUrl, driver: Driver, knex: Knex, options: ConnectOptions) {
    this.#url = url
    this.#driver = driver
    this.#knex = knex
    this.#options = options
  }

  /**
   * A database ready to connect to. Throws a {@link RecordsError} for a URL that is wrong or names
   * a database that there is no driver for, and for a SQLite file that is not there.
   */
  static async open(url: string, options: Partial<ConnectOptions> = {}): Promise<Database> {
    const parsed = parseConnectionUrl(url)
    const [driver, { default: knexModule }] = await Promise.all([
      driverOf(parsed.scheme),
      import('knex'),
    ])
    checkUrlParameters(parsed, driver)
    const connect: ConnectOptions = { create: false, notify: () => {}, ...options }
    const config = await driver.configure(parsed, connect)
    const log = { warn() {}, error() {}, deprecate() {}, debug() {} }
    return new Database(parsed, driver, knexModule.knex({ ...config, log }), connect)
  }

  /** Whether a running statement can be stopped by a signal: SQLite's cannot. */
  get interruptible(): boolean {
    return this.#driver.interruptible
  }

  /**
   * Runs a script of one or more statements, in order, on one connection, and stops at the first
   * error. Each statement's rows must be drained before the next result is asked for.
   */
  async *run(script: string, options: RunOptions = {}): AsyncGenerator<Result> {
    const { transaction = false } = options
    yield* transaction ? this.#inTransaction(script, options) : this.#onConnection(script, options)
  }

  async *#onConnection(script: string, options: RunOptions): AsyncGenerator<Result> {
    const { client } = this.#knex
    const connection = await this.#connect<object>(() => client.acquireConnection())
    try {
      yield* this.#runScript(await this.#session(connection), script, options)
    } finally {
      await client.releaseConnection(connection)
    }
  }

  async *#inTransaction(script: string, options: RunOptions): AsyncGenerator<Result> {
    const transaction = await this.#connect(() => this.#knex.transaction())
    // Rejected by a COMMIT that fails; awaited below, where it may be too late to be handled.
    transaction.executionPromise.catch(() => {})
    try {
      const session = await this.#session(await transaction.client.acquireConnection())
      yield* this.#runScript(session, script, options)
      await commit(transaction)
    } finally {
      if (!transaction.isCompleted()) await transaction.rollback().catch(() => {})
    }
  }

  async *#runScript(
    session: Session,
    script: string,
    { parameters = new Map(), signal }: RunOptions,
  ): AsyncGenerator<Result> {
    const statements = splitStatements(script, session.dialect)
    if (statements.length === 0) throw new RecordsError('usage', 'there is no SQL to run')
    checkParameters(statements, parameters)
    const { placeholder } = this.#driver
    const bound = statements.map((source) => bindParameters(source, parameters, placeholder))
    for (const statement of bound) yield* this.#runStatement(session, statement, signal)
  }

  async *#runStatement(
    session: Session,
    statement: BoundStatement,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Result> {
    signal?.throwIfAborted()
    const cancel = () => void session.cancel()
    const inScript = (error: unknown) =>
      signal?.aborted ? signal.reason : placedIn(statement, error)
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      for await (const result of translated(session.run(statement), inScript)) {
        yield result.type === 'done'
          ? result
          : { ...result, batches: translated(stoppedBy(signal, result.batches), inScript) }
      }
    } finally {
      signal?.removeEventListener('abort', cancel)
    }
  }

  /** Makes the connection, so that a failure to do so is told before anything is written. */
  async #connect<T>(acquire: () => Promise<T>): Promise<T> {
    try {
      return await acquire()
    } catch (cause) {
      throw cause instanceof RecordsError ? cause : this.#driver.connectionError(cause, this.#url)
    }
  }

  async #session(connection: object): Promise<Session> {
    const known = this.#sessions.get(connection)
    if (known !== undefined) return known
    const session = await this.#connect(() =>
      this.#driver.open(connection, this.#url, this.#options),
    )
    this.#sessions.set(connection, session)
    return session
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    await this.#knex.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}

async function driverOf(scheme: string): Promise<Driver> {
  const entry = drivers.find(({ schemes }) => schemes.includes(scheme))
  if (entry !== undefined) return entry.load()
  const schemes = drivers.flatMap((driver) => driver.schemes)
  const near = nearest(scheme, schemes)
  throw new RecordsError('usage', `there is no driver for ${scheme}:// databases`, {
    hint: near === undefined ? `There are ${schemes.join(', ')}.` : `Did you mean ${near}://?`,
  })
}

/** An option that is not understood is refused: a misspelt `sslmode` must not be passed over. */
function checkUrlParameters(
  { parameters, scheme }: ConnectionUrl,
  { urlParameters }: Driver,
): void {
  for (const name of parameters.keys()) {
    if (urlParameters.includes(name)) continue
    const near = nearest(name, urlParameters)
    throw new RecordsError('usage', `a ${scheme} URL has no option ${name}`, {
      hint: near ? `Did you mean ${near}?` : `It has ${urlParameters.join(', ')}.`,
    })
  }
}

/** knex tells of a COMMIT that failed by its execution promise only. */
async function commit(transaction: Knex.Transaction): Promise<void> {
  try {
    await transaction.commit()
    await transaction.executionPromise
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    // knex puts its statement before the server's words.
    const reason = message.replace(/^COMMIT; - /, '')
    throw new RecordsError('query', `the transaction could not be committed: ${reason}`, { cause })
  }
}

/** The error with its place told in the whole script. */
function placedIn({ source, sourcePosition }: BoundStatement, error: unknown): unknown {
  if (!(error instanceof RecordsError) || error.sql !== undefined) return error
  const { code, message, position, hint, detail, databaseCode, cause } = error
  return new RecordsError(code, message, {
    hint,
    detail,
    databaseCode,
    cause,
    sql: source,
    position: position === undefined ? undefined : sourcePosition(position),
  })
}

/** The same batches, until the signal comes. */
async function* stoppedBy(
  signal: AbortSignal | undefined,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    signal?.throwIfAborted()
    yield batch
  }
}
