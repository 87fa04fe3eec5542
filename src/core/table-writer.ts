import { alignments } from './representation.js'
import { sampled } from './sample.js'
import type { Sink } from './sink.js'
import type { Table, Tables } from './table.js'
import type { Batch, Row } from './value.js'

/** The options that every format for the eye has. */
export const tableOptions = {
  header: { type: 'boolean', default: true, summary: 'leave out the column names' },
  null: { type: 'string', default: '', summary: 'text for NULL' },
  title: { type: 'string', summary: 'a title above the first table' },
} as const

/** What is known of a table before it is written. It has at least one column. */
export interface TableStart {
  readonly names: readonly string[]
  readonly alignments: readonly ('left' | 'right')[]
  /** The first rows, as `sampled` gives them. */
  readonly sample: Batch
  readonly title: string | undefined
}

/** A table as text, in three parts. */
export interface TableText {
  readonly head: string
  readonly row: (row: Row) => string
  readonly foot: () => string
}

/** How a format writes tables. */
export interface TableLayout {
  table(table: TableStart): TableText
  /** A result without columns, which PostgreSQL allows; `text` says how many rows it has. */
  note(text: string, title: string | undefined): string
}

/**
 * Writes every table by the layout, an empty line between two; one write a batch. `title` is the
 * first one's, in the place of its own.
 */
export async function writeTables(
  tables: Tables,
  sink: Sink,
  title: string | undefined,
  layout: TableLayout,
): Promise<void> {
  let first = true
  for await (const table of tables) {
    if (!first) await sink.write('\n')
    await writeTable(table, sink, (first ? title : undefined) ?? table.title, layout)
    first = false
  }
}

async function writeTable(
  { columns, batches }: Table,
  sink: Sink,
  title: string | undefined,
  layout: TableLayout,
): Promise<void> {
  const names = columns.map(({ name }) => name)
  let table: TableText | undefined
  let rows = 0
  for await (const batch of sampled(batches)) {
    rows += batch.length
    if (names.length === 0) continue
    if (table === undefined) {
      table = layout.table({ names, alignments: alignments(columns, batch), sample: batch, title })
      await sink.write(table.head)
    }
    await sink.write(batch.map(table.row).join(''))
  }
  const count = `(${rows} ${rows === 1 ? 'row' : 'rows'}, no columns)`
  await sink.write(table?.foot() ?? layout.note(count, title))
}
