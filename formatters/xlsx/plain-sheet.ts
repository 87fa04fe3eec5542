import type { SheetOptions, Worksheet } from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import type { Column } from '../../src/core/column.js'
import { columnWidths } from '../../src/core/column-widths.js'
import { alignments } from '../../src/core/representation.js'
import type { Batch, Row } from '../../src/core/value.js'
import { columnLetters } from '../../src/core/workbook.js'
import { RowWriter } from './rows.js'
import { type Context, pageSetup, type SheetContent } from './sheet-content.js'

/** The rows of a table, below its columns' names. */
export class PlainSheet implements SheetContent<Row> {
  readonly widths: readonly number[]
  readonly options: SheetOptions
  readonly top: string
  readonly topRows: number
  readonly bottomRows = 0
  readonly #context: Context
  readonly #rows: RowWriter

  constructor(columns: readonly Column[], sample: Batch, context: Context) {
    const { styles, options } = context
    const hasHeader = options.header && columns.length > 0
    this.#context = context
    this.widths = columnWidths(columns, sample, hasHeader)
    this.#rows = new RowWriter(columns, this.widths, styles, options.null)
    this.options = { views: hasHeader ? [{ state: 'frozen', ySplit: 1 }] : [], pageSetup }
    this.top = hasHeader ? this.#rows.header(alignments(columns, sample)) : ''
    this.topRows = hasHeader ? 1 : 0
  }

  row(row: Row, number: number): string {
    return this.#rows.row(row, number)
  }

  end(sheet: Worksheet, last: number): string {
    if (this.topRows === 0) return ''
    const { workbook } = this.#context
    workbook.addFilter(sheet, 1, columnLetters(this.widths.length - 1), last)
    workbook.addHeader(sheet, 1)
    return ''
  }
}
