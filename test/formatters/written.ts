import type { Column } from '../../src/core/column.js'
import type { Format, OptionDeclarations } from '../../src/core/formatter.js'
import type { Table } from '../../src/core/table.js'
import type { Batch, Row } from '../../src/core/value.js'

/** A column by its name and kind, and by what else is given. */
export function column(
  name: string,
  kind: Column['kind'] = 'text',
  more: Partial<Column> = {},
): Column {
  return { name, kind, typeName: '', ...more }
}

/** A dataset of these rows, in batches of `size`. */
export function dataset(
  columns: readonly Column[],
  rows: readonly Row[],
  size: number = 500,
): Table {
  async function* batches(): AsyncGenerator<Batch> {
    for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
  }
  return { columns, batches: batches() }
}

/** A dataset that throws after these rows. */
export function failing(columns: readonly Column[], rows: readonly Row[], error: Error): Table {
  async function* batches(): AsyncGenerator<Batch> {
    yield rows
    throw error
  }
  return { columns, batches: batches() }
}

export async function* book(...datasets: readonly Table[]): AsyncGenerator<Table> {
  yield* datasets
}

/** The format's options, each with its default. */
// biome-ignore lint/suspicious/noExplicitAny: the formats of a list have different options
export function defaults(format: Format): any {
  const declarations: OptionDeclarations = format.options
  const entries = Object.entries(declarations)
  return Object.fromEntries(entries.map(([name, declaration]) => [name, declaration.default]))
}

export interface Written {
  readonly bytes: Buffer
  readonly text: string
  readonly chunks: readonly (string | Uint8Array)[]
  /** What was told beside the output. */
  readonly notes: readonly string[]
}

/** What the format writes of the datasets, with its defaults where `options` says nothing. */
export async function written(
  format: Format,
  datasets: readonly Table[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<Written> {
  const chunks: (string | Uint8Array)[] = []
  const notes: string[] = []
  const sink = {
    async write(chunk: string | Uint8Array) {
      chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk))
    },
  }
  const values = { ...defaults(format), ...options }
  const notify = (note: string) => void notes.push(note)
  if (format.tables === 'many') await format.write(book(...datasets), sink, values, notify)
  else await format.write(datasets[0] as Table, sink, values, notify)
  const bytes = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)))
  return { bytes, text: bytes.toString(), chunks, notes }
}
