import type { Connector } from '../core/driver.js'
import { end, type PostgresClient } from './postgres-client.js'

/** Makes connections by `connect`, which tell the pool when they are lost. */
export function postgresConnector(connect: () => Promise<PostgresClient>): Connector {
  return {
    async connect() {
      const client = await connect()
      const dispose = (error?: unknown): void => markLost(client as object, error)
      client.on('error', dispose)
      client.on('end', dispose)
      return client
    },
    disconnect: (client: PostgresClient) => end(client),
  }
}

/** As knex does. */
function markLost(connection: { __knex__disposed?: unknown }, error: unknown): void {
  connection.__knex__disposed ??= error ?? 'the connection has ended'
}
