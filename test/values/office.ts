import { resavedXlsx } from '../readers/office.js'
import { readXlsx } from '../readers/xlsx.js'
import { written } from './read-back.js'
import type { SheetCell } from './rules.js'

/** The columns of a query's one row, from a workbook that LibreOffice has read and saved again. */
export async function resavedCells(url: string, query: string): Promise<SheetCell[]> {
  const bytes = resavedXlsx(await written(url, query, 'xlsx'))
  const row = readXlsx(bytes).sheets[0]?.rows[1] ?? []
  return row.map(({ value, type, format }) => ({ value, type, format }))
}

/** What LibreOffice saves otherwise than it has read it. */
const differences: readonly {
  readonly reason: string
  readonly saved: (cell: SheetCell) => SheetCell
}[] = [
  {
    reason: 'it writes 15 digits of a number, where that is one',
    saved: (cell) =>
      typeof cell.value === 'number' ? { ...cell, value: fifteenDigits(cell.value) } : cell,
  },
  {
    reason: 'it makes a formula of a boolean',
    saved: (cell) =>
      cell.type === 'b'
        ? { ...cell, value: `=${String(cell.value).toUpperCase()}()`, type: 'f' }
        : cell,
  },
  {
    reason: 'it has no cell for the empty text',
    saved: (cell) => (cell.value === '' ? { ...cell, value: null, type: 'n' } : cell),
  },
  {
    reason: 'its lines end with LF',
    saved: (cell) =>
      cell.type === 's' ? { ...cell, value: String(cell.value).replaceAll('\r\n', '\n') } : cell,
  },
  {
    reason: 'it escapes what stands between the parts of a date',
    saved: (cell) =>
      cell.type === 'd' ? { ...cell, format: cell.format.replace(/[- ]/g, '\\$&') } : cell,
  },
]

/** What becomes of a cell that LibreOffice saves again. */
export function resaved(cell: SheetCell): SheetCell {
  return differences.reduce((before, { saved }) => saved(before), cell)
}

function fifteenDigits(value: number): number {
  const rounded = Number(value.toPrecision(15))
  return Number.isFinite(rounded) ? rounded : value
}
