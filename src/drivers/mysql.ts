import type mysql2 from 'mysql2'
import type { Column } from '../core/column.js'
import type { Dialect } from '../core/dialect.js'
import type {
  ConnectionUrl,
  ConnectOptions,
  Driver,
  Parameter,
  Result,
  Session,
  Statement,
  TransactionState,
} from '../core/driver.js'
import { passed } from '../core/encoded-batch.js'
import { RecordsError } from '../core/errors.js'
import type { Notify } from '../core/formatter.js'
import { translated } from '../core/translated.js'
import { mysql as catalog } from './catalogs.js'
import { failureReason, serverOf } from './connection-failure.js'
import { mysql as dialect } from './dialects.js'
import { connectFailure, type MysqlServer, noAnswer } from './mysql-failure.js'
import { timeLimits } from './mysql-limits.js'
import { mysqlConnector } from './mysql-pool.js'
import { MysqlQuery } from './mysql-query.js'
import { mayWrite, mayWriteFailure, readOnly, readOnlySetting, refusal } from './mysql-read-only.js'
import { mysqlSettings, urlParameters, usualPatience } from './mysql-settings.js'
import { columnOf, type Field } from './mysql-types.js'
import { endAfter, endSilence, killQuery, obedience, type Wire } from './mysql-wire.js'
import { onlyPlace } from './only-place.js'
import { pin } from './pin.js'

const utf8 = 'NAMES utf8mb4'

/**
 * What a server's own settings must not change: the character set, and that each statement commits
 * itself where the script says nothing of transactions. The server waits a day, told in seconds,
 * for a reader that is held up, by a pager say.
 */
const pinned = [utf8, 'SESSION autocommit = 1', 'SESSION net_write_timeout = 86400']

/** Where each URL leads, once it is completed. */
const servers = new WeakMap<ConnectionUrl, MysqlServer>()

const mysql: Driver = {
  urlParameters,
  interruptible: true,
  catalog,
  placeholder: () => '?',
  snapshot: () => [
    'set session transaction isolation level repeatable read',
    'start transaction with consistent snapshot',
  ],

  configure(url, options) {
    const { address, connection } = mysqlSettings(url, options)
    const place = address.socketPath ?? `${address.host}:${address.port}`
    servers.set(url, { place, patience: connection.connectTimeout })
    return {
      client: 'mysql2',
      pool: { min: 0, max: 8 },
      connector: mysqlConnector(connection),
      // So that the failure is mysql2's, which tells more.
      acquireConnectionTimeout: connection.connectTimeout + 500,
    }
  },

  async open(connection, options) {
    const raw = connection as Wire
    // An error between two statements is told by the next one.
    raw.on('error', () => {})
    const { timeout, connectTimeout = usualPatience } = options
    if (timeout !== undefined) endSilence(raw, timeout + obedience)
    const answered = endAfter(raw, connectTimeout, noAnswer(connectTimeout))
    try {
      return new MysqlSession(raw, await prepare(raw, options), options)
    } finally {
      answered()
    }
  },

  connectionError(cause, url, name) {
    const server = { place: serverOf(url, 3306), patience: usualPatience, ...servers.get(url) }
    return connectFailure(cause, name, server)
  },
}

export default mysql

/** Makes the session's settings; what is returned is how SQL reads there. */
async function prepare(raw: Wire, options: ConnectOptions): Promise<Dialect> {
  const connection = raw.promise()
  const set = (settings: readonly string[]) => connection.query(`SET ${settings.join(', ')}`)
  await pin(pinned, set, isUnknownSetting)
  const [[row]] = await connection.query<mysql2.RowDataPacket[]>(
    'SELECT @@sql_mode AS sql_mode, @@version AS version',
  )
  const limits = timeLimits(options, String(row?.version))
  if (limits.length > 0) await set(limits)
  if (options.readOnly) await connection.query(readOnlySetting)
  return dialectIn(String(row?.sql_mode))
}

function isUnknownSetting(error: unknown): boolean {
  return (error as mysql2.QueryError).code === 'ER_UNKNOWN_SYSTEM_VARIABLE'
}

/** How SQL reads in a session's sql_mode. */
function dialectIn(sqlMode: string): Dialect {
  const modes = sqlMode.split(',')
  return {
    ...dialect,
    backslashEscapes: !modes.includes('NO_BACKSLASH_ESCAPES'),
    doubleQuotedStrings: !modes.includes('ANSI_QUOTES'),
  }
}

/** SERVER_STATUS_IN_TRANS of the protocol. */
const inTransaction = 1

class MysqlSession implements Session {
  /** The server's status flags, as it last told them. */
  #status = 0
  readonly dialect: Dialect
  readonly #raw: Wire
  readonly #notify: Notify
  readonly #readOnly: boolean
  #running: MysqlQuery | undefined
  #killing: Promise<void> | undefined

  constructor(raw: Wire, dialect: Dialect, { notify, readOnly }: ConnectOptions) {
    this.#raw = raw
    this.dialect = dialect
    this.#notify = notify
    this.#readOnly = readOnly
  }

  async *run(statement: Statement): AsyncGenerator<Result> {
    const results = (): AsyncGenerator<Result> =>
      statement.parameters.length === 0
        ? this.#query(statement, statement.text)
        : this.#prepared(statement)
    if (!this.#readOnly) return yield* results()
    const command = (sql: string) => this.#command(statement, sql)
    yield* readOnly(statement, { command, leave: (sql) => this.#leave(sql) }, results)
  }

  /**
   * Parameters with results in text: a prepared statement of SQL, because the protocol's own
   * gives floats as rounded binary. Values and statement travel as hexadecimal literals, which
   * read the same under every sql_mode.
   */
  async *#prepared(statement: Statement): AsyncGenerator<Result> {
    const names = statement.parameters.map((_, index) => `@records_${index}`)
    const values = statement.parameters.map((value, index) => `${names[index]} = ${literal(value)}`)
    const settings = [`@records_statement = ${literal(statement.text)}`, ...values]
    await this.#command(statement, `SET ${settings.join(', ')}`)
    await this.#command(statement, 'PREPARE records_statement FROM @records_statement')
    try {
      yield* this.#query(statement, `EXECUTE records_statement USING ${names.join(', ')}`)
    } finally {
      // It fails where the connection is lost, which has been told.
      await this.#command(statement, 'DEALLOCATE PREPARE records_statement').catch(() => {})
    }
  }

  async #command(statement: Statement, sql: string): Promise<void> {
    for await (const _ of this.#query(statement, sql));
  }

  /** It fails where the connection is lost, which has been told or the next statement tells. */
  async #leave(sql: string): Promise<void> {
    await this.#killing
    await this.#raw
      .promise()
      .query(sql)
      .catch(() => {})
  }

  async *#query(statement: Statement, sql: string): AsyncGenerator<Result> {
    // Come late, it would stop this one.
    await this.#killing
    const query = new MysqlQuery(this.#raw, sql, statement)
    this.#running = query
    const inWords = (cause: unknown) =>
      (this.#readOnly && refusal(cause)) || queryError(cause, statement)
    try {
      for await (const result of translated(query.results(), inWords)) {
        yield result.type === 'done'
          ? result
          : { ...result, batches: passed(result.batches, (rows) => translated(rows, inWords)) }
      }
    } finally {
      await this.#stop(query)
      if (query.serverStatus !== 0) this.#status = query.serverStatus
      // What the script says of its character set is about another client.
      if (query.recoded) await this.#raw.promise().query(`SET ${utf8}`)
    }
    if (this.#readOnly && mayWrite(query.serverStatus)) {
      await this.#raw.promise().query('ROLLBACK')
      this.#status = 0
      throw mayWriteFailure()
    }
    if (query.warnings > 0) await this.#showWarnings()
  }

  async describe(statement: Statement): Promise<readonly Column[] | undefined> {
    try {
      const prepared = await this.#raw.promise().prepare(statement.text)
      await prepared.close()
      const fields = preparedFields(prepared)
      // Of CALL and RETURNING the server tells no columns before they run.
      return fields.length === 0 ? undefined : fields.map(columnOf)
    } catch (cause) {
      throw queryError(cause, statement)
    }
  }

  async transaction(): Promise<TransactionState> {
    return this.#status & inTransaction ? 'open' : 'none'
  }

  /** Leaves the session ready for its next statement, ending what still runs. */
  async #stop(query: MysqlQuery): Promise<void> {
    if (query.finished) return
    query.discard()
    await this.cancel()
    await query.ended.catch(() => {})
  }

  async #showWarnings(): Promise<void> {
    type Warning = mysql2.RowDataPacket & { Level: string; Message: string }
    const [warnings] = await this.#raw.promise().query<Warning[]>('SHOW WARNINGS')
    for (const { Level, Message } of warnings) this.#notify(`${Level}: ${Message}`)
  }

  /** A server that does not stop the query in time loses the connection. */
  async cancel(): Promise<void> {
    const running = this.#running
    if (running === undefined || running.finished) return
    const ended = endAfter(this.#raw, obedience, 'the server does not stop the query')
    running.ended.then(ended, ended)
    this.#killing = killQuery(this.#raw)
    await this.#killing
  }
}

/** The columns of a prepared statement, which mysql2's type declarations leave out. */
function preparedFields(prepared: object): readonly Field[] {
  return (prepared as { statement: { columns?: readonly Field[] } }).statement.columns ?? []
}

function literal(value: Parameter): string {
  if (typeof value === 'string') {
    return `CONVERT(X'${Buffer.from(value, 'utf8').toString('hex')}' USING utf8mb4)`
  }
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString('hex')}'`
  if (value === null) return 'NULL'
  return typeof value === 'object' ? value.decimal : String(value)
}

function queryError(cause: unknown, { text }: Statement): RecordsError {
  if (cause instanceof RecordsError) return cause
  const { code, sqlMessage, fatal } = cause as mysql2.QueryError & { sqlMessage?: string }
  if (fatal || sqlMessage === undefined) {
    const closed = code === 'PROTOCOL_CONNECTION_LOST'
    const reason = closed ? 'the server closed it' : failureReason(cause)
    const message = `lost the connection: ${reason}`
    return new RecordsError('connection', message, { cause, databaseCode: code })
  }
  const rest = /right syntax to use near '(.+)' at line \d+$/s.exec(sqlMessage)?.[1] ?? ''
  const position = onlyPlace(rest, text)
  return new RecordsError('query', sqlMessage, { cause, databaseCode: code, position })
}
