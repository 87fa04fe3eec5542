import { cellText } from './presentation/cell-format.js'
import type { ShownTable } from './presentation/presentation.js'
import {
  hasTotals,
  isSummary,
  type Line,
  type Summary,
  withSummaries,
} from './presentation/summaries.js'
import { alignments } from './representation.js'
import { sampled } from './sample.js'
import type { Sink } from './sink.js'
import type { Table, Tables } from './table.js'
import type { Batch, Row, Value } from './value.js'

/** The options that every format for the eye has. */
export const tableOptions = {
  header: { type: 'boolean', default: true, summary: 'leave out the column names' },
  null: { type: 'string', default: '', summary: 'text for NULL' },
  title: { type: 'string', summary: 'a title above the first table' },
} as const

/** What is said above and below a table. */
export interface TableTitles {
  readonly title: string | undefined
  /** The document's title, where it is to stand before this table. */
  readonly heading: string | undefined
  /** What other tables of the document call it. */
  readonly name: string | undefined
  /** How it is shown beyond that, where somebody has said it. */
  readonly shown: ShownTable | undefined
}

/** What is known of a table before it is written. It has at least one column. */
export interface TableStart extends TableTitles {
  readonly names: readonly string[]
  readonly alignments: readonly ('left' | 'right')[]
  /** Functions that give the text of a column's cells, as they are shown. */
  readonly texts: readonly ((value: Exclude<Value, null>) => string)[]
  /** The first rows, as `sampled` gives them. */
  readonly sample: Batch
  /** The rows of totals among them. */
  readonly summaries: readonly Summary[]
}

/** A table as text, in three parts. */
export interface TableText {
  readonly head: string
  readonly row: (row: Row) => string
  /** A row of totals, of a format that presents. */
  readonly summary?: (summary: Summary) => string
  readonly foot: () => string
}

/** How a format writes tables. */
export interface TableLayout {
  table(table: TableStart): TableText
  /** A result without columns, which PostgreSQL allows; `text` says how many rows it has. */
  note(text: string, titles: TableTitles): string
}

/**
 * Writes every table by the layout, an empty line between two; one write a batch. `title` is the
 * first one's, in the place of its own; of tables that are presented it is the document's.
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
    await writeTable(table, sink, first ? title : undefined, layout)
    first = false
  }
}

async function writeTable(
  { columns, batches, shown, title }: Table,
  sink: Sink,
  given: string | undefined,
  layout: TableLayout,
): Promise<void> {
  const names = columns.map(({ name }) => name)
  const titles: TableTitles = shown
    ? { title: (shown.title ?? title) || undefined, heading: given, name: title, shown }
    : { title: given ?? title, heading: undefined, name: undefined, shown }
  let table: TableText | undefined
  let rows = 0
  const lines = shown && hasTotals(shown) ? withSummaries(batches, columns, shown) : batches
  for await (const batch of sampled<Line>(lines)) {
    if (names.length === 0) {
      rows += batch.length
      continue
    }
    if (table === undefined) {
      const sample = batch.filter((line): line is Row => !isSummary(line))
      table = layout.table({
        names,
        alignments: alignments(columns, sample, shown),
        texts: columns.map((_, index) => cellText(shown?.columns[index]?.format)),
        sample,
        summaries: batch.filter(isSummary),
        ...titles,
      })
      await sink.write(table.head)
    }
    const { row, summary } = table
    await sink.write(batch.map((line) => (isSummary(line) ? summary?.(line) : row(line))).join(''))
  }
  const count = `(${rows} ${rows === 1 ? 'row' : 'rows'}, no columns)`
  await sink.write(table?.foot() ?? layout.note(count, titles))
}
