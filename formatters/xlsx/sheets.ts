import type { Worksheet } from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import type { Column } from '../../src/core/column.js'
import { columnWidths } from '../../src/core/column-widths.js'
import type { Notify, OptionValues } from '../../src/core/formatter.js'
import { alignments } from '../../src/core/representation.js'
import { sampled } from '../../src/core/sample.js'
import { SheetNames } from '../../src/core/sheet-names.js'
import type { Tables } from '../../src/core/table.js'
import type { Batch } from '../../src/core/value.js'
import {
  checkColumns,
  columnLetters,
  continuedOn,
  mostRows,
  type WorkbookOptions,
} from '../../src/core/workbook.js'
import { RowWriter } from './rows.js'
import { Styles } from './styles.js'
import type { Workbook } from './workbook.js'

const nameRules = { format: 'xlsx', program: 'Excel', longest: 31, reserved: 'history' }

/** How much XML, in characters, is made while the zip takes what was made before. */
const blockSize = 65536

/** Printed on paper, all columns are on one page. */
const pageSetup = { orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 }

/** What the sheets of one workbook share. */
interface Context {
  readonly workbook: Workbook
  readonly styles: Styles
  readonly names: SheetNames
  readonly options: OptionValues<WorkbookOptions>
  readonly notify: Notify
}

/** Writes each table to a sheet of its own; a workbook without any has one that is empty. */
export async function writeSheets(
  tables: Tables,
  workbook: Workbook,
  options: OptionValues<WorkbookOptions>,
  notify: Notify,
): Promise<void> {
  const names = new SheetNames(nameRules, options.sheet, notify)
  const context = { workbook, styles: new Styles(workbook), names, options, notify }
  let count = 0
  for await (const { title, columns, batches } of tables) {
    count++
    const name = names.ofTable(title)
    let table: TableWriter | undefined
    for await (const rows of sampled(batches)) {
      table ??= new TableWriter(columns, rows, name, context)
      await table.write(rows)
    }
    table?.end()
  }
  if (count === 0) workbook.addWorksheet(names.ofTable(undefined)).commit()
}

/** Writes one table, on as many sheets as it needs. */
class TableWriter {
  readonly #context: Context
  readonly #name: string
  readonly #rows: RowWriter
  readonly #header: string
  readonly #widths: readonly number[]
  #sheet: Worksheet
  /** Rows that wait to be written. */
  #block = ''
  /** The last row that is written on the sheet. */
  #last = 0

  /** The widths of the columns stand before the rows: they are those of the sample. */
  constructor(columns: readonly Column[], sample: Batch, name: string, context: Context) {
    checkColumns(columns.length, 'xlsx')
    const { styles, options } = context
    this.#context = context
    this.#name = name
    const header = options.header && columns.length > 0
    this.#widths = columnWidths(columns, sample, header)
    this.#rows = new RowWriter(columns, this.#widths, styles, options.null)
    this.#header = header ? this.#rows.header(alignments(columns, sample)) : ''
    this.#sheet = this.#open()
  }

  async write(rows: Batch): Promise<void> {
    for (const row of rows) {
      if (this.#last === mostRows) this.#continue()
      this.#block += this.#rows.row(row, ++this.#last)
      if (this.#block.length < blockSize) continue
      this.#flush()
      await this.#context.workbook.drained()
    }
  }

  end(): void {
    this.#close()
  }

  #open(): Worksheet {
    const { workbook, names } = this.#context
    const views = this.#header === '' ? [] : [{ state: 'frozen', ySplit: 1 }]
    const sheet = workbook.addWorksheet(names.next(this.#name), { views, pageSetup })
    sheet.columns = this.#widths.map((width) => ({ width }))
    sheet._writeColumns()
    sheet._writeOpenSheetData()
    sheet.startedData = true
    this.#block = this.#header
    this.#last = this.#header === '' ? 0 : 1
    return sheet
  }

  #flush(): void {
    this.#sheet.stream.write(this.#block)
    this.#block = ''
  }

  #close(): void {
    this.#flush()
    if (this.#header !== '') {
      const lastColumn = columnLetters(this.#widths.length - 1)
      this.#context.workbook.addHeader(this.#sheet, lastColumn, this.#last)
    }
    this.#sheet.commit()
  }

  #continue(): void {
    this.#close()
    this.#sheet = this.#open()
    this.#context.notify(continuedOn(this.#sheet.name, 'xlsx'))
  }
}
