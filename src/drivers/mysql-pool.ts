import { promisify } from 'node:util'
import mysql2, { type Connection, type ConnectionOptions } from 'mysql2'
import type { Connector } from '../core/driver.js'

/** Makes connections, which tell the pool when they are lost, as knex's own client does. */
export function mysqlConnector(options: ConnectionOptions): Connector {
  return {
    async connect() {
      const connection: Connection & { __knex__disposed?: unknown } =
        mysql2.createConnection(options)
      connection.on('error', (error) => {
        connection.__knex__disposed = error
      })
      try {
        await promisify(connection.connect.bind(connection))()
        hidePassword(connection)
        return connection
      } catch (error) {
        // mysql2 leaves a socket open that it does not go on with.
        connection.destroy()
        throw error
      }
    },
    // Of one that is lost there is nothing to say.
    disconnect: (connection: Connection) =>
      new Promise<void>((resolve) => connection.end(() => resolve())),
  }
}

/** Who looks at the pool, as a program's log may, does not see it. */
function hidePassword({ config }: Connection): void {
  Object.defineProperty(config, 'password', { enumerable: false })
}
