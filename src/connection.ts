import type { Knex } from 'knex'
import type { Catalog } from './core/catalog.js'
import type { Column } from './core/column.js'
import type { Dialect } from './core/dialect.js'
import type { Driver, Result, Session, TransactionState } from './core/driver.js'
import { passed } from './core/encoded-batch.js'
import { RecordsError } from './core/errors.js'
import { translated } from './core/translated.js'
import { nativeStatement } from './query/native-statement.js'
import { Queries, type RunOptions, type Sql } from './query/queries.js'
import type { Turns } from './query/turns.js'
import {
  type BoundStatement,
  bindParameters,
  checkParameters,
  type ParameterValue,
} from './sql/parameters.js'
import { splitStatements } from './sql/statements.js'
import { Transaction } from './transaction.js'

/** What a connection stands on. */
export interface Pinned {
  readonly driver: Driver
  readonly session: Session
  /** The connection of the database's own package. */
  readonly raw: object
  /** knex, or the transaction of its that is open on the connection. */
  readonly knex: () => Promise<Knex>
  readonly turns: Turns
}

/**
 * One connection to the database, and so one session on its server: what is set, locked or made
 * there for the session stays until the connection is given back.
 *
 * It runs one statement at a time. While a program reads rows in a loop of its own, another
 * statement is a usage error; after what reads rows whole, it waits its turn.
 */
export class Connection extends Queries {
  readonly #pinned: Pinned
  #ended = false
  #lost = false

  /** @internal */
  constructor(pinned: Pinned) {
    super()
    this.#pinned = pinned
  }

  /** How its SQL reads. @internal */
  get dialect(): Dialect {
    return this.#pinned.session.dialect
  }

  /** What the server says of the transaction that is open on it. */
  async transactionState(): Promise<TransactionState> {
    return (await this.#pinned.session.transaction?.()) ?? 'none'
  }

  /** Whether a statement has found it broken: no other will run on it. @internal */
  get lost(): boolean {
    return this.#lost
  }

  /** From here on it belongs to somebody else. @internal */
  end(): void {
    this.#ended = true
  }

  override async *run(sql: Sql, options: RunOptions = {}): AsyncGenerator<Result> {
    if (!options.transaction) return yield* this.#runAll(sql, options)
    const transaction = await this.#begin()
    try {
      yield* this.#runAll(sql, options)
      await transaction.commit()
    } finally {
      await transaction.end()
    }
  }

  /** @internal */
  override async catalog(): Promise<Catalog> {
    return catalogOf(this.#pinned.driver)
  }

  override async transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const transaction = await this.#begin()
    const connection = new Connection({ ...this.#pinned, knex: async () => transaction.knex })
    try {
      const result = await work(connection)
      await transaction.commit()
      return result
    } finally {
      connection.end()
      await transaction.end()
    }
  }

  /**
   * The columns that one statement would give, none where it gives no rows, undefined where the
   * server does not tell. It is prepared and does not run.
   */
  async describe(
    sql: string,
    parameters: ReadonlyMap<string, ParameterValue> = new Map(),
  ): Promise<readonly Column[] | undefined> {
    const { session } = this.#pinned
    const [statement] = this.#statements(sql, { parameters, single: true })
    if (session.describe === undefined || statement === undefined) throw notDescribed()
    const done = await this.#turn(false)
    try {
      return await session.describe(statement)
    } catch (error) {
      throw placedIn(statement, error)
    } finally {
      done()
    }
  }

  /**
   * Does the work in a transaction that sees the database as of one moment: committed when it is
   * done, rolled back when it throws. `write` where the work is going to write.
   */
  async snapshot<T>(write: boolean, work: () => Promise<T>): Promise<T> {
    const begin = this.#pinned.driver.snapshot?.(write) ?? ['begin']
    for (const statement of begin) await this.execute(statement)
    try {
      const result = await work()
      await this.execute('commit')
      return result
    } catch (error) {
      // Of a lost connection there is nothing to roll back.
      await this.execute('rollback').catch(() => {})
      throw error
    }
  }

  async #begin(): Promise<Transaction> {
    const { knex, raw, session } = this.#pinned
    const done = await this.#turn(false)
    try {
      return await Transaction.begin(await knex(), raw, session)
    } finally {
      done()
    }
  }

  async *#runAll(sql: Sql, options: RunOptions): AsyncGenerator<Result> {
    const done = await this.#turn(options.byHand ?? false)
    try {
      for (const statement of this.#statements(sql, options)) {
        yield* this.#runStatement(statement, options.signal)
      }
    } finally {
      done()
    }
  }

  async #turn(byHand: boolean): Promise<() => void> {
    if (this.#ended) throw givenBack()
    return await this.#pinned.turns.take(byHand)
  }

  /** All of them bound before the first runs. */
  #statements(
    sql: Sql,
    { parameters = new Map(), single = false }: RunOptions,
  ): readonly BoundStatement[] {
    const { driver, session } = this.#pinned
    if (typeof sql !== 'string') return [nativeStatement(sql, session.dialect)]
    const statements = splitStatements(sql, session.dialect)
    if (statements.length === 0) throw new RecordsError('usage', 'there is no SQL to run')
    if (single && statements.length > 1) throw notSingle(statements.length)
    checkParameters(statements, parameters)
    return statements.map((source) => bindParameters(source, parameters, driver.placeholder))
  }

  async *#runStatement(
    statement: BoundStatement,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Result> {
    signal?.throwIfAborted()
    const { session, raw } = this.#pinned
    let cancelled: Promise<void> | undefined
    const cancel = (): void => {
      cancelled = session.cancel()
    }
    const inScript = (error: unknown) => {
      if (isLoss(error)) {
        this.#lost = true
        giveUp(raw, error)
      }
      return signal?.aborted ? signal.reason : placedIn(statement, error)
    }
    signal?.addEventListener('abort', cancel, { once: true })
    try {
      for await (const result of translated(session.run(statement), inScript)) {
        if (result.type === 'done') yield result
        else {
          const stopped = <T>(rows: AsyncIterable<T>) =>
            translated(stoppedBy(signal, rows), inScript)
          const batches = passed(result.batches, stopped)
          yield { ...result, batches, dialect: session.dialect.name }
        }
      }
    } finally {
      signal?.removeEventListener('abort', cancel)
      // Come late, it would stop the next statement.
      await cancelled
    }
  }
}

/** Throws a usage error for a driver that has none. */
export function catalogOf({ catalog }: Driver): Catalog {
  if (catalog !== undefined) return catalog
  throw new RecordsError('usage', 'the driver of this database does not tell of its tables')
}

function notDescribed(): RecordsError {
  return new RecordsError('usage', 'the driver of this database prepares no statements')
}

function notSingle(count: number): RecordsError {
  return new RecordsError('usage', `the SQL has ${count} statements where one is run`, {
    hint: 'Run them with script().',
  })
}

function givenBack(): RecordsError {
  return new RecordsError('usage', 'the connection has been given back', {
    hint: 'Use it within the function that it was lent to, and await what you start there.',
  })
}

/**
 * A connection that was lost is not lent again by knex's pool, which reads this mark: its end may
 * not have been heard of yet.
 */
function giveUp(raw: { __knex__disposed?: unknown }, loss: unknown): void {
  raw.__knex__disposed ??= loss
}

function isLoss(error: unknown): boolean {
  return error instanceof RecordsError && error.code === 'connection'
}

/** The error with its place told in the whole script. */
function placedIn({ source, sourcePosition }: BoundStatement, error: unknown): unknown {
  if (!(error instanceof RecordsError) || error.sql !== undefined) return error
  const { code, message, position, hint, detail, databaseCode, cause } = error
  return new RecordsError(code, message, {
    hint,
    detail,
    databaseCode,
    cause,
    sql: source,
    position: position === undefined ? undefined : sourcePosition(position),
  })
}

/** The same batches, until the signal comes. */
async function* stoppedBy<T>(
  signal: AbortSignal | undefined,
  batches: AsyncIterable<T>,
): AsyncGenerator<T> {
  for await (const batch of batches) {
    signal?.throwIfAborted()
    yield batch
  }
}
