import type { Column, Kind } from '../../../src/core/column.js'
import { checkDensity } from '../../../src/core/density.js'
import type { HeldTable } from '../../../src/core/table.js'
import type { Row, Value } from '../../../src/core/value.js'
import type { SheetValue, TypedText } from './cell.js'
import type { SheetReader } from './sheet.js'

export interface TableOptions {
  readonly header: boolean
  /** A text that stands for NULL; '' stands for itself. */
  readonly null: string
}

/**
 * The table on a sheet, from column A on. With a header it begins at the first row that holds
 * something, otherwise at row 1. It ends at the last such row; empty ones below it count where the
 * filter covers them.
 */
export function sheetTable(
  title: string,
  { rows, count, width, last, filtered }: SheetReader,
  { header, null: nullText }: TableOptions,
): HeldTable {
  const cells = Object.values(rows)
  checkDensity('xlsx', count, cells.length, width)
  const first = header ? rows.findIndex((row) => row !== undefined) : -1
  const names = Array.from({ length: width }, (_, index) => {
    return header ? nameOf(rows[first]?.[index]) : `${index + 1}`
  })
  const data = header ? cells.slice(1) : cells
  if (nullText !== '') for (const row of data) clear(row, nullText)
  const columns = names.map((name, index): Column => {
    return { name, kind: kindOf(data.map((row) => row[index])), typeName: '' }
  })
  const values = columns.map(({ kind }) => reader(kind))
  const empty: Row = Array(width).fill(null)
  const length = width === 0 ? 0 : Math.max(rows.length, Math.min(last, filtered)) - first - 1
  const all = Array.from({ length }, (_, index): Row => {
    const row = rows[first + 1 + index]
    return row === undefined ? empty : values.map((value, column) => value(row[column]))
  })
  return { title, columns, rows: all }
}

/** Leaves nothing where the text for NULL is. */
function clear(row: (SheetValue | undefined)[], nullText: string): void {
  row.forEach((value, index) => {
    if (value === nullText) row[index] = undefined
  })
}

function nameOf(value: SheetValue | undefined): string {
  return typeof value === 'object' ? value.text : String(value ?? '')
}

type Sort = TypedText['type'] | 'text' | 'boolean' | 'number as text'

/** Numbers that no sheet keeps, which are among numbers as text. */
const heldAsText = /^(?:NaN|-?Infinity|-?(?=(?:\.?\d){16})\d+(?:\.\d+)?)$/

function sortOf(value: SheetValue): Sort {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'object') return value.type
  return heldAsText.test(value) ? 'number as text' : 'text'
}

function kindOf(cells: readonly (SheetValue | undefined)[]): Kind {
  const sorts = new Set(cells.filter((cell) => cell !== undefined).map(sortOf))
  const only = (...those: Sort[]) => [...sorts].every((sort) => those.includes(sort))
  if (sorts.size === 0) return 'unknown'
  if (only('text', 'number as text')) return 'text'
  for (const sort of ['boolean', 'date', 'time'] as const) if (only(sort)) return sort
  if (only('date', 'datetime')) return 'datetime'
  if (only('integer', 'number as text')) {
    return cells.every((cell) => typeof cell !== 'string' || /^-?\d+$/.test(cell))
      ? 'integer'
      : 'decimal'
  }
  if (only('integer', 'decimal', 'number as text')) return 'decimal'
  return only('integer', 'decimal', 'float', 'number as text') ? 'float' : 'unknown'
}

/** Where the column does not tell what its text is, each cell is a value of its own type. */
function reader(kind: Kind): (value: SheetValue | undefined) => Value {
  return (value) => {
    if (value === undefined) return null
    if (typeof value !== 'object') return value
    if (kind === 'datetime' && value.type === 'date') return `${value.text} 00:00:00`
    return kind === 'unknown' ? ownValue(value) : value.text
  }
}

function ownValue({ type, text }: TypedText): Value {
  switch (type) {
    case 'integer':
      return BigInt(text)
    case 'decimal':
    case 'float':
      return Number(text)
    default:
      return text
  }
}
