import type { Knex } from 'knex'
import type { Column } from './column.js'
import type { Dialect } from './dialect.js'
import type { Notify } from './formatter.js'
import type { Batch } from './value.js'

/**
 * A value to bind. Text is bound without a type of its own wherever the database can infer one;
 * `decimal` carries the digits of a number that is not an integer.
 */
export type Parameter = null | boolean | bigint | string | { readonly decimal: string }

/** One statement with a placeholder of the driver's for each parameter, in order. */
export interface Statement {
  readonly text: string
  readonly parameters: readonly Parameter[]
  /** Its first word, in capitals: `SELECT`, `INSERT`. */
  readonly command: string
}

/** What a statement gave: rows, or the word that it is done. */
export type Result = RowsResult | DoneResult

export interface RowsResult {
  readonly type: 'rows'
  readonly columns: readonly Column[]
  /** Streams once. Leaving the loop early ends the statement on the server. */
  readonly batches: AsyncIterable<Batch>
}

export interface DoneResult {
  readonly type: 'done'
  /** How many rows it inserted, updated or deleted; undefined where that is not what it does. */
  readonly changed: number | undefined
}

/** One pinned connection. It runs one statement at a time. */
export interface Session {
  readonly dialect: Dialect
  /**
   * Runs the statement; the database says whether rows come back. Most give one result, a stored
   * procedure may give more. Each result's rows are drained before the next result is asked for.
   * Throws a {@link RecordsError} whose `position` is an index into the statement's text.
   */
  run(statement: Statement): AsyncIterable<Result>
  /** Asks the server to stop what the session runs; `run` then throws. */
  cancel(): Promise<void>
}

export interface ConnectOptions {
  /** Create the SQLite file where there is none. */
  readonly create: boolean
  /** Hears what the server says beside the results: notices and warnings. */
  readonly notify: Notify
}

export interface Driver {
  /** Which parameters its URLs may carry after `?`. */
  readonly urlParameters: readonly string[]
  /** Whether a running statement can be stopped; if not, its calls hold the whole thread. */
  readonly interruptible: boolean
  /** The placeholder of parameter `index`, counted from 0. */
  placeholder(index: number): string
  /** knex's configuration for this URL: client, connection, pool. Throws on a URL that is wrong. */
  configure(url: ConnectionUrl, options: ConnectOptions): Knex.Config | Promise<Knex.Config>
  /** A session on a raw connection of knex's, its settings pinned. */
  open(connection: unknown, url: ConnectionUrl, options: ConnectOptions): Promise<Session>
  /** The failure to connect, in words without the password. */
  connectionError(cause: unknown, url: ConnectionUrl): Error
}

/** A connection URL, taken apart. */
export interface ConnectionUrl {
  /** As written, without the `+driver` suffix: `postgresql`, `mysql`, `sqlite`, `demo`. */
  readonly scheme: string
  readonly user: string | undefined
  readonly password: string | undefined
  /** A host name, an address, or undefined for the driver's default. */
  readonly host: string | undefined
  readonly port: number | undefined
  /** The path, decoded: a database's name, or a file. */
  readonly path: string
  readonly parameters: ReadonlyMap<string, string>
}
