import type { Row } from '../../core/value.js'
import type { FunctionName, Schema, TableName } from './schema.js'

/** The tables of one schema. */
class Tables {
  readonly names: TableName[] = []
  readonly columns = new Map<string, string[]>()
}

/** What has been read of a database, filled by the rows of its catalog as they come. */
export class KnownSchema implements Schema {
  schemas: readonly string[] = []
  readonly functions: FunctionName[] = []
  /** By name, in small letters. */
  readonly #tables = new Map<string, Tables>()
  readonly #visible: TableName[] = []

  tables(schema?: string): readonly TableName[] {
    if (schema === undefined) return this.#visible
    return this.#tables.get(schema.toLowerCase())?.names ?? []
  }

  columns(table: string, schema?: string): readonly string[] {
    const key = table.toLowerCase()
    if (schema !== undefined) return this.#tables.get(schema.toLowerCase())?.columns.get(key) ?? []
    for (const { columns } of this.#tables.values()) {
      const found = columns.get(key)
      if (found !== undefined) return found
    }
    return []
  }

  /** Whether tables of a schema have been read. */
  has(schema: string): boolean {
    return this.#tables.has(schema.toLowerCase())
  }

  addTable([schema, name, type]: Row, visible: boolean): void {
    const table: TableName = { name: String(name), type: type === 'view' ? 'view' : 'table' }
    this.#of(String(schema)).names.push(table)
    if (visible) this.#visible.push(table)
  }

  addColumn([schema, table, name]: Row): void {
    const { columns } = this.#of(String(schema))
    const key = String(table).toLowerCase()
    const known = columns.get(key)
    if (known === undefined) columns.set(key, [String(name)])
    else known.push(String(name))
  }

  addFunction([schema, name]: Row): void {
    this.functions.push({
      schema: schema === null ? undefined : String(schema),
      name: String(name),
    })
  }

  #of(schema: string): Tables {
    const key = schema.toLowerCase()
    let tables = this.#tables.get(key)
    if (tables === undefined) {
      tables = new Tables()
      this.#tables.set(key, tables)
    }
    return tables
  }
}
