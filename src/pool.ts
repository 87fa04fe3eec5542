import type { Knex } from 'knex'
import { Pool as Tarn, TimeoutError } from 'tarn'
import type { Connector, KnexConfig } from './core/driver.js'

/** The connections to a database, and knex on them. */
export interface Pool {
  acquire(): Promise<object>
  release(connection: object): Promise<void>
  knex(): Promise<Knex>
  /** Closes them all. */
  close(): Promise<void>
}

interface PoolConfig extends KnexConfig {
  readonly acquireConnectionTimeout: number
}

/** knex's own of that configuration. Where the driver makes its connections, knex is loaded last. */
export async function poolOf({ connector, ...config }: PoolConfig): Promise<Pool> {
  if (connector !== undefined) return driversPool(connector, config)
  const knex = await newKnex(config)
  unhold(knex.client.pool)
  return { ...poolOfKnex(knex), close: () => knex.destroy() }
}

/** A program's, which it closes itself. */
export function poolOfKnex(knex: Knex): Pool {
  const { client } = knex
  return {
    acquire: () => client.acquireConnection(),
    release: (connection) => client.releaseConnection(connection),
    knex: async () => knex,
    async close() {},
  }
}

/** knex's mark on a connection that its pool must not lend again. */
interface Marked {
  readonly __knex__disposed?: unknown
}

/** A pool as knex would make it, which is knex's once there is one. */
function driversPool(connector: Connector, config: PoolConfig): Pool {
  const { pool: limits, acquireConnectionTimeout, ...others } = config
  const pool = new Tarn<Marked>({
    min: limits?.min ?? 0,
    max: limits?.max ?? 1,
    acquireTimeoutMillis: acquireConnectionTimeout,
    createTimeoutMillis: limits?.createTimeoutMillis ?? acquireConnectionTimeout,
    propagateCreateError: true,
    create: () => connector.connect(),
    destroy: (raw) => connector.disconnect(raw),
    validate: (raw) => raw.__knex__disposed === undefined,
  })
  unhold(pool)
  let knex: Promise<Knex> | undefined
  return {
    acquire: () => pool.acquire().promise,
    release: async (raw) => void pool.release(raw as Marked),
    knex: () => (knex ??= newKnex({ ...others, connectionPool: pool })),
    close: async () => void (await pool.destroy()),
  }
}

async function newKnex(config: Knex.Config): Promise<Knex> {
  const { default: knexModule } = await import('knex')
  const log = { warn() {}, error() {}, deprecate() {}, debug() {} }
  return knexModule.knex({ ...config, log })
}

/** Whether no connection came free in time; knex calls it so. */
export function isTimeout(cause: unknown): boolean {
  return (
    cause instanceof TimeoutError || (cause instanceof Error && cause.name === 'KnexTimeoutError')
  )
}

/** tarn's pool, with the timer that its types keep to themselves. */
interface Reaping {
  readonly interval?: NodeJS.Timeout | null
  on(event: 'startReaping', listener: () => void): void
}

/**
 * Has a pool not hold the process: while nothing is asked of the database, the timer that closes
 * idle connections lets it end. A connection to a server holds it until that has lain idle for half
 * a minute, or is closed.
 */
function unhold(pool: unknown): void {
  const reaping = pool as Reaping
  // The event comes just before the timer.
  reaping.on('startReaping', () => queueMicrotask(() => reaping.interval?.unref()))
}
