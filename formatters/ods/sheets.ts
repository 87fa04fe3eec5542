import { columnLetters, continuedOn, mostRows } from '../../src/core/workbook.js'
import { emptyRow } from './rows.js'
import type { Context, SheetContent } from './sheet-content.js'
import { escaped } from './xml.js'

/** How much XML, in characters, is made while the zip takes what was made before. */
const blockSize = 65536

/** The XML of one table, on as many sheets as it needs (OpenDocument 1.2, part 1, 9.1.2). */
export class TableXml<L> {
  readonly #context: Context
  readonly #asked: string
  readonly #content: SheetContent<L>
  #name = ''
  #block = ''
  /** The last row that is written on the sheet. */
  #last = 0

  constructor(content: SheetContent<L>, name: string, context: Context) {
    this.#context = context
    this.#asked = name
    this.#content = content
    this.#open()
  }

  *blocks(lines: readonly L[]): Generator<string, void> {
    for (const line of lines) {
      if (this.#last === mostRows) this.#continue()
      this.#block += this.#content.row(line, ++this.#last)
      if (this.#block.length < blockSize) continue
      yield this.#block
      this.#block = ''
    }
  }

  end(): string {
    if (this.#last + this.#content.bottomRows > mostRows) this.#continue()
    this.#close(true)
    return this.#block
  }

  #open(): void {
    const { attributes, top, topRows } = this.#content
    this.#name = this.#context.names.next(this.#asked)
    this.#block += `<table:table table:name="${escaped(this.#name)}"${attributes}>\n${top}`
    this.#last = topRows
  }

  #close(isLast: boolean): void {
    const { columns, frozenRows, hasGrid } = this.#content
    // A sheet has at least a row.
    if (this.#last === 0) this.#block += emptyRow(columns)
    const last = this.#content.lastFiltered(this.#last)
    const filter =
      last === undefined ? undefined : rangeAddress(this.#name, columns, frozenRows, last)
    this.#block += `${this.#content.end(isLast)}</table:table>\n`
    this.#context.sheets.push({ name: this.#name, frozenRows, filter, hasGrid })
  }

  #continue(): void {
    this.#close(false)
    this.#open()
    this.#context.notify(continuedOn(this.#name, 'ods'))
  }
}

/** From the first column to the last (OpenDocument 1.2, part 1, 9.2.5). */
function rangeAddress(sheet: string, columns: number, first: number, last: number): string {
  const name = `'${sheet.replaceAll("'", "''")}'`
  return `${name}.A${first}:${name}.${columnLetters(columns - 1)}${last}`
}
