import type { Column } from '../column.js'
import { RecordsError } from '../errors.js'
import { nearest } from '../nearest.js'
import type { Table } from '../table.js'
import type { Batch, Value } from '../value.js'
import { type CellFormat, cellFormat } from './cell-format.js'
import { type Highlight, type HighlightRules, highlighter } from './highlight.js'
import { type TotalName, totalNames } from './totals.js'

/** How a table is shown by the formats for the eye, its columns by their names. */
export interface Presentation {
  /** Its heading; where it is empty there is none. */
  readonly title?: string | undefined
  /** A line below the heading. */
  readonly subtitle?: string | undefined
  /** Lines below the table. */
  readonly notes?: readonly string[] | undefined
  readonly columns?: Readonly<Record<string, ColumnPresentation>> | undefined
  /** The columns that come first, in this order; the others follow in the query's. */
  readonly order?: readonly string[] | undefined
  /**
   * Columns by which the rows are sorted, outermost first: where a value changes, a row with the
   * totals of what stood above it is shown.
   */
  readonly groupBy?: readonly string[] | undefined
}

/** How one column is shown. */
export interface ColumnPresentation {
  /** In the place of the column's name. */
  readonly title?: string | undefined
  /** See {@link cellFormat}. */
  readonly format?: string | undefined
  /** In characters, from 1 to 255. */
  readonly width?: number | undefined
  readonly align?: 'left' | 'right' | undefined
  readonly hidden?: boolean | undefined
  /** What a row of totals has of it. */
  readonly total?: TotalName | undefined
  /** Which cells stand out: `{ bad: '< 0' }`. */
  readonly highlight?: HighlightRules | undefined
}

/** A presentation as formats read it, its columns by position. */
export interface ShownTable {
  readonly title: string | undefined
  readonly subtitle: string | undefined
  readonly notes: readonly string[]
  readonly columns: readonly ShownColumn[]
  /** The positions of the columns that make groups, outermost first. */
  readonly groups: readonly number[]
}

/** How a column's cells look, as formats read it. */
export interface ShownColumn {
  readonly format?: CellFormat | undefined
  readonly width?: number | undefined
  readonly align?: 'left' | 'right' | undefined
  readonly total?: TotalName | undefined
  readonly highlight?: ((value: Value) => Highlight | undefined) | undefined
  /** Its cells name other tables of the same output, and lead there where the format has links. */
  readonly linksToTables?: boolean | undefined
}

/**
 * The table as its presentation shows it: columns in another order, under other names, some left
 * out; how cells look stands in `shown`. What is said of a name holds for all columns of that name.
 * Throws a usage error for a column that the table does not have, and for what cannot be shown.
 */
export function presented(table: Table, presentation: Presentation): Table {
  const { columns: all, batches } = table
  const { columns: said = {}, order = [], groupBy = [] } = presentation
  const positions = positionsOf(all)
  for (const name of [...Object.keys(said), ...order, ...groupBy]) positions(name)
  const first = order.map(positions)
  const inOrder = [...new Set([...first, ...all.keys()])]
  const sayOf = (index: number): ColumnPresentation => {
    const { name } = all[index] as Column
    return Object.hasOwn(said, name) ? (said[name] ?? {}) : {}
  }
  const kept = inOrder.filter((index) => !sayOf(index).hidden)
  const columns = kept.map((index) => shownColumn((all[index] as Column).name, sayOf(index)))
  const asTheyAre = kept.length === all.length && kept.every((index, at) => index === at)
  return {
    ...table,
    columns: kept.map((index, at) => titled(all[index] as Column, sayOf(index), columns[at])),
    batches: asTheyAre ? batches : picked(batches, kept),
    shown: {
      title: presentation.title,
      subtitle: presentation.subtitle || undefined,
      notes: presentation.notes ?? [],
      columns,
      groups: [...new Set(groupBy)].map((name) =>
        visiblePosition(name, kept.indexOf(positions(name))),
      ),
    },
  }
}

/** Finds a column by its name: of several of one name, the first. */
function positionsOf(columns: readonly Column[]): (name: string) => number {
  const names = columns.map(({ name }) => name)
  return (name) => {
    const index = names.indexOf(name)
    if (index >= 0) return index
    const near = nearest(name, names)
    throw new RecordsError('usage', `the query gives no column ${name}`, {
      hint: near === undefined ? `It gives ${names.join(', ')}.` : `Did you mean ${near}?`,
    })
  }
}

function visiblePosition(name: string, position: number): number {
  if (position >= 0) return position
  throw new RecordsError('usage', `${name} is hidden, and rows are grouped by it`)
}

/** As wide as a column of a workbook can be. */
const widest = 255

function shownColumn(name: string, said: ColumnPresentation): ShownColumn {
  const { format, width, align, total, highlight } = said
  if (width !== undefined && !(Number.isInteger(width) && width >= 1 && width <= widest)) {
    throw new RecordsError('usage', `the width of ${name} cannot be ${width}`, {
      hint: `Give a number of characters from 1 to ${widest}.`,
    })
  }
  if (total !== undefined && !totalNames.includes(total)) {
    throw new RecordsError('usage', `there is no total ${total} for ${name}`, {
      hint: `There are ${totalNames.join(', ')}.`,
    })
  }
  return {
    format: format === undefined ? undefined : cellFormat(format),
    width,
    align,
    total,
    highlight: highlight && highlighter(highlight),
  }
}

/** What is to be shown as a date is one, also where the database does not say so. */
function titled(column: Column, { title }: ColumnPresentation, shown?: ShownColumn): Column {
  const name = title ?? column.name
  const untyped = column.kind === 'unknown' || column.kind === 'text'
  if (shown?.format?.of !== 'date' || !untyped) return { ...column, name }
  return { ...column, name, kind: shown.format.hasTime ? 'datetime' : 'date' }
}

async function* picked(
  batches: AsyncIterable<Batch>,
  positions: readonly number[],
): AsyncGenerator<Batch> {
  for await (const batch of batches) {
    yield batch.map((row) => positions.map((position) => row[position] ?? null))
  }
}
