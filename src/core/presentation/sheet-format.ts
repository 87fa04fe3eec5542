import type { Column } from '../column.js'
import { type SheetCell, sheetCell } from '../sheet-cell.js'
import type { Value } from '../value.js'
import type { CellFormat } from './cell-format.js'
import type { ShownTable } from './presentation.js'

/**
 * Functions that tell what the cells of a presented sheet are, by column. `nullText` is written for
 * NULL; where it is '' there is no cell.
 */
export function shownCells(
  columns: readonly Column[],
  shown: ShownTable,
  nullText: string,
): ((value: Value) => SheetCell | undefined)[] {
  const ofNull = nullText === '' ? undefined : ({ type: 'text', text: nullText } as const)
  return columns.map((column, index) => {
    const cell = shownCell(column, shown.columns[index]?.format)
    return (value) => (value === null ? ofNull : cell(value))
  })
}

/**
 * A function that tells what a cell of a presented sheet is: the same as of any sheet, but that a
 * month, `2024-02`, that is shown as a date is the first of its days.
 */
export function shownCell(
  column: Column,
  format: CellFormat | undefined,
): (value: Exclude<Value, null>) => SheetCell {
  const cell = sheetCell(column)
  if (format?.of !== 'date') return cell
  return (value) =>
    cell(typeof value === 'string' && /^\d{4}-\d\d$/.test(value) ? `${value}-01` : value)
}

/** The number format of a cell: the one that is said, where the cell is what that is for. */
export function formatCode(cell: SheetCell, format: CellFormat | undefined): string | undefined {
  switch (cell.type) {
    case 'number':
      return format?.of === 'number' ? format.code : cell.format
    case 'date':
      return format?.of === 'date' && cell.date !== undefined ? format.code : cell.format
    default:
      return undefined
  }
}
