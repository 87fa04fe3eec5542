import { once } from 'node:events'
import pg from 'pg'
import type { Column } from '../core/column.js'
import type {
  ConnectOptions,
  Driver,
  Result,
  RowsResult,
  Session,
  Statement,
  TransactionState,
} from '../core/driver.js'
import { passed } from '../core/encoded-batch.js'
import { RecordsError } from '../core/errors.js'
import { translated } from '../core/translated.js'
import { postgres as catalog } from './catalogs.js'
import { endedByThrow } from './cell-failure.js'
import { failureCode, failureReason, serverOf } from './connection-failure.js'
import { postgres as dialect } from './dialects.js'
import { pin } from './pin.js'
import {
  type PostgresClient as Client,
  endSilence,
  obedience,
  requestCancel,
} from './postgres-client.js'
import { connect, longestSearch, NoHost } from './postgres-connect.js'
import { noHost } from './postgres-failure.js'
import { parameterNames } from './postgres-parameters.js'
import { postgresConnector } from './postgres-pool.js'
import { isUntyped, PostgresQuery } from './postgres-query.js'
import { readOnly } from './postgres-read-only.js'
import { rowsApart } from './postgres-rows.js'
import { settingsOf } from './postgres-settings.js'
import {
  builtInTypes,
  columnOf,
  type Field,
  learnType,
  type TypeCatalogue,
  type TypeRow,
  typesQuery,
} from './postgres-types.js'

interface Started {
  readonly query: PostgresQuery
  /** Undefined where the statement returns no rows. */
  readonly fields: readonly Field[] | undefined
}

/**
 * A role's or a database's own settings would change the text of intervals, bytes and floats, and
 * how a backslash in a string reads.
 */
const pinned = [
  'intervalstyle=postgres',
  'bytea_output=hex',
  // Any number above 0 since PostgreSQL 12; before, and on Redshift, digits that round-trip.
  'extra_float_digits=2',
  'standard_conforming_strings=on',
]

/**
 * The same for a session that is there, which a program's own knex may have made. Dates are pinned
 * only here: their order of day and month, by which '01/02/2026' is read, stays the role's, where a
 * setting at the start would make it the default.
 */
const pinnedHere = [
  ...pinned,
  'datestyle=ISO',
  // The server looks so often whether we are still there, and ends what runs if we are not.
  'client_connection_check_interval=2000',
]

/** knex's own clients for what differs from PostgreSQL, by the scheme of the URL. */
const clients: Readonly<Record<string, string>> = {
  cockroachdb: 'cockroachdb',
  redshift: 'redshift',
}

const postgres: Driver = {
  urlParameters: parameterNames,
  severalHosts: true,
  interruptible: true,
  catalog,
  placeholder: (index) => `$${index + 1}`,
  // What it sees is fixed by its first statement.
  snapshot: () => ['begin isolation level repeatable read', 'select 1'],

  async configure(url, options) {
    const found = await settingsOf(url, options)
    const settings = { ...found, options: startOptions(found.options, url.scheme, options) }
    // The search has limits of its own, which tell more; the longest time is what a timer can take.
    const createTimeoutMillis = Math.min(longestSearch(settings) + 1000, 2 ** 31 - 1)
    return {
      client: clients[url.scheme] ?? 'pg',
      acquireConnectionTimeout: createTimeoutMillis,
      pool: { min: 0, max: 8, createTimeoutMillis },
      connector: postgresConnector(() => connect(settings)),
    }
  },

  async open(connection, options) {
    const client = connection as Client
    rowsApart(client.connection)
    endedByThrow(client.connection.stream)
    if (options.timeout !== undefined) endSilence(client, options.timeout + obedience)
    const held = heldSettings(options)
    if (held.length > 0) await client.query(setAll(held))
    await pin(pinnedHere, (settings) => client.query(setAll(settings)), isUnknownSetting)
    client.on('notice', ({ severity, message }) => options.notify(`${severity}: ${message}`))
    return new PostgresSession(client, options.readOnly)
  },

  connectionError(cause, url, name) {
    if (cause instanceof NoHost) return noHost(cause, name)
    const place = serverOf(url, 5432)
    const message = `cannot connect to ${name} at ${place}: ${failureReason(cause)}`
    return new RecordsError('connection', message, { cause, ...failureCode(cause) })
  },
}

export default postgres

function setAll(settings: readonly string[]): string {
  return settings.map((setting) => `set ${setting}`).join('; ')
}

/** 22023 is said of a connection that cannot be watched where the server runs. */
function isUnknownSetting(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(?:42704|22023)$/.test(error.code ?? '')
}

/** What the session is promised to be held to: it fails where the server does not know it. */
function heldSettings({ readOnly, timeout, lockTimeout }: ConnectOptions): string[] {
  return [
    ...(readOnly ? ['default_transaction_read_only=on'] : []),
    ...(timeout === undefined ? [] : [`statement_timeout=${timeout}`]),
    ...(lockTimeout === undefined ? [] : [`lock_timeout=${lockTimeout}`]),
  ]
}

/** A setting that the server does not know would end the connection. */
function startOptions(given: string, scheme: string, options: ConnectOptions): string {
  if (!/^postgres(?:ql)?$/.test(scheme)) return given
  const settings = [...pinned, ...heldSettings(options)].map((setting) => `-c ${setting}`)
  return [given, ...settings].filter(Boolean).join(' ')
}

/** By the word of ReadyForQuery ("Message Formats" in PostgreSQL's manual). */
const transactionStates = { I: 'none', T: 'open', E: 'failed' } as const

class PostgresSession implements Session {
  readonly dialect = dialect
  readonly #client: Client
  readonly #types: TypeCatalogue = builtInTypes()

  readonly #readOnly: boolean
  #running: PostgresQuery | undefined
  #recoded = false

  constructor(client: Client, readOnly: boolean) {
    this.#client = client
    this.#readOnly = readOnly
    client.connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
      if (parameterName === 'client_encoding') this.#recoded = parameterValue !== 'UTF8'
    })
  }

  /** The server tells it with its word that it is ready, which comes after an error. */
  async transaction(): Promise<TransactionState> {
    if (!this.#client.readyForQuery) await once(this.#client, 'drain')
    return transactionStates[this.#client.getTransactionStatus() ?? 'I']
  }

  run(statement: Statement): AsyncGenerator<Result> {
    const run = () => this.#run(statement)
    const results = this.#readOnly ? readOnly(this.#client, statement, run) : run()
    return translated(results, (cause) => queryError(cause, statement))
  }

  async describe(statement: Statement): Promise<readonly Column[]> {
    const { query, fields = [] } = await this.#start(statement, { execute: false })
    await query.completed
    return fields.map((field) => columnOf(field, this.#types))
  }

  async *#run(statement: Statement): AsyncGenerator<Result> {
    // What a script says of its encoding is about another client.
    if (this.#recoded) await this.#client.query('set client_encoding = UTF8')
    const { query, fields } = await this.#start(statement, { execute: true })
    try {
      if (fields === undefined) yield { type: 'done', changed: changedRows(await query.completed) }
      else yield this.#rows(query, fields, statement)
    } finally {
      await this.#stop(query)
    }
  }

  /**
   * Submits the statement until it runs: first what its columns' types are may have to be learnt,
   * or a parameter declared as text that stands where any type could (`:name IS NULL`).
   */
  async #start(statement: Statement, how: { execute: boolean }): Promise<Started> {
    const asText = await this.#untypedWithin(statement)
    for (;;) {
      const query = this.#submit(statement, asText, how)
      try {
        const fields = await query.described
        const unknown = this.#unknownTypes(fields ?? [])
        if (unknown.length === 0) return { query, fields }
        await query.completed
        await this.#learnTypes(unknown)
      } catch (cause) {
        await this.#stop(query)
        const untyped = untypedParameter(cause)
        if (untyped === undefined || asText.has(untyped)) throw queryError(cause, statement)
        asText.add(untyped)
      }
    }
  }

  /**
   * The parameters that are to be declared as text. A statement that the server refuses would end a
   * transaction that is open: there it is tried at a savepoint first, if it has such parameters.
   */
  async #untypedWithin(statement: Statement): Promise<Set<number>> {
    const asText = new Set<number>()
    const open = this.#client.getTransactionStatus() === 'T'
    if (!open || !statement.parameters.some(isUntyped)) return asText
    await this.#client.query('savepoint records_types')
    for (;;) {
      const query = this.#submit(statement, asText, { execute: false })
      try {
        await query.described
        await query.completed
        break
      } catch (cause) {
        await this.#stop(query)
        await this.#client.query('rollback to savepoint records_types')
        const untyped = untypedParameter(cause)
        // Another error comes again when it runs, and is told then.
        if (untyped === undefined || asText.has(untyped)) break
        asText.add(untyped)
      }
    }
    await this.#client.query('release savepoint records_types')
    return asText
  }

  #submit(
    statement: Statement,
    asText: ReadonlySet<number>,
    { execute }: { execute: boolean },
  ): PostgresQuery {
    const { connection } = this.#client
    const accept = (fields: readonly Field[]) => execute && this.#unknownTypes(fields).length === 0
    const query = new PostgresQuery({ statement, asText, connection, accept })
    this.#running = query
    return this.#client.query(query)
  }

  #rows(query: PostgresQuery, fields: readonly Field[], statement: Statement): RowsResult {
    const columns = fields.map((field) => columnOf(field, this.#types))
    const inWords = (cause: unknown) => queryError(cause, statement)
    const batches = passed(query.batches, (rows) => translated(this.#readAsUtf8(rows), inWords))
    return { type: 'rows', columns, batches }
  }

  /** The server tells of another encoding after the last row. */
  async *#readAsUtf8<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
    yield* rows
    if (this.#recoded) throw recodedRows()
  }

  #unknownTypes(fields: readonly Field[]): number[] {
    return fields.map((field) => field.dataTypeID).filter((oid) => !this.#types.has(oid))
  }

  async #learnTypes(oids: readonly number[]): Promise<void> {
    const { rows } = await this.#client.query<TypeRow>(typesQuery(oids))
    for (const row of rows) learnType(this.#types, row)
    for (const oid of oids) {
      if (!this.#types.has(oid)) this.#types.set(oid, { name: '', kind: 'unknown' })
    }
  }

  /** Leaves the session ready for its next statement, ending what still runs. */
  async #stop(query: PostgresQuery): Promise<void> {
    // Its last rows may have come and wait, which holds back what comes after them.
    query.discard()
    if (query.finished) return
    await this.cancel()
    await query.ended
  }

  /** A server that does not obey in time has no connection any more. */
  async cancel(): Promise<void> {
    const client = this.#client
    if (client.readyForQuery) return
    const patience = setTimeout(() => client.connection.stream.destroy(), obedience).unref()
    const ended = this.#running?.finished === false ? this.#running.ended : once(client, 'drain')
    const clear = () => clearTimeout(patience)
    ended.then(clear, clear)
    await requestCancel(client)
  }
}

/** The parameter whose type the server could not infer. */
function untypedParameter(cause: unknown): number | undefined {
  if (!(cause instanceof pg.DatabaseError) || cause.code !== '42P18') return undefined
  const number = /\$(\d+)/.exec(cause.message)?.[1]
  return number === undefined ? undefined : Number(number) - 1
}

/** The count at the end of a command's tag: `INSERT 0 3`, `UPDATE 3`; none for `CREATE TABLE`. */
function changedRows(tag: string): number | undefined {
  const count = / (\d+)$/.exec(tag)?.[1]
  return count === undefined ? undefined : Number(count)
}

function recodedRows(): RecordsError {
  const message = 'the statement set client_encoding, so that its rows did not come as UTF-8'
  return new RecordsError('query', message, {
    hint: 'Leave it out: text travels as UTF-8, whatever a script says of its encoding.',
  })
}

/** SQLSTATE classes and codes that mean the connection is gone (errcodes in PostgreSQL's manual). */
const lost = /^(?:08|57P0[1-5])/

function queryError(cause: unknown, { text }: Statement): RecordsError {
  if (cause instanceof RecordsError) return cause
  if (!(cause instanceof pg.DatabaseError)) {
    return new RecordsError('connection', `lost the connection: ${failureReason(cause)}`, { cause })
  }
  const { message, detail, hint, code = '', position } = cause
  return new RecordsError(lost.test(code) ? 'connection' : 'query', message, {
    cause,
    detail,
    hint,
    databaseCode: code,
    position: position === undefined ? undefined : utf16Index(text, Number(position) - 1),
  })
}

/** PostgreSQL counts characters, JavaScript UTF-16 units. */
function utf16Index(text: string, characters: number): number {
  return [...text].slice(0, characters).join('').length
}
