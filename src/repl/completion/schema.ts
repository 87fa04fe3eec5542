import type { DialectName } from '../../core/table.js'

/** What is known of a database, to complete names with. What is not known yet is not there. */
export interface Schema {
  readonly schemas: readonly string[]
  readonly functions: readonly FunctionName[]
  /** The tables and views that a name alone finds, or those of a schema. */
  tables(schema?: string): readonly TableName[]
  /** Those of a table or view, in their order; letters of either case are the same. */
  columns(table: string, schema?: string): readonly string[]
}

export interface TableName {
  readonly name: string
  readonly type: 'table' | 'view'
}

export interface FunctionName {
  /** Undefined where functions are in none. */
  readonly schema: string | undefined
  readonly name: string
}

/** The schema of the database's own tables that are found by a name like this alone. */
export function systemSchema(name: string, dialect: DialectName): string | undefined {
  return dialect === 'postgresql' && /^pg_/i.test(name) ? 'pg_catalog' : undefined
}
