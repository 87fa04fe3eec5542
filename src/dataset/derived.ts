import type { Column, Kind } from '../core/column.js'
import { RecordsError } from '../core/errors.js'
import { plainText } from '../core/representation.js'
import type { Row, Value } from '../core/value.js'
import { joinedKind } from './cells.js'
import { counted, type Grid, type GridColumn } from './grid.js'
import { sortKey } from './order.js'

/** By the cells of a column. */
export function sortedByColumn({ columns, rows }: Grid, index: number, descending: boolean): Row[] {
  const { keyOf, compare } = sortKey((columns[index] as GridColumn).column)
  const keyed = rows.map((row) => ({ row, key: keyOf(cell(row, index)) }))
  const sign = descending ? -1 : 1
  return keyed.sort((a, b) => sign * compare(a.key, b.key)).map(({ row }) => row)
}

/** Without the rows whose cells are all the same as those of a row before them. */
export function distinctRows(rows: readonly Row[]): Row[] {
  const seen = new Set<string>()
  return rows.filter((row) => seen.size < seen.add(JSON.stringify(row.map(typedText))).size)
}

function typedText(value: Value): readonly string[] {
  return value === null ? [] : [typeof value, plainText(value)]
}

/** These rows and columns, in this order. */
export function chosen({ columns, rows }: Grid, ys: Iterable<number>, xs: Iterable<number>): Grid {
  const [down, across] = [[...ys], [...xs]]
  return {
    columns: across.map((x) => columns[x] as GridColumn),
    rows: down.map((y) => across.map((x) => cell(rows[y] as Row, x))),
  }
}

/** Rows for columns; a new column may hold what several columns held. */
export function transposed({ columns: [first, ...others], rows }: Grid): Grid {
  if (first === undefined) return { columns: [], rows: [] }
  const names = rows.map((row) => textOf(cell(row, 0)))
  const joined = others.reduce<GridColumn | undefined>(
    (all, column) => (all ? joinedColumn(all, column) : column),
    undefined,
  )
  const { column = unknown, kind = 'not known yet' } = joined ?? {}
  return {
    columns: [
      { column: { name: first.column.name, kind: 'text', typeName: '' }, kind: 'declared' },
      ...names.map((name) => ({ column: { ...column, name }, kind })),
    ],
    rows: others.map(({ column: { name } }, x) => [name, ...rows.map((row) => cell(row, x + 1))]),
  }
}

/** The rows of both, one below the other. */
export function stacked(a: Grid, b: Grid): Grid {
  if (a.columns.length !== b.columns.length) throw unequal('column', a.columns, b.columns)
  return {
    columns: a.columns.map((column, x) => joinedColumn(column, b.columns[x] as GridColumn)),
    rows: [...a.rows, ...b.rows],
  }
}

/** The columns of both, side by side. */
export function stackedColumns(a: Grid, b: Grid): Grid {
  if (a.rows.length !== b.rows.length) throw unequal('row', a.rows, b.rows)
  return {
    columns: [...a.columns, ...b.columns],
    rows: a.rows.map((row, y) => [...row, ...(b.rows[y] as Row)]),
  }
}

const unknown: Column = { name: '', kind: 'unknown', typeName: '' }

/** The first column as it is with the cells of the second below its own. */
function joinedColumn(a: GridColumn, b: GridColumn): GridColumn {
  if (b.kind === 'not known yet') return a
  const ofCells = a.kind !== 'declared' && b.kind !== 'declared'
  const kind = ofCells ? 'of its cells' : 'declared'
  return { ...a, kind, column: { ...joinedType(a, b), name: a.column.name } }
}

/** What is said of cells holds for both: digits, an array's elements. */
function joinedType(a: GridColumn, b: GridColumn): Column {
  if (a.kind === 'not known yet' || sameType(a.column, b.column)) return b.column
  const joined: Kind = joinedKind(a.column.kind, b.column.kind)
  // Two arrays are of different elements, or they were of the same type.
  return { name: '', kind: joined === 'array' ? 'unknown' : joined, typeName: '' }
}

function sameType(a: Column, b: Column): boolean {
  const type = ({ name: _, typeName, kind, ...more }: Column) =>
    JSON.stringify([kind, typeName, Object.entries(more).sort()])
  return type(a) === type(b)
}

function unequal(
  what: 'column' | 'row',
  a: readonly unknown[],
  b: readonly unknown[],
): RecordsError {
  const [own, others] = [counted(a.length, what), counted(b.length, what)]
  return new RecordsError('usage', `the other dataset has ${others}, and this one ${own}`, {
    hint: `Make them equal: subset() takes some of the ${what}s.`,
  })
}

function cell(row: Row, index: number): Value {
  return row[index] ?? null
}

function textOf(value: Value): string {
  return value === null ? '' : plainText(value)
}
