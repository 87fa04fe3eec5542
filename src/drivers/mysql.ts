import mysql2 from 'mysql2'
import type { Dialect } from '../core/dialect.js'
import type {
  ConnectionUrl,
  Driver,
  Parameter,
  Result,
  Session,
  Statement,
} from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Notify } from '../core/formatter.js'
import { translated } from '../core/translated.js'
import { mysql as catalog } from './catalogs.js'
import { failureCode, failureReason, serverOf } from './connection-failure.js'
import { mysql as dialect } from './dialects.js'
import { MysqlQuery } from './mysql-query.js'
import { onlyPlace } from './only-place.js'
import { pin } from './pin.js'

const utf8 = 'NAMES utf8mb4'

/**
 * What a server's own settings must not change: the character set, and that each statement commits
 * itself where the script says nothing of transactions. The server waits a day, told in seconds,
 * for a reader that is held up, by a pager say.
 */
const pinned = [utf8, 'SESSION autocommit = 1', 'SESSION net_write_timeout = 86400']

const sslModes: Readonly<Record<string, mysql2.SslOptions | undefined>> = {
  DISABLED: undefined,
  REQUIRED: { rejectUnauthorized: false },
  VERIFY_IDENTITY: { rejectUnauthorized: true },
}

const mysql: Driver = {
  urlParameters: ['ssl-mode', 'socket'],
  interruptible: true,
  catalog,
  placeholder: () => '?',

  configure(url) {
    return {
      client: 'mysql2',
      connection: connectionOptions(url) as object,
      pool: { min: 0, max: 8 },
    }
  },

  async open(connection, { notify }) {
    const raw = connection as mysql2.Connection
    // An error between two statements is told by the next one.
    raw.on('error', () => {})
    const set = (settings: readonly string[]) => raw.promise().query(`SET ${settings.join(', ')}`)
    await pin(pinned, set, isUnknownSetting)
    const [[row]] = await raw
      .promise()
      .query<mysql2.RowDataPacket[]>('SELECT @@sql_mode AS sql_mode')
    return new MysqlSession(raw, dialectIn(String(row?.sql_mode)), notify)
  },

  connectionError(cause, url, name) {
    const place = serverOf(url, 3306)
    const message = `cannot connect to ${name} at ${place}: ${failureReason(cause)}`
    return new RecordsError('connection', message, { cause, ...failureCode(cause) })
  },
}

export default mysql

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

function connectionOptions(url: ConnectionUrl): mysql2.ConnectionOptions {
  const { user, password, host, port, path, parameters } = url
  const mode = parameters.get('ssl-mode') ?? 'DISABLED'
  if (!Object.hasOwn(sslModes, mode)) {
    throw new RecordsError('usage', `ssl-mode=${mode} is not supported`, {
      hint: `Supported are ${Object.keys(sslModes).join(', ')}.`,
    })
  }
  return definedOnly({
    user,
    password,
    host,
    port,
    socketPath: parameters.get('socket'),
    database: path === '' ? undefined : path,
    ssl: sslModes[mode],
    charset: 'utf8mb4',
    // Without it mysql2 compiles column names into code.
    disableEval: true,
  })
}

function definedOnly<T extends object>(options: T): mysql2.ConnectionOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

class MysqlSession implements Session {
  readonly dialect: Dialect
  readonly #raw: mysql2.Connection
  readonly #notify: Notify

  constructor(raw: mysql2.Connection, dialect: Dialect, notify: Notify) {
    this.#raw = raw
    this.dialect = dialect
    this.#notify = notify
  }

  async *run(statement: Statement): AsyncGenerator<Result> {
    if (statement.parameters.length === 0) yield* this.#query(statement, statement.text)
    else yield* this.#prepared(statement)
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
      await this.#command(statement, 'DEALLOCATE PREPARE records_statement')
    }
  }

  async #command(statement: Statement, sql: string): Promise<void> {
    for await (const _ of this.#query(statement, sql));
  }

  async *#query(statement: Statement, sql: string): AsyncGenerator<Result> {
    const query = new MysqlQuery(this.#raw, sql, statement)
    const inWords = (cause: unknown) => queryError(cause, statement)
    try {
      for await (const result of translated(query.results(), inWords)) {
        yield result.type === 'done'
          ? result
          : { ...result, batches: translated(result.batches, inWords) }
      }
    } finally {
      await this.#stop(query)
      // What the script says of its character set is about another client.
      if (query.recoded) await this.#raw.promise().query(`SET ${utf8}`)
    }
    if (query.warnings > 0) await this.#showWarnings()
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

  /** KILL QUERY, on a connection of its own. */
  async cancel(): Promise<void> {
    const { host, port, socketPath, user, password, ssl } = this.#raw.config
    const server = definedOnly({ host, port, socketPath, user, password, ssl })
    const connection = mysql2.createConnection({ ...server, disableEval: true }).promise()
    try {
      await connection.query(`KILL QUERY ${this.#raw.threadId}`)
    } catch {
      // The server is gone, and the query with it; or the query was over already.
    } finally {
      connection.destroy()
    }
  }
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
  const { code, sqlMessage, fatal } = cause as mysql2.QueryError & { sqlMessage?: string }
  if (fatal || sqlMessage === undefined) {
    const message = `lost the connection: ${failureReason(cause)}`
    return new RecordsError('connection', message, { cause, databaseCode: code })
  }
  const rest = /right syntax to use near '(.+)' at line \d+$/s.exec(sqlMessage)?.[1] ?? ''
  const position = onlyPlace(rest, text)
  return new RecordsError('query', sqlMessage, { cause, databaseCode: code, position })
}
