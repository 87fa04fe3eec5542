import type { Connection } from '../connection.js'
import { type Deferred, deferred } from '../core/deferred.js'
import type { Database } from '../database.js'

/** One connection of a database, kept until it is given back. */
export class LentConnection {
  readonly connection: Connection
  readonly #released: Deferred<void>
  readonly #over: Promise<void>

  private constructor(connection: Connection, released: Deferred<void>, over: Promise<void>) {
    this.connection = connection
    this.#released = released
    this.#over = over
  }

  /** Connects. Throws a connection error where that fails. */
  static async of(database: Database): Promise<LentConnection> {
    const lent = deferred<Connection>()
    const released = deferred<void>()
    const over = database.session((connection) => {
      lent.resolve(connection)
      return released.promise
    })
    over.catch(lent.reject)
    return new LentConnection(await lent.promise, released, over)
  }

  async giveBack(): Promise<void> {
    this.#released.resolve()
    await this.#over
  }
}
