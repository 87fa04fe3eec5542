import type { Column } from '../../src/core/column.js'
import { type SheetCell, sheetCell } from '../../src/core/sheet-cell.js'
import type { Row, Value } from '../../src/core/value.js'
import type { Styles } from './styles.js'
import { escaped, paragraphs } from './xml.js'

type DateCell = Extract<SheetCell, { type: 'date' }>

const noCell = '<table:table-cell/>'

/** A row of so many cells, which are empty; one cell at least. */
export function emptyRow(cells: number): string {
  return `<table:table-row>${noCell.repeat(cells || 1)}</table:table-row>\n`
}

/** A row that is printed on every page. */
export function headerRow(cells: string): string {
  return `<table:table-header-rows><table:table-row>${cells}</table:table-row></table:table-header-rows>\n`
}

/** A row of the columns' names. */
export function headerXml(
  columns: readonly Column[],
  alignments: readonly ('left' | 'right')[],
): string {
  const cells = columns.map(({ name }, index) => textXml(name, `header-${alignments[index]}`))
  return headerRow(cells.join(''))
}

/** A function that writes a row of these columns (OpenDocument 1.2, part 1, 9.1.3). */
export function rowWriter(
  columns: readonly Column[],
  styles: Styles,
  nullText: string,
): (row: Row) => string {
  const ofNull = nullText === '' ? noCell : textXml(nullText)
  const writers = columns.map((column) => {
    const cell = sheetCell(column)
    return (value: Value) => (value === null ? ofNull : cellXml(cell(value), styles))
  })
  if (columns.length === 0) return () => emptyRow(0)
  return (row) => {
    let xml = ''
    for (let index = 0; index < writers.length; index++) xml += writers[index]?.(row[index] ?? null)
    return `<table:table-row>${xml}</table:table-row>\n`
  }
}

function cellXml(cell: SheetCell, styles: Styles): string {
  switch (cell.type) {
    case 'number': {
      const { text } = cell
      return valueXml(styles.number(cell.format), 'float', `value="${text}"`, text)
    }
    case 'date':
      return dateXml(cell, styles.date(cell.format))
    case 'boolean': {
      const value = `boolean-value="${cell.value}"`
      return valueXml('boolean', 'boolean', value, String(cell.value).toUpperCase())
    }
    case 'text':
      return textXml(cell.text)
  }
}

/**
 * What is shown stands beside the value, for readers that cannot format it; `formula` is the
 * attribute of one that gives the value.
 */
export function valueXml(
  style: string,
  type: string,
  value: string,
  shown: string,
  formula = '',
): string {
  return `<table:table-cell table:style-name="${style}"${formula} office:value-type="${type}" office:${value}><text:p>${shown}</text:p></table:table-cell>`
}

export function dateXml(
  { date, time = '' }: DateCell,
  style: string,
  shown?: string,
  formula?: string,
): string {
  if (date === undefined) {
    const [hours, minutes, seconds] = time.split(':')
    const value = `time-value="PT${hours}H${minutes}M${seconds}S"`
    return valueXml(style, 'time', value, shown ?? time, formula)
  }
  const [value, plain] = time ? [`${date}T${time}`, `${date} ${time}`] : [date, date]
  return valueXml(style, 'date', `date-value="${value}"`, shown ?? plain, formula)
}

/**
 * A cell of text, never a formula. Where its paragraphs do not hold the text exactly, or are longer
 * than LibreOffice wants them, it stands beside them, and counts (19.385).
 */
export function textXml(text: string, style: string | undefined = undefined): string {
  const lines = /[\r\n]/.test(text)
  const own = style ?? (lines ? 'lines' : undefined)
  const named = own === undefined ? '' : ` table:style-name="${own}"`
  const apart = /[\t\r]/.test(text) || (lines && text.length > longestLines)
  const value = apart ? ` office:string-value="${escaped(text)}"` : ''
  return `<table:table-cell${named} office:value-type="string"${value}>${paragraphs(text)}</table:table-cell>`
}

/** Of several paragraphs LibreOffice breaks those of more than 16,367 characters. */
const longestLines = 16_000
