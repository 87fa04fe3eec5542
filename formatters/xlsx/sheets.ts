import type { Worksheet } from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import type { Notify, OptionValues } from '../../src/core/formatter.js'
import { hasTotals, type Line, withSummaries } from '../../src/core/presentation/summaries.js'
import { sampled } from '../../src/core/sample.js'
import { SheetNames } from '../../src/core/sheet-names.js'
import type { Tables } from '../../src/core/table.js'
import type { Batch } from '../../src/core/value.js'
import {
  checkColumns,
  continuedOn,
  mostRows,
  type WorkbookOptions,
} from '../../src/core/workbook.js'
import { PlainSheet } from './plain-sheet.js'
import { type Context, nameRules, type SheetContent } from './sheet-content.js'
import { ShownSheet } from './shown-sheet.js'
import { ShownStyles } from './shown-styles.js'
import { Styles } from './styles.js'
import type { Workbook } from './workbook.js'

/** How much XML, in characters, is made while the zip takes what was made before. */
const blockSize = 65536

/** Writes each table to a sheet of its own; a workbook without any has one that is empty. */
export async function writeSheets(
  tables: Tables,
  workbook: Workbook,
  options: OptionValues<WorkbookOptions>,
  notify: Notify,
): Promise<void> {
  const names = new SheetNames(nameRules, options.sheet, notify)
  const styles = new Styles(workbook)
  const shownStyles = new ShownStyles(workbook)
  const context = { workbook, styles, shownStyles, names, options, notify }
  let count = 0
  for await (const { title, columns, batches, shown } of tables) {
    count++
    const name = names.ofTable(title)
    checkColumns(columns.length, 'xlsx')
    if (shown === undefined) {
      const content = (sample: Batch) => new PlainSheet(columns, sample, context)
      await writeTable(batches, content, name, context)
    } else {
      const lines = hasTotals(shown) ? withSummaries(batches, columns, shown) : batches
      const content = (sample: readonly Line[]) => new ShownSheet(columns, shown, sample, context)
      await writeTable(lines, content, name, context)
    }
  }
  if (count === 0) workbook.addWorksheet(names.ofTable(undefined)).commit()
}

/** What the sheets hold is made of the sample: the widths of the columns stand before the rows. */
async function writeTable<L>(
  lines: AsyncIterable<readonly L[]>,
  content: (sample: readonly L[]) => SheetContent<L>,
  name: string,
  context: Context,
): Promise<void> {
  let table: TableWriter<L> | undefined
  for await (const batch of sampled(lines)) {
    table ??= new TableWriter(content(batch), name, context)
    await table.write(batch)
  }
  table?.end()
}

/** Writes one table, on as many sheets as it needs. */
class TableWriter<L> {
  readonly #context: Context
  readonly #name: string
  readonly #content: SheetContent<L>
  #sheet: Worksheet
  /** Rows that wait to be written. */
  #block = ''
  /** The last row that is written on the sheet. */
  #last = 0

  constructor(content: SheetContent<L>, name: string, context: Context) {
    this.#context = context
    this.#name = name
    this.#content = content
    this.#sheet = this.#open()
  }

  async write(lines: readonly L[]): Promise<void> {
    for (const line of lines) {
      if (this.#last === mostRows) this.#continue()
      this.#block += this.#content.row(line, ++this.#last)
      if (this.#block.length < blockSize) continue
      this.#flush()
      await this.#context.workbook.drained()
    }
  }

  end(): void {
    if (this.#last + this.#content.bottomRows > mostRows) this.#continue()
    this.#close(true)
  }

  #open(): Worksheet {
    const { workbook, names } = this.#context
    const { options, widths, top, topRows } = this.#content
    const sheet = workbook.addWorksheet(names.next(this.#name), options)
    sheet.columns = widths.map((width) => ({ width }))
    sheet._writeColumns()
    sheet._writeOpenSheetData()
    sheet.startedData = true
    this.#block = top
    this.#last = topRows
    return sheet
  }

  #flush(): void {
    this.#sheet.stream.write(this.#block)
    this.#block = ''
  }

  #close(isLast: boolean): void {
    this.#block += this.#content.end(this.#sheet, this.#last, isLast)
    this.#flush()
    this.#sheet.commit()
  }

  #continue(): void {
    this.#close(false)
    this.#sheet = this.#open()
    this.#context.notify(continuedOn(this.#sheet.name, 'xlsx'))
  }
}
