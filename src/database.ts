import type { Knex } from 'knex'
import { Connection, catalogOf } from './connection.js'
import type { Catalog } from './core/catalog.js'
import type { ConnectionUrl, ConnectOptions, Driver, Result, Session } from './core/driver.js'
import { RecordsError } from './core/errors.js'
import { nearest } from './core/nearest.js'
import { isTimeout, type Pool, poolOf, poolOfKnex } from './pool.js'
import { Queries, type RunOptions, type Sql } from './query/queries.js'
import { Turns } from './query/turns.js'
import { type Target, targetFinder } from './target.js'

/** How a database is connected to. */
export interface DatabaseOptions extends Partial<ConnectOptions> {
  /** How many connections there may be at once, 8 where nothing is said; of SQLite's 4. */
  readonly connections?: number
  /**
   * Run SQLite in a process of its own for each connection, so that any statement of it can be
   * stopped. knex's own queries, and so transactions of its, do not run there. @internal
   */
  readonly ownProcess?: boolean
}

/** The driver, and the pool of connections. */
interface Opened extends Target {
  readonly driver: Driver
  readonly pool: Pool
}

/** A connection out of the pool, until it is disposed of. */
interface Lease extends AsyncDisposable {
  readonly connection: Connection
}

/** What runs on a connection at once: one statement. */
interface Known {
  readonly session: Session
  readonly turns: Turns
}

/**
 * A database, by its URL or by an instance of knex. Connections are made when they are needed, and
 * kept in knex's pool.
 */
export class Database extends Queries implements AsyncDisposable {
  readonly #findTarget: () => Promise<Target<ConnectOptions & DatabaseOptions>>
  /** The program's own, which it closes itself. */
  readonly #lentKnex: Knex | undefined
  readonly #known = new WeakMap<object, Known>()
  /** What has been asked for and is not read to its end. */
  readonly #running = new Set<AsyncGenerator<Result>>()
  readonly #leased = new Set<Session>()
  #closed = false
  #opened: Promise<Opened> | undefined

  /**
   * By default the database that the environment's `DATABASE_URL` names. `@name` is a connection
   * of a config file. Throws a usage error for a URL that cannot be read, or names a database that
   * there is no driver for; what else is wrong with it the first query tells.
   */
  constructor(
    source: string | Knex | undefined = process.env.DATABASE_URL,
    options: DatabaseOptions = {},
  ) {
    super()
    if (source === undefined) throw noSource()
    this.#findTarget = targetFinder(source, options)
    this.#lentKnex = typeof source === 'string' ? undefined : source
  }

  /** knex on this database, to build queries with. */
  async knex(): Promise<Knex> {
    return await (await this.#open()).pool.knex()
  }

  /** Whether a running statement can be stopped by a signal: SQLite's cannot. */
  async interruptible(): Promise<boolean> {
    return (await this.#open()).driver.interruptible
  }

  override async *run(sql: Sql, options: RunOptions = {}): AsyncGenerator<Result> {
    const results = this.#runOnLease(sql, options)
    this.#running.add(results)
    try {
      yield* results
    } finally {
      this.#running.delete(results)
    }
  }

  /** @internal */
  override async catalog(): Promise<Catalog> {
    return catalogOf((await this.#open()).driver)
  }

  override async transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return await this.session((connection) => connection.transaction(work))
  }

  /** Does the work on one connection, where what is set for the session stays. */
  async session<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    await using lease = await this.#lease()
    return await work(lease.connection)
  }

  async *#runOnLease(sql: Sql, options: RunOptions): AsyncGenerator<Result> {
    await using lease = await this.#lease()
    yield* lease.connection.run(sql, options)
  }

  async #lease(): Promise<Lease> {
    const opened = await this.#open()
    const { driver, pool } = opened
    const raw = await this.#connect(opened, () => pool.acquire())
    const giveBack = (): Promise<void> => pool.release(raw)
    try {
      const known = await this.#knownOf(raw, opened)
      const connection = new Connection({ ...known, driver, raw, knex: pool.knex })
      this.#leased.add(known.session)
      const release = async (): Promise<void> => {
        connection.end()
        this.#leased.delete(known.session)
        await giveBack()
      }
      return { connection, [Symbol.asyncDispose]: release }
    } catch (error) {
      await giveBack()
      throw error
    }
  }

  async #knownOf(raw: object, opened: Opened): Promise<Known> {
    const known = this.#known.get(raw)
    if (known !== undefined) return known
    const session = await this.#connect(opened, () => opened.driver.open(raw, opened.options))
    const made = { session, turns: new Turns() }
    this.#known.set(raw, made)
    return made
  }

  /** A failure to connect is told as the driver tells it. */
  async #connect<T>(opened: Opened, attempt: () => Promise<T>): Promise<T> {
    try {
      return await attempt()
    } catch (cause) {
      if (cause instanceof RecordsError) throw cause
      if (isTimeout(cause) && this.#leased.size > 0) throw noneFree(this.#leased.size, cause)
      throw opened.driver.connectionError(cause, opened.url, opened.declaration.name)
    }
  }

  #open(): Promise<Opened> {
    if (this.#closed) return Promise.reject(closed())
    this.#opened ??= this.#load().catch((error) => {
      // What was missing may be there the next time.
      this.#opened = undefined
      throw error
    })
    return this.#opened
  }

  async #load(): Promise<Opened> {
    const target = await this.#findTarget()
    const { url, declaration, options } = target
    const { load, loadOwnProcess = load } = declaration
    if (this.#lentKnex) {
      return { ...target, driver: await load(), pool: poolOfKnex(this.#lentKnex) }
    }
    const driver = await (options.ownProcess ? loadOwnProcess() : load())
    checkHosts(url, driver)
    checkUrlParameters(url, driver)
    const config = await driver.configure(url, options)
    const { connections, connectTimeout = usualPatience } = options
    // A database in memory is one connection's own.
    const most = config.pool?.max === 1 ? 1 : (connections ?? config.pool?.max)
    const limits = { ...config.pool, ...(most && { max: most }) }
    // A driver that tries several hosts knows how long that may take; and why it fails, so that it
    // is to tell first.
    const longest = Math.max(config.acquireConnectionTimeout ?? 0, connectTimeout)
    const acquireConnectionTimeout = Math.min(longest + 500, longestTimer)
    const pool = await poolOf({ ...config, pool: limits, acquireConnectionTimeout })
    return { ...target, driver, pool }
  }

  /** Stops what runs, and closes every connection; a knex that was given stays open. */
  async close(): Promise<void> {
    this.#closed = true
    for (const session of this.#leased) void session.cancel()
    await Promise.allSettled([...this.#running].map((results) => results.return(undefined)))
    await (await this.#opened)?.pool.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}

/** How long a query waits for a connection, in milliseconds. */
const usualPatience = 60_000

/** The most that a timer of Node takes, in milliseconds. */
const longestTimer = 2 ** 31 - 1

function noneFree(count: number, cause: unknown): RecordsError {
  const held = count === 1 ? 'the only one is' : `all ${count} are`
  return new RecordsError('connection', `no connection came free: ${held} in use`, {
    cause,
    hint: 'Read rows to their end or leave the loop over them, or allow more: { connections }.',
  })
}

function noSource(): RecordsError {
  return new RecordsError('usage', 'no database is named', {
    hint: "Give its URL, as in new Database('sqlite:///report.db'), or set DATABASE_URL.",
  })
}

function closed(): RecordsError {
  return new RecordsError('usage', 'the database has been closed')
}

function checkHosts({ hosts, scheme }: ConnectionUrl, { severalHosts }: Driver): void {
  if (hosts === undefined || severalHosts) return
  throw new RecordsError('usage', `a ${scheme} URL names one host, and this one ${hosts.length}`)
}

/** An option that is not understood is refused: a misspelt `sslmode` must not be passed over. */
function checkUrlParameters(
  { parameters, scheme }: ConnectionUrl,
  { urlParameters }: Driver,
): void {
  for (const name of parameters.keys()) {
    if (urlParameters.includes(name.replace(/\..+/, '.*'))) continue
    const near = nearest(name, urlParameters)
    throw new RecordsError('usage', `a ${scheme} URL has no option ${name}`, {
      hint: near ? `Did you mean ${near}?` : `It has ${urlParameters.join(', ')}.`,
    })
  }
}
