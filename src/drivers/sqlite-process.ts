import type { Knex } from 'knex'
import type { ConnectionUrl, ConnectOptions, Driver } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import sqlite from './sqlite.js'
import { SqliteProcess } from './sqlite-process-connection.js'
import { SqliteProcessSession } from './sqlite-process-session.js'
import { sqliteConfig } from './sqlite-settings.js'

/**
 * SQLite with each connection in a process of its own: it neither holds the program's thread nor is
 * it left to its own devices until a call ends.
 */
const sqliteProcess: Driver = {
  ...sqlite,
  interruptible: true,

  async configure(url, options) {
    const { pool } = sqliteConfig(url, options)
    // It starts while knex is loaded.
    const first = new SqliteProcess(url, withoutTimeout(options))
    first.open().catch(() => {})
    return {
      client: await knexClient(url, options, first),
      connection: {},
      pool,
    }
  },

  open: async (connection, options) =>
    new SqliteProcessSession(connection as SqliteProcess, options),
}

export default sqliteProcess

/** The time is kept on this side, where it is not held up. */
function withoutTimeout({ timeout, ...options }: ConnectOptions): ConnectOptions {
  return options
}

/** The class of knex's client with a pool of processes, of which the first is there. */
async function knexClient(
  url: ConnectionUrl,
  options: ConnectOptions,
  first: SqliteProcess,
): Promise<typeof Knex.Client> {
  const { default: knex } = await import('knex')
  const Base = knex({ client: 'better-sqlite3', useNullAsDefault: true }).client
    .constructor as typeof Knex.Client
  let next: SqliteProcess | undefined = first
  return class extends Base {
    /** Not better-sqlite3, which the processes load. */
    _driver(): object {
      return {}
    }

    override async acquireRawConnection(): Promise<SqliteProcess> {
      const made = next ?? new SqliteProcess(url, withoutTimeout(options))
      next = undefined
      await made.open()
      return made
    }

    override destroyRawConnection(connection: SqliteProcess): Promise<void> {
      return connection.close()
    }

    async _query(): Promise<never> {
      throw new RecordsError('usage', 'knex runs nothing on SQLite in a process of its own')
    }
  }
}
