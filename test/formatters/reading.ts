import type { Format } from '../../src/core/formatter.js'
import type { HeldTable, Table } from '../../src/core/table.js'
import { dataset, defaults } from './written.js'

/** The tables that the format reads, with its defaults where `options` says nothing. */
export async function readTables(
  format: Format,
  input: string | Uint8Array,
  options: Readonly<Record<string, unknown>> = {},
): Promise<readonly HeldTable[]> {
  if (format.read === undefined) throw new Error(`${format.name} is not read`)
  const bytes = typeof input === 'string' ? Buffer.from(input) : input
  return format.read(bytes, { ...defaults(format), ...options })
}

/** The only table, as names and kinds and rows. */
export async function readTable(
  ...words: Parameters<typeof readTables>
): Promise<{ columns: string[]; rows: HeldTable['rows'] }> {
  const tables = await readTables(...words)
  if (tables.length !== 1) throw new Error(`there are ${tables.length} tables`)
  const { columns, rows } = tables[0] as HeldTable
  return { columns: columns.map(({ name, kind }) => `${name} ${kind}`), rows }
}

/** A table that was read, to be written again. */
export function again({ title, columns, rows }: HeldTable): Table {
  return { title, ...dataset(columns, rows) }
}
