import type { Knex } from 'knex'
import { end, type PostgresClient } from './postgres-client.js'

/** What knex's client for PostgreSQL has beside its types. */
interface KnexClient extends Knex.Client {
  checkVersion(connection: PostgresClient): Promise<string>
}

/** knex's mark on a connection that its pool must not lend again. */
type Pooled = PostgresClient & { __knex__disposed?: unknown }

/** The class of knex's client of that name, with a pool whose connections `connect` makes. */
export async function knexClient(
  name: string,
  connect: () => Promise<PostgresClient>,
): Promise<typeof Knex.Client> {
  const { default: knex } = await import('knex')
  const Base = knex({ client: name }).client.constructor as new (config: Knex.Config) => KnexClient
  class Client extends Base {
    override async acquireRawConnection(): Promise<PostgresClient> {
      const connection: Pooled = await connect()
      const dispose = (error?: unknown): void => {
        connection.__knex__disposed ??= error ?? 'the connection has ended'
      }
      connection.on('error', dispose)
      connection.on('end', dispose)
      this.version ??= await this.checkVersion(connection)
      return connection
    }

    override destroyRawConnection(connection: PostgresClient): Promise<void> {
      return end(connection)
    }
  }
  return Client as unknown as typeof Knex.Client
}
