import type { HeldTable } from '../core/table.js'
import type { Row, Value } from '../core/value.js'
import { converter, type SafeValue } from '../query/conversion.js'
import { objectShape, type RowObject } from '../query/row-shapes.js'
import { cellIn, type Grid, type GridColumn, gridColumn, withValue } from './grid.js'

/**
 * The columns and rows as they are written: what a formatter makes of the cells stands in their
 * place, and tells the kind of the column.
 */
export function formatted({ columns: held, rows }: Grid): HeldTable {
  const columns = held.map(({ column }) => column)
  if (held.every(({ formatter }) => formatter === undefined)) return { columns, rows }
  const object = objectShape(columns, undefined) as (row: Row) => RowObject
  const converters = columns.map((column) => converter(column))
  const written = held.map((column) => (column.formatter ? gridColumn(column.column.name) : column))

  function formattedCell(value: Value, x: number, row: RowObject): Value {
    const formatter = held[x]?.formatter
    if (formatter === undefined) return value
    const given = formatter(converters[x]?.(value) as SafeValue, row)
    const column = withValue(written[x] as GridColumn, given)
    written[x] = column
    return cellIn(column, given)
  }

  const formattedRows = rows.map((row) => {
    const byName = object(row)
    return row.map((value, x) => formattedCell(value, x, byName))
  })
  return { columns: written.map(({ column }) => column), rows: formattedRows }
}
