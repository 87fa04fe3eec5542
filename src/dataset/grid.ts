import { type Column, uniqueNames } from '../core/column.js'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { Row, Value } from '../core/value.js'
import type { SafeValue } from '../query/conversion.js'
import type { RowObject } from '../query/row-shapes.js'
import { cellOf, joinedKind, kindOf } from './cells.js'

/** A column by its name, or by its position, which counts from the end where it is negative. */
export type ColumnRef = string | number

/** What a column's cells are in every output. */
export type CellFormatter = (value: SafeValue, row: RowObject) => unknown

export interface GridColumn {
  readonly column: Column
  /** Whether its kind was declared, or is that of its cells, of which there may be none but NULLs. */
  readonly kind: 'declared' | 'of its cells' | 'not known yet'
  readonly formatter?: CellFormatter
}

/** What a dataset holds. */
export interface Grid {
  readonly columns: readonly GridColumn[]
  readonly rows: readonly Row[]
}

/** A column by its name alone, or with its kind. */
export function gridColumn(column: string | Column): GridColumn {
  return typeof column === 'string'
    ? { column: { name: column, typeName: '', kind: 'unknown' }, kind: 'not known yet' }
    : { column, kind: 'declared' }
}

/** The column as it is with this value among its cells. */
export function withValue(held: GridColumn, value: unknown): GridColumn {
  const kind = held.kind === 'declared' ? undefined : kindOf(value)
  if (kind === undefined) return held
  const joined = held.kind === 'not known yet' ? kind : joinedKind(held.column.kind, kind)
  return { ...held, kind: 'of its cells', column: { ...held.column, kind: joined } }
}

/** The cell that holds a value in this column: in one that was declared as floats, every number is. */
export function cellIn({ column, kind }: GridColumn, value: unknown): Value {
  const float = kind === 'declared' && column.kind === 'float'
  return float && typeof value === 'number' ? value : cellOf(value, column)
}

/** The names by which columns are told apart: a second `a` is `a_2`. */
export function namesOf(columns: readonly GridColumn[]): string[] {
  return uniqueNames(
    columns.map(({ column }) => column),
    () => {},
  )
}

/** Where the column is. Throws a usage error where it is not. */
export function columnIndex(columns: readonly GridColumn[], column: ColumnRef): number {
  const names = namesOf(columns)
  const index = typeof column === 'string' ? names.indexOf(column) : fromStart(column, names.length)
  if (names[index] === undefined) throw noColumn(column, names)
  return index
}

/** Where the row is, or with `end` may be put. Throws a usage error where there is none. */
export function rowIndex(height: number, position: number, end: 0 | 1 = 0): number {
  const index = fromStart(position, height)
  if (Number.isInteger(index) && index >= 0 && index < height + end) return index
  throw new RecordsError('usage', `there is no row ${position}`, {
    hint: height === 0 ? 'There are no rows.' : `The rows are 0 to ${height - 1}.`,
  })
}

function fromStart(position: number, length: number): number {
  return position < 0 ? position + length : position
}

export function noColumn(column: ColumnRef, names: readonly string[]): RecordsError {
  const near = typeof column === 'string' ? nearest(column, names) : undefined
  const all = names.length === 0 ? 'There are no columns.' : `The columns are ${names.join(', ')}.`
  return new RecordsError('usage', `there is no column ${JSON.stringify(column)}`, {
    hint: near === undefined ? all : `Did you mean ${near}?`,
  })
}

/** `1 row`, `2 rows` */
export function counted(count: number, what: 'cell' | 'column' | 'row'): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
