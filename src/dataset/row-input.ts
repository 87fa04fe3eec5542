import { RecordsError } from '../core/errors.js'
import { counted, type GridColumn, namesOf, noColumn } from './grid.js'

/** A row by its cells in order, or an object of the names of columns. */
export type RowInput = readonly unknown[] | object

/** The row's values by position. Throws a usage error where it does not fit the columns. */
export function rowValues(
  row: RowInput,
  y: number,
  columns: readonly GridColumn[],
): readonly unknown[] {
  if (Array.isArray(row)) {
    if (row.length !== columns.length) throw wrongWidth(y, row.length, columns.length)
    return row
  }
  checkNamed(row, y)
  const names = namesOf(columns)
  const stranger = Object.keys(row).find((name) => !names.includes(name))
  if (stranger !== undefined) throw noColumn(stranger, names)
  return namedValues(row, names)
}

/** The object's own values; null for a name that it lacks, whatever its prototype has under it. */
export function namedValues(row: object, names: readonly string[]): unknown[] {
  return names.map((name) => (Object.hasOwn(row, name) ? row[name as keyof object] : null))
}

/** Throws for what has no names of its own: an array, a Map, null. */
export function checkNamed(row: object, y: number): void {
  if (typeof row === 'object' && row !== null && !(Symbol.iterator in row)) return
  throw new RecordsError('usage', `row ${y} has no names`, {
    hint: 'Give an object, or rows as arrays: new Dataset({ columns, rows }).',
  })
}

function wrongWidth(row: number, cells: number, columns: number): RecordsError {
  return new RecordsError(
    'usage',
    `row ${row} has ${counted(cells, 'cell')} for ${counted(columns, 'column')}`,
    {
      hint: 'Give a cell for every column, null where there is nothing.',
    },
  )
}
