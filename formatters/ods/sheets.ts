import type { Column } from '../../src/core/column.js'
import { columnWidths } from '../../src/core/column-widths.js'
import type { Notify, OptionValues } from '../../src/core/formatter.js'
import { alignments } from '../../src/core/representation.js'
import type { SheetNames } from '../../src/core/sheet-names.js'
import type { Batch, Row } from '../../src/core/value.js'
import {
  checkColumns,
  columnLetters,
  continuedOn,
  mostRows,
  type WorkbookOptions,
} from '../../src/core/workbook.js'
import { emptyRow, headerXml, rowWriter } from './rows.js'
import { columnStyle, type Styles } from './styles.js'
import { escaped } from './xml.js'

export interface Sheet {
  readonly name: string
  /** Whether row 1 has the columns' names. */
  readonly header: boolean
  /** The address of its cells. */
  readonly range: string
}

/** What the sheets of one spreadsheet share. */
export interface Context {
  readonly styles: Styles
  readonly names: SheetNames
  /** Those that are written. */
  readonly sheets: Sheet[]
  readonly options: OptionValues<WorkbookOptions>
  readonly notify: Notify
}

/** How much XML, in characters, is made while the zip takes what was made before. */
const blockSize = 65536

/** The XML of one table, on as many sheets as it needs (OpenDocument 1.2, part 1, 9.1.2). */
export class TableXml {
  readonly #context: Context
  readonly #asked: string
  readonly #columns: number
  /** What stands above the rows. */
  readonly #top: string
  readonly #header: boolean
  readonly #row: (row: Row) => string
  #name = ''
  #block = ''
  /** The last row that is written on the sheet. */
  #last = 0

  /** The widths of the columns are those of the sample. */
  constructor(columns: readonly Column[], sample: Batch, name: string, context: Context) {
    const { styles, options } = context
    checkColumns(columns.length, 'ods')
    this.#context = context
    this.#asked = name
    this.#columns = columns.length
    this.#header = options.header && columns.length > 0
    const widths = columnWidths(columns, sample, this.#header)
    const header = this.#header ? headerXml(columns, alignments(columns, sample)) : ''
    this.#top = columnsXml(widths) + header
    this.#row = rowWriter(columns, styles, options.null)
    this.#open()
  }

  *blocks(rows: Batch): Generator<string, void> {
    for (const row of rows) {
      if (this.#last === mostRows) this.#continue()
      this.#block += this.#row(row)
      this.#last++
      if (this.#block.length < blockSize) continue
      yield this.#block
      this.#block = ''
    }
  }

  end(): string {
    this.#close()
    return this.#block
  }

  #open(): void {
    this.#name = this.#context.names.next(this.#asked)
    const name = escaped(this.#name)
    this.#block += `<table:table table:name="${name}" table:style-name="sheet">\n${this.#top}`
    this.#last = this.#header ? 1 : 0
  }

  #close(): void {
    // A sheet has at least a row.
    if (this.#last === 0) this.#block += emptyRow(this.#columns)
    this.#block += '</table:table>\n'
    const range = rangeAddress(this.#name, this.#columns, this.#last)
    this.#context.sheets.push({ name: this.#name, header: this.#header, range })
  }

  #continue(): void {
    this.#close()
    this.#open()
    this.#context.notify(continuedOn(this.#name, 'ods'))
  }
}

/** A sheet has at least a column. */
function columnsXml(widths: readonly number[]): string {
  const columns = widths.map(
    (width) =>
      `<table:table-column table:style-name="${columnStyle(width)}" table:default-cell-style-name="text"/>\n`,
  )
  return columns.join('') || '<table:table-column/>\n'
}

/** From A1 to the last cell (OpenDocument 1.2, part 1, 9.2.5). */
function rangeAddress(sheet: string, columns: number, rows: number): string {
  const name = `'${sheet.replaceAll("'", "''")}'`
  return `${name}.A1:${name}.${columnLetters(columns - 1)}${rows}`
}
