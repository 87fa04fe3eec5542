import type { Connection } from '../connection.js'
import { connectionName, parseConnectionUrl } from '../connection-url.js'
import type { Dialect } from '../core/dialect.js'
import { RecordsError } from '../core/errors.js'
import { Database, type DatabaseOptions } from '../database.js'
import type { Queries } from '../query/queries.js'
import { LentConnection } from './lent-connection.js'

/** The one connection that a shell runs statements on, and what it is to. */
export class SessionConnection {
  readonly #options: DatabaseOptions
  #url: string
  #database: Database
  #lent: LentConnection | undefined
  #moved: string | undefined

  /** Connects when the connection is first asked for. */
  constructor(url: string, options: DatabaseOptions) {
    this.#url = url
    this.#options = options
    this.#database = new Database(url, options)
  }

  /** What it connects to: a URL, or `@name`. */
  get url(): string {
    return this.#url
  }

  /** The database's own name, short. */
  get name(): string {
    const named = this.#moved ?? connectionName(this.#url)
    if (named !== undefined) return named
    const { scheme, path } = parseConnectionUrl(this.#url)
    return path.split('/').at(-1) || scheme
  }

  /** What it is connected to, without the password. */
  get place(): string {
    if (connectionName(this.#url) !== undefined) return this.#url
    const { scheme, host, port, path, user } = parseConnectionUrl(this.#url)
    const database = this.#moved ?? path
    const server = [user && `${user}@`, host, port && `:${port}`].filter(Boolean).join('')
    return `${scheme} ${[server, database].filter(Boolean).join('/')}`.trim()
  }

  /** Whether it was there and is no more. It is made anew by {@link connect} alone. */
  get lost(): boolean {
    return this.#lent?.connection.lost ?? false
  }

  /** Throws a connection error where there is none and none can be made. */
  async get(): Promise<Connection> {
    if (this.lost) {
      throw new RecordsError('connection', 'there is no connection any more', {
        hint: '\\c connects again.',
      })
    }
    this.#lent ??= await LentConnection.of(this.#database)
    return this.#lent.connection
  }

  /** Whether a statement that runs can be stopped. */
  async interruptible(): Promise<boolean> {
    return await this.#database.interruptible()
  }

  /** How its SQL reads, also when it is lost. */
  async dialect(): Promise<Dialect> {
    const connection = this.#lent?.connection ?? (await this.get())
    return connection.dialect
  }

  /** The database that it is in, where a statement has gone to another one. */
  get moved(): string | undefined {
    return this.#moved
  }

  /** Asks which database it is in, as MySQL's USE goes to another one. */
  async follow(): Promise<void> {
    const connection = await this.get()
    if (connection.dialect.name !== 'mysql') return
    const { rows } = await connection.query('select database()').dataset()
    const [[name = null] = []] = rows
    this.#moved = name === null ? undefined : String(name)
  }

  /** What completes names with: on a server by a connection of its own (see SchemaCache). */
  async schemaSource(): Promise<Queries> {
    const connection = await this.get()
    return connection.dialect.name === 'sqlite' ? connection : this.#database
  }

  /**
   * Goes to another database, or to the same one anew; where that cannot be reached, or the signal
   * comes before it is, stays.
   */
  async connect(url: string = this.#url, signal?: AbortSignal): Promise<void> {
    const database = new Database(url, this.#options)
    const lent = await orAborted(LentConnection.of(database), signal).catch((error) => {
      void database.close().catch(() => {})
      throw error
    })
    await this.close()
    this.#url = url
    this.#database = database
    this.#lent = lent
    this.#moved = undefined
  }

  async close(): Promise<void> {
    const lent = this.#lent
    this.#lent = undefined
    const closing = (async () => {
      await lent?.giveBack()
      await this.#database.close()
    })()
    // What is lost cannot be given back in order.
    await (lent?.connection.lost ? closing.catch(() => {}) : closing)
  }
}

/** What the work gives, unless the signal comes first. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}
