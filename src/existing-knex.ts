import type { Knex } from 'knex'
import type { ConnectionUrl } from './core/driver.js'
import { RecordsError } from './core/errors.js'

/** The URL schemes of what knex's clients connect to, by the names of their drivers. */
const schemes: Readonly<Record<string, string>> = {
  'better-sqlite3': 'sqlite',
  pg: 'postgresql',
  cockroachdb: 'cockroachdb',
  'pg-redshift': 'redshift',
  mysql2: 'mysql',
}

/**
 * The URL of the database that an instance of knex connects to, without its password: it chooses
 * the driver, and errors tell the place. Throws a usage error for a client that there is no driver
 * for.
 */
export function urlOfKnex({ client }: Knex): ConnectionUrl {
  const name = String(client.driverName)
  const scheme = schemes[name]
  if (scheme === undefined) {
    throw new RecordsError('usage', `there is no driver for knex's client ${name}`, {
      hint: `Use one of ${Object.keys(schemes).join(', ')}.`,
    })
  }
  const { user, host, port, database, filename } = client.connectionSettings ?? {}
  return {
    scheme,
    user,
    password: undefined,
    host,
    port,
    path: filename ?? database ?? '',
    parameters: new Map(),
  }
}
