import { setTimeout as sleep } from 'node:timers/promises'
import type { Row } from '../../core/value.js'
import type { Queries } from '../../query/queries.js'
import { KnownSchema } from './known-schema.js'
import type { FunctionName, Schema, TableName } from './schema.js'

/** How long it waits for more to change, in milliseconds: a script of many makes one reading. */
const patience = 100

/**
 * What is known of a database, read in the background once {@link SchemaCache.stale} is called. It
 * is there to complete with as it comes; while it is read again, what was known still is. The
 * tables of a schema that names do not find alone are read when they are first asked for. What
 * cannot be read is not known, and nothing is said of it.
 *
 * A server is asked on a connection of its own: give the database. On SQLite, where a database in
 * memory is one connection's own, and a reader holds up a writer, give the session's connection, on
 * which each waits for its turn. So temporary tables are known too, and those of a transaction.
 */
export class SchemaCache implements Schema {
  /** What it asks. */
  readonly queries: Queries
  /** The schema whose tables their names alone find, where that is not the usual one. */
  readonly schema: string | undefined
  readonly #closing = new AbortController()
  #known: KnownSchema | undefined
  /** Schemas whose tables have been asked for by name. */
  readonly #asked = new Set<string>()
  #isStale = false
  /** All that is being read, one after another. */
  #reading: Promise<void> | undefined

  constructor(queries: Queries, schema?: string) {
    this.queries = queries
    this.schema = schema
  }

  get schemas(): readonly string[] {
    return this.#known?.schemas ?? []
  }

  get functions(): readonly FunctionName[] {
    return this.#known?.functions ?? []
  }

  tables(schema?: string): readonly TableName[] {
    if (schema !== undefined) this.#ask(schema)
    return this.#known?.tables(schema) ?? []
  }

  columns(table: string, schema?: string): readonly string[] {
    if (schema !== undefined) this.#ask(schema)
    return this.#known?.columns(table, schema) ?? []
  }

  /** Something has changed, or may have: reads everything again, a moment later. */
  stale(): void {
    this.#isStale = true
    this.#read(async () => {
      if (!this.#isStale) return
      while (this.#isStale) {
        this.#isStale = false
        await sleep(patience, undefined, { ref: false, signal: this.#closing.signal })
      }
      await this.#readAll()
    })
  }

  /** Settles when nothing is being read. */
  async settled(): Promise<void> {
    while (this.#reading !== undefined) await this.#reading
  }

  /** Ends the reading. */
  close(): void {
    this.#closing.abort()
  }

  #ask(schema: string): void {
    const name = this.schemas.find((one) => one.toLowerCase() === schema.toLowerCase())
    if (name === undefined || this.#asked.has(name)) return
    this.#asked.add(name)
    this.#read(async () => {
      if (this.#known?.has(name) === false) await this.#readTables(this.#known, name)
    })
  }

  /** Behind what is being read. */
  #read(work: () => Promise<void>): void {
    const reading = Promise.resolve(this.#reading)
      .then(work)
      .catch(() => {})
      .finally(() => {
        if (this.#reading === reading) this.#reading = undefined
      })
    this.#reading = reading
  }

  async #readAll(): Promise<void> {
    const { schemas, functions } = await this.queries.catalog()
    const known = new KnownSchema()
    // What comes first is better than nothing.
    this.#known ??= known
    const names: string[] = []
    await this.#rows(schemas, undefined, ([name]) => names.push(String(name)))
    known.schemas = names
    const own = this.schema ?? null
    await this.#readTables(known, own)
    await this.#rows(functions, own, (row) => known.addFunction(row))
    for (const name of this.#asked) {
      if (!known.has(name)) await this.#readTables(known, name)
    }
    if (!this.#closing.signal.aborted) this.#known = known
  }

  /** Those that names find alone, or those of a schema. */
  async #readTables(known: KnownSchema, schema: string | null): Promise<void> {
    const { tables, allColumns } = await this.queries.catalog()
    await this.#rows(tables, schema, (row) => known.addTable(row, schema === (this.schema ?? null)))
    await this.#rows(allColumns, schema, (row) => known.addColumn(row))
  }

  /** Undefined is a query without `:schema`. */
  async #rows(
    sql: string | undefined,
    schema: string | null | undefined,
    take: (row: Row) => void,
  ): Promise<void> {
    if (sql === undefined) return
    const parameters = new Map(schema === undefined ? [] : [['schema', schema]])
    const { signal } = this.#closing
    try {
      for await (const result of this.queries.run(sql, { parameters, signal })) {
        if (result.type === 'done') continue
        for await (const batch of result.batches) batch.forEach(take)
      }
    } catch {
      // Other queries may be allowed where this one is not.
    }
  }
}
