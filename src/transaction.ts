import type { Knex } from 'knex'
import type { Session } from './core/driver.js'
import { RecordsError } from './core/errors.js'

/** A transaction of knex's on a connection of its pool, or a savepoint within one. */
export class Transaction {
  readonly knex: Knex.Transaction
  readonly #session: Session

  private constructor(knex: Knex.Transaction, session: Session) {
    this.knex = knex
    this.#session = session
  }

  /** On `knex` that is a transaction itself, a savepoint in it. */
  static async begin(knex: Knex, raw: object, session: Session): Promise<Transaction> {
    // A transaction's own transaction() knows its connection.
    const config = knex.isTransaction ? {} : { connection: raw }
    const transaction = await knex.transaction(undefined as never, config)
    // Rejected by a BEGIN or a COMMIT that fails; where it is awaited may be too late to handle it.
    transaction.executionPromise.catch(() => {})
    if (transaction.isCompleted()) await settled(transaction, 'begun')
    return new Transaction(transaction, session)
  }

  /** Throws where the server does not commit, but rolls back. */
  async commit(): Promise<void> {
    if ((await this.#session.transaction?.()) === 'failed') {
      throw failure('committed', 'a statement in it has failed')
    }
    await this.knex.commit()
    await settled(this.knex, 'committed')
  }

  /** Rolls back what has not been committed. */
  async end(): Promise<void> {
    if (!this.knex.isCompleted()) await this.knex.rollback().catch(() => {})
  }
}

/** knex tells of a BEGIN or a COMMIT that failed by this promise only. */
async function settled(knex: Knex.Transaction, done: string): Promise<void> {
  try {
    await knex.executionPromise
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    // knex puts its statement before the server's words.
    throw failure(
      done,
      message.replace(/^(?:BEGIN|COMMIT|(?:RELEASE )?SAVEPOINT \w+);? - /, ''),
      cause,
    )
  }
}

function failure(done: string, reason: string, cause?: unknown): RecordsError {
  const message = `the transaction could not be ${done}: ${reason}`
  return new RecordsError('query', message, { cause })
}
