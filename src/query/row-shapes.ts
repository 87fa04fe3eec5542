import { uniqueNames } from '../core/column.js'
import type { Table } from '../core/table.js'
import type { Row } from '../core/value.js'
import { type Conversions, converter, type SafeValue } from './conversion.js'

/** A row by the names of its columns. */
export type RowObject = Record<string, SafeValue>

/** How a row is made for a program: an object by names, or an array by position. */
export type RowShape = (
  columns: Table['columns'],
  as: Conversions | undefined,
) => (row: Row) => object

export const arrayShape: RowShape = (columns, as) => {
  const converters = columns.map((column) => converter(column, as))
  return (row) => converters.map((convert, index) => convert(row[index] ?? null))
}

/** A second column `a` is `a_2`, or the next number that no column has. */
export const objectShape: RowShape = (columns, as) => {
  const names = uniqueNames(columns, () => {})
  const cells = arrayShape(columns, as) as (row: Row) => unknown[]
  return names.includes('__proto__')
    ? (row) => objectOf(names, cells(row))
    : (row) => {
        const object: Record<string, unknown> = {}
        const values = cells(row)
        for (let index = 0; index < names.length; index++) {
          object[names[index] as string] = values[index]
        }
        return object
      }
}

/** Where a name would be taken for the object's prototype. */
function objectOf(names: readonly string[], values: readonly unknown[]): object {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]))
}
