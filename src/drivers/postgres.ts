import { once } from 'node:events'
import type { Knex } from 'knex'
import pg from 'pg'
import type { Driver, Result, RowsResult, Session, Statement } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { translated } from '../core/translated.js'
import { postgres as catalog } from './catalogs.js'
import { failureCode, failureReason, serverOf } from './connection-failure.js'
import { postgres as dialect } from './dialects.js'
import { pin } from './pin.js'
import { PostgresQuery, type WireConnection } from './postgres-query.js'
import {
  builtInTypes,
  columnOf,
  type Field,
  learnType,
  type TypeCatalogue,
  type TypeRow,
  typesQuery,
} from './postgres-types.js'

/** pg's client with the parts that its type declarations leave out. */
type Client = pg.Client & {
  readonly connection: WireConnection
  readonly processID: number
  readonly secretKey: number
  readonly readyForQuery: boolean
  readonly ssl: pg.ConnectionConfig['ssl']
}

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
const pinnedHere = [...pinned, 'datestyle=ISO']

/** knex's own clients for what differs from PostgreSQL, by the scheme of the URL. */
const clients: Readonly<Record<string, string>> = {
  cockroachdb: 'cockroachdb',
  redshift: 'redshift',
}

const sslModes: Readonly<Record<string, pg.ConnectionConfig['ssl']>> = {
  disable: false,
  require: { rejectUnauthorized: false },
  'verify-full': true,
}

const postgres: Driver = {
  urlParameters: ['sslmode', 'application_name', 'options', 'host'],
  interruptible: true,
  catalog,
  placeholder: (index) => `$${index + 1}`,

  configure({ scheme, user, password, host, port, path, parameters }) {
    // A setting that the server does not know would end the connection.
    const settings = /^postgres(?:ql)?$/.test(scheme) ? pinned.map((each) => `-c ${each}`) : []
    const connection: pg.ClientConfig = {
      user,
      password,
      host: host ?? parameters.get('host'),
      port,
      database: path === '' ? undefined : path,
      application_name: parameters.get('application_name') ?? 'records',
      options: [parameters.get('options'), ...settings].filter(Boolean).join(' '),
      ssl: sslOf(parameters.get('sslmode') ?? 'disable'),
    }
    return {
      client: clients[scheme] ?? 'pg',
      connection: connection as Knex.PgConnectionConfig,
      pool: { min: 0, max: 8 },
    }
  },

  async open(connection, { notify }) {
    const client = connection as Client
    await pin(pinnedHere, (settings) => client.query(setAll(settings)), isUnknownSetting)
    client.on('notice', ({ severity, message }) => notify(`${severity}: ${message}`))
    return new PostgresSession(client)
  },

  connectionError(cause, url, name) {
    const place = serverOf(url, 5432)
    const message = `cannot connect to ${name} at ${place}: ${failureReason(cause)}`
    return new RecordsError('connection', message, { cause, ...failureCode(cause) })
  },
}

export default postgres

function setAll(settings: readonly string[]): string {
  return settings.map((setting) => `set ${setting}`).join('; ')
}

function isUnknownSetting(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '42704'
}

function sslOf(mode: string): pg.ConnectionConfig['ssl'] {
  if (!Object.hasOwn(sslModes, mode)) {
    throw new RecordsError('usage', `sslmode=${mode} is not supported`, {
      hint: `Supported are ${Object.keys(sslModes).join(', ')}.`,
    })
  }
  return sslModes[mode]
}

class PostgresSession implements Session {
  readonly dialect = dialect
  readonly #client: Client
  readonly #types: TypeCatalogue = builtInTypes()

  #recoded = false

  constructor(client: Client) {
    this.#client = client
    client.connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
      if (parameterName === 'client_encoding') this.#recoded = parameterValue !== 'UTF8'
    })
  }

  /** The server tells its state with its word that it is ready, which comes after an error. */
  async failed(): Promise<boolean> {
    if (!this.#client.readyForQuery) await once(this.#client, 'drain')
    return this.#client.getTransactionStatus() === 'E'
  }

  async *run(statement: Statement): AsyncGenerator<Result> {
    // What a script says of its encoding is about another client.
    if (this.#recoded) await this.#client.query('set client_encoding = UTF8')
    const { query, fields } = await this.#start(statement)
    try {
      if (fields === undefined) yield { type: 'done', changed: changedRows(await query.completed) }
      else yield this.#rows(query, fields, statement)
    } catch (cause) {
      throw queryError(cause, statement)
    } finally {
      await this.#stop(query)
    }
  }

  /**
   * Submits the statement until it runs: first what its columns' types are may have to be learnt,
   * or a parameter declared as text that stands where any type could (`:name IS NULL`).
   */
  async #start(statement: Statement): Promise<Started> {
    const asText = new Set<number>()
    for (;;) {
      const query = this.#submit(statement, asText)
      try {
        const fields = await query.described
        const unknown = this.#unknownTypes(fields ?? [])
        if (unknown.length === 0) return { query, fields }
        await query.completed
        await this.#learnTypes(unknown)
      } catch (cause) {
        await this.#stop(query)
        const untyped = this.#untypedParameter(cause)
        if (untyped === undefined || asText.has(untyped)) throw queryError(cause, statement)
        asText.add(untyped)
      }
    }
  }

  /** The parameter whose type the server could not infer; in a transaction that has ended it. */
  #untypedParameter(cause: unknown): number | undefined {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== '42P18') return undefined
    const number = /\$(\d+)/.exec(cause.message)?.[1]
    if (number === undefined || this.#client.getTransactionStatus() !== 'I') return undefined
    return Number(number) - 1
  }

  #submit(statement: Statement, asText: ReadonlySet<number>): PostgresQuery {
    const { connection } = this.#client
    const accept = (fields: readonly Field[]) => this.#unknownTypes(fields).length === 0
    return this.#client.query(new PostgresQuery({ statement, asText, connection, accept }))
  }

  #rows(query: PostgresQuery, fields: readonly Field[], statement: Statement): RowsResult {
    const columns = fields.map((field) => columnOf(field, this.#types))
    const batches = translated(query.rows, (cause) => queryError(cause, statement))
    return { type: 'rows', columns, batches }
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
    if (query.finished) return
    query.rows.discard()
    await this.cancel()
    await query.ended
  }

  /** The protocol's CancelRequest, on a connection of its own; settles when the server took it. */
  async cancel(): Promise<void> {
    const { host, port, ssl, processID, secretKey } = this.#client
    const connection = new pg.Connection({ ssl }) as unknown as WireConnection
    await new Promise<void>((resolve) => {
      connection.on('error', resolve)
      connection.on('end', resolve)
      connection.on(ssl ? 'sslconnect' : 'connect', () => connection.cancel(processID, secretKey))
      if (ssl) connection.on('connect', () => connection.requestSsl())
      if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
      else connection.connect(port, host)
    })
  }
}

/** The count at the end of a command's tag: `INSERT 0 3`, `UPDATE 3`; none for `CREATE TABLE`. */
function changedRows(tag: string): number | undefined {
  const count = / (\d+)$/.exec(tag)?.[1]
  return count === undefined ? undefined : Number(count)
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
