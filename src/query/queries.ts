import type { Connection } from '../connection.js'
import type { Catalog } from '../core/catalog.js'
import type { Result } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { ParameterValue } from '../sql/parameters.js'
import type { QueryBuilder } from './native-statement.js'
import { type Parameters, parameterValues } from './parameter-values.js'
import { type RowObject, Rows, type RowsOptions, type Start } from './rows.js'
import { Script } from './script.js'
import { readSqlFile } from './sql-file.js'
import { Stop } from './stop.js'

/** SQL as text, or a query builder of knex's. */
export type Sql = string | QueryBuilder

/** How a script runs. */
export interface RunOptions {
  /** Values of the script's `:name` parameters. */
  readonly parameters?: ReadonlyMap<string, ParameterValue>
  /** Run the whole script in one transaction: all of its work, or none. */
  readonly transaction?: boolean | undefined
  /** Stops what runs on the server; the script then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** There may be only one statement. */
  readonly single?: boolean
  /** The results are read in a loop of the program's own. */
  readonly byHand?: boolean
}

/** What stops a query before its end. */
export interface StopOptions {
  /** Stops the query on the server; what waits for it fails with an `interrupted` error. */
  readonly signal?: AbortSignal | undefined
  /** How many milliseconds it may take until its last row is read. */
  readonly timeout?: number | undefined
}

/** How a query runs, and what its cells become. */
export interface QueryOptions extends StopOptions, RowsOptions {}

/** How a script of statements runs. */
export interface ScriptOptions extends StopOptions {
  /** Run the whole script in one transaction: all of its work, or none. */
  readonly transaction?: boolean | undefined
}

/** How many rows a statement changed that ran many times. */
export interface BulkResult {
  /** How many rows were changed in all. */
  readonly changed: number
  /** How many each run changed, in order. */
  readonly counts: readonly number[]
}

/** Which tables are told. */
export interface TablesOptions {
  readonly schema?: string
  /** Tell of views too. */
  readonly views?: boolean
}

/** A table or view, as the database tells of it. */
export interface TableInfo {
  readonly schema: string
  readonly name: string
  readonly type: 'table' | 'view'
}

/** A column of a table or view, as the database tells of it. */
export interface ColumnInfo {
  readonly name: string
  /** As the database writes it: `character varying(40)`, `decimal(10,2)`; '' where it has none. */
  readonly type: string
  readonly nullable: boolean
  /** The default's SQL expression, or undefined. */
  readonly default: string | undefined
  /** Whether it belongs to the primary key. */
  readonly primaryKey: boolean
}

/** Sets of parameters, one for each run of a statement. */
export type ParametersList = Iterable<Parameters> | AsyncIterable<Parameters>

/** What can be asked of a database, and of one connection to it. */
export abstract class Queries {
  /**
   * Runs one or more statements, in order, on one connection, and stops at the first error. The
   * results are exact, and each one's rows are drained before the next is asked for: what `query`
   * and `script` stand on.
   */
  abstract run(sql: Sql, options?: RunOptions): AsyncGenerator<Result>

  /** How the database tells of its tables. @internal */
  abstract catalog(): Promise<Catalog>

  /**
   * Does the work in a transaction on one connection: committed when it is done, rolled back when
   * it throws, and the error is thrown on. Within another transaction it is a savepoint.
   */
  abstract transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>

  /**
   * The rows of one statement. Nothing runs before they are asked for: by `await`, by a loop, by
   * one of their methods.
   *
   * `:name` in the SQL stands for the parameter of that name, a list for `IN (:names)`.
   */
  query<R extends object = RowObject>(
    sql: Sql,
    parameters: Parameters = {},
    options: QueryOptions = {},
  ): Rows<R> {
    const start = this.#start(sql, parameters, { ...options, single: true })
    return new Rows<R>(start, options)
  }

  /** {@link query}, with the SQL in a file. */
  queryFile<R extends object = RowObject>(
    path: string,
    parameters: Parameters = {},
    options: QueryOptions = {},
  ): Rows<R> {
    const start = this.#start(() => readSqlFile(path), parameters, { ...options, single: true })
    return new Rows<R>(start, options)
  }

  /** The results of any number of statements, on one connection. Nothing runs before they are asked for. */
  script(sql: string, parameters: Parameters = {}, options: ScriptOptions = {}): Script {
    return new Script(this.#start(sql, parameters, options))
  }

  /** {@link script}, with the SQL in a file. */
  scriptFile(path: string, parameters: Parameters = {}, options: ScriptOptions = {}): Script {
    return new Script(this.#start(() => readSqlFile(path), parameters, options))
  }

  /** Runs one statement to its end. Answers how many rows it changed, or gave. */
  async execute(sql: Sql, parameters: Parameters = {}, options: StopOptions = {}): Promise<number> {
    let count = 0
    const start = this.#start(sql, parameters, { ...options, single: true })
    for await (const result of start(false)) {
      if (result.type === 'done') count += result.changed ?? 0
      else for await (const batch of result.batches) count += batch.length
    }
    return count
  }

  /** The tables that a name alone finds, or those of a schema; with `views`, views too. */
  async tables({ schema, views = false }: TablesOptions = {}): Promise<TableInfo[]> {
    const { tables } = await this.catalog()
    const all = await this.query<TableInfo>(tables, { schema: schema ?? null })
    return all.filter(({ type }) => views || type === 'table')
  }

  /** The columns of a table or view, in their order. Throws a usage error where there is none. */
  async columns(
    table: string,
    { schema }: { readonly schema?: string } = {},
  ): Promise<ColumnInfo[]> {
    const { columns } = await this.catalog()
    const rows = await this.query(columns, { table, schema: schema ?? null })
    if (rows.length === 0)
      throw noTable(table, await this.tables({ ...(schema && { schema }), views: true }))
    return rows.map(({ name, type, nullable, default: otherwise, primary_key }) => ({
      name: String(name),
      type: String(type),
      nullable: Boolean(nullable),
      default: otherwise === null ? undefined : String(otherwise),
      primaryKey: Boolean(primary_key),
    }))
  }

  /** Runs one statement once for each set of parameters, in one transaction: all of them, or none. */
  async bulk(sql: string, list: ParametersList, options: StopOptions = {}): Promise<BulkResult> {
    return await this.transaction(async (connection) => {
      const counts: number[] = []
      for await (const parameters of list) {
        counts.push(await connection.execute(sql, parameters, options))
      }
      return { changed: counts.reduce((sum, count) => sum + count, 0), counts }
    })
  }

  /** {@link bulk}, with the SQL in a file. */
  async bulkFile(
    path: string,
    list: ParametersList,
    options: StopOptions = {},
  ): Promise<BulkResult> {
    return await this.bulk(await readSqlFile(path), list, options)
  }

  #start(
    sql: Sql | (() => Promise<string>),
    parameters: Parameters,
    { signal, timeout, ...options }: StopOptions & RunOptions,
  ): Start {
    const run = this.run.bind(this)
    return async function* (byHand, other) {
      const values = parameterValues(parameters)
      const stop = new Stop([signal, other], timeout)
      try {
        // A query builder is not awaited, which would run it.
        const text = typeof sql === 'function' ? await sql() : sql
        yield* run(text, { ...options, parameters: values, signal: stop.signal, byHand })
      } finally {
        stop.clear()
      }
    }
  }
}

function noTable(name: string, tables: readonly TableInfo[]): RecordsError {
  const near = nearest(
    name,
    tables.map((table) => table.name),
  )
  return new RecordsError('usage', `there is no table ${name}`, {
    hint: near === undefined ? undefined : `Did you mean ${near}?`,
  })
}
