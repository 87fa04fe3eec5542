import type { Knex } from 'knex'
import type { Catalog } from './catalog.js'
import type { Column } from './column.js'
import type { Dialect } from './dialect.js'
import type { Notify } from './formatter.js'
import type { Table } from './table.js'

/**
 * A value to bind. Text is bound without a type of its own wherever the database can infer one;
 * `decimal` carries the digits of a number that is not an integer.
 */
export type Parameter = null | boolean | bigint | string | Uint8Array | { readonly decimal: string }

/** One statement with a placeholder of the driver's for each parameter, in order. */
export interface Statement {
  readonly text: string
  readonly parameters: readonly Parameter[]
  /** Its first word, in capitals: `SELECT`, `INSERT`. */
  readonly command: string
}

/** What a statement gave: rows, or the word that it is done. */
export type Result = RowsResult | DoneResult

/** Its rows stream once. Leaving the loop early ends the statement on the server. */
export interface RowsResult extends Table {
  readonly type: 'rows'
}

/** That a statement is done, which gave no rows. */
export interface DoneResult {
  readonly type: 'done'
  /** How many rows it inserted, updated or deleted; undefined where that is not what it does. */
  readonly changed: number | undefined
}

/** What the server says of the session's transaction: none, open, or to be rolled back only. */
export type TransactionState = 'none' | 'open' | 'failed'

/** One pinned connection. It runs one statement at a time. */
export interface Session {
  readonly dialect: Dialect
  /** Undefined where the server does not tell. */
  transaction?(): Promise<TransactionState>
  /**
   * Runs the statement; the database says whether rows come back. Most give one result, a stored
   * procedure may give more. Each result's rows are drained before the next result is asked for.
   * Throws a {@link RecordsError} whose `position` is an index into the statement's text.
   */
  run(statement: Statement): AsyncIterable<Result>
  /**
   * The columns that the statement would give, none where it gives no rows, undefined where the
   * server does not tell. It is prepared and does not run.
   */
  describe?(statement: Statement): Promise<readonly Column[] | undefined>
  /** Asks the server to stop what the session runs; `run` then throws. */
  cancel(): Promise<void>
}

/** What holds for every connection to a database. */
/** Times are in milliseconds; undefined is as the database has it. */
export interface ConnectOptions {
  /** Create the SQLite file where there is none. */
  readonly create: boolean
  /** Have the server refuse what would change data. */
  readonly readOnly: boolean
  /** How long a connection may take to be made. */
  readonly connectTimeout?: number | undefined
  /** How long a statement may run on the server. */
  readonly timeout?: number | undefined
  /** How long a statement may wait for a lock that another session holds. */
  readonly lockTimeout?: number | undefined
  /** Where the database's own client would look for what the URL leaves out: `PGHOST`, `HOME`. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Hears what the server says beside the results: notices and warnings. */
  readonly notify: Notify
}

/** How knex is to connect. */
export interface KnexConfig extends Knex.Config {
  /** In the place of `connection`. */
  readonly connector?: Connector
}

/**
 * Makes connections in the place of knex's client, so that knex is loaded for transactions and for
 * the programs that build queries with it alone: that takes longer than a short report.
 */
export interface Connector {
  /** A connection of the database's own package. One that is lost is to have knex's mark of that. */
  connect(): Promise<object>
  disconnect(connection: object): unknown
}

/** How a database is connected to through knex, and what runs on its connections. */
export interface Driver {
  /** Which parameters its URLs may carry after `?`; `attach.*` is `attach.` and any name. */
  readonly urlParameters: readonly string[]
  /** Whether its URLs may name several hosts, which are tried in turn. */
  readonly severalHosts?: boolean
  /** Whether a running statement can be stopped; if not, its calls hold the whole thread. */
  readonly interruptible: boolean
  /** Undefined where it has no SQL that tells of its tables. */
  readonly catalog?: Catalog
  /**
   * Statements that begin a transaction which sees the database as of one moment, until it is
   * committed or rolled back; `write` where it is going to write.
   */
  snapshot?(write: boolean): readonly string[]
  /** The placeholder of parameter `index`, counted from 0. */
  placeholder(index: number): string
  /** knex's configuration for this URL: client, connection, pool. Throws on a URL that is wrong. */
  configure(url: ConnectionUrl, options: ConnectOptions): KnexConfig | Promise<KnexConfig>
  /**
   * A session on a raw connection of knex's. It pins the settings that would change the text of a
   * value; no transaction is open yet.
   */
  open(connection: unknown, options: ConnectOptions): Promise<Session>
  /** The failure to connect to a database of that name, in words without the password. */
  connectionError(cause: unknown, url: ConnectionUrl, name: string): Error
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
  /** Where it names several hosts, all of them: `host` and `port` are the first's. */
  readonly hosts?: readonly UrlHost[]
  /** The path, decoded: a database's name, or a file. */
  readonly path: string
  readonly parameters: ReadonlyMap<string, string>
}

/** One of the hosts that a connection URL names. */
export interface UrlHost {
  readonly host: string | undefined
  readonly port: number | undefined
}
