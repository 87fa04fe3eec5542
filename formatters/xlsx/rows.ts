import type { Column } from '../../src/core/column.js'
import { lineCount } from '../../src/core/column-widths.js'
import { RecordsError } from '../../src/core/errors.js'
import { type SheetCell, sheetCell } from '../../src/core/sheet-cell.js'
import type { Row, Value } from '../../src/core/value.js'
import { columnLetters } from '../../src/core/workbook.js'
import type { Styles } from './styles.js'
import { xmlText } from './xml-text.js'

/** Excel's limit of a cell, counted in UTF-16 units. */
const longestText = 32_767

/** In points; the second is Excel's limit. */
const lineHeight = 15
const highest = 409

/**
 * Writes the rows of one result as XML (ECMA-376 part 1, 18.3.1.73). Strings stand in their cells:
 * a table of shared ones would have to be held until the end.
 */
export class RowWriter {
  readonly #names: readonly string[]
  readonly #letters: readonly string[]
  readonly #cells: readonly ((value: Value) => SheetCell | undefined)[]
  readonly #styles: Styles
  readonly #widths: readonly number[]
  #count = 0
  /** The height of the row that is being written, in lines. */
  #lines = 1

  /** `nullText` is written for NULL; where it is '' there is no cell. */
  constructor(
    columns: readonly Column[],
    widths: readonly number[],
    styles: Styles,
    nullText: string,
  ) {
    const ofNull = nullText === '' ? undefined : ({ type: 'text', text: nullText } as const)
    this.#widths = widths
    this.#names = columns.map(({ name }) => name)
    this.#letters = columns.map((_, index) => columnLetters(index))
    this.#cells = columns.map((column) => {
      const cell = sheetCell(column)
      return (value) => (value === null ? ofNull : cell(value))
    })
    this.#styles = styles
  }

  /** The columns' names as row 1. */
  header(alignments: readonly ('left' | 'right')[]): string {
    const { header } = this.#styles
    const cells = this.#names.map((name, index) => {
      checkName(name, index)
      const style = header[alignments[index] ?? 'left']
      return textXml(`${this.#letters[index]}1`, style, name)
    })
    return `<row r="1">${cells.join('')}</row>`
  }

  /** The next row of the result, as row `number` of the sheet. */
  row(row: Row, number: number): string {
    this.#count++
    this.#lines = 1
    let xml = ''
    for (let index = 0; index < this.#cells.length; index++) {
      const cell = this.#cells[index]?.(row[index] ?? null)
      if (cell) xml += this.#xml(cell, `${this.#letters[index]}${number}`, index)
    }
    return `<row r="${number}"${heightOf(this.#lines)}>${xml}</row>`
  }

  #xml(cell: SheetCell, reference: string, index: number): string {
    const styles = this.#styles
    switch (cell.type) {
      case 'number':
        return `<c r="${reference}" s="${styles.number(cell.format)}"><v>${cell.text}</v></c>`
      case 'date':
        return `<c r="${reference}" s="${styles.date(cell.format)}"><v>${cell.text}</v></c>`
      case 'boolean':
        return `<c r="${reference}" s="${styles.boolean}" t="b"><v>${Number(cell.value)}</v></c>`
      case 'text': {
        const { text } = cell
        checkLength(text, this.#count, this.#names[index])
        if (!/[\r\n]/.test(text)) return textXml(reference, styles.text, text)
        this.#lines = Math.max(this.#lines, lineCount(text, this.#widths[index] as number))
        return textXml(reference, styles.lines, text)
      }
    }
  }
}

/** Throws where a cell of the result cannot hold the text. */
export function checkLength(text: string, row: number, column: string | undefined): void {
  if (text.length > longestText) throw tooLong(`row ${row}, column ${JSON.stringify(column)}`, text)
}

/** Throws where a cell cannot hold the name of a column. */
export function checkName(name: string, index: number): void {
  if (name.length > longestText) throw tooLong(`the name of column ${index + 1}`, name)
}

/** What has one line is as high as the sheet says; LibreOffice does not find the others itself. */
export function heightOf(lines: number): string {
  return lines > 1 ? ` ht="${Math.min(lines * lineHeight, highest)}"` : ''
}

export function textXml(reference: string, style: number, text: string): string {
  const space = /^\s|\s$/.test(text) ? ' xml:space="preserve"' : ''
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${xmlText(text)}</t></is></c>`
}

function tooLong(place: string, text: string): RecordsError {
  const length = text.length.toLocaleString('en')
  return new RecordsError(
    'output',
    `${place} has ${length} characters; a cell of XLSX holds 32,767`,
    {
      hint: 'Shorten it in the query, as with substr(), or choose another format, such as csv.',
    },
  )
}
