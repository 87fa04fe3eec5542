import type { SheetOptions, Worksheet } from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import type { Column } from '../../src/core/column.js'
import { shownLineCount, shownWidths } from '../../src/core/column-widths.js'
import type { ShownTable } from '../../src/core/presentation/presentation.js'
import {
  columnsAcross,
  type HeadingLine,
  headingLines,
  noteLines,
} from '../../src/core/presentation/sheet-heading.js'
import { hasTotals, isSummary, type Line } from '../../src/core/presentation/summaries.js'
import { alignments } from '../../src/core/representation.js'
import { legalName } from '../../src/core/sheet-names.js'
import type { Row } from '../../src/core/value.js'
import { columnLetters } from '../../src/core/workbook.js'
import { checkName, textXml } from './rows.js'
import { type Context, nameRules, pageSetup, type SheetContent } from './sheet-content.js'
import { deepest, ShownRows } from './shown-rows.js'

/** In points. */
const heights: Readonly<Record<HeadingLine['look'], number>> = {
  report: 14,
  title: 22,
  subtitle: 17,
}
const headerLine = 15
const headerMargin = 7

/** The button of the filter, in characters. */
const buttonWidth = 2

/** The sheet's name and the number of the page, small and grey. */
const oddFooter = '&L&8&K707070&A&R&8&K707070Page &P of &N'

/** Excel has no wider columns, in characters. */
const widestColumn = 255

/** How wide a column is of which nothing is said, in characters. */
const usualWidth = 9

/** A table as it is presented: below its title and its columns' names, with totals and notes. */
export class ShownSheet implements SheetContent<Line> {
  readonly widths: readonly number[]
  readonly options: SheetOptions
  readonly top: string
  readonly topRows: number
  readonly bottomRows: number
  readonly #context: Context
  readonly #rows: ShownRows
  readonly #hasHeader: boolean
  readonly #hasFilter: boolean
  readonly #notes: readonly string[]
  /** The last column on paper: titles and notes may reach over those of the table. */
  readonly #lastPrinted: string
  /** Whether the line that is written last is the total of all. */
  #isTotalled = false

  constructor(
    columns: readonly Column[],
    shown: ShownTable,
    sample: readonly Line[],
    context: Context,
  ) {
    const { options, shownStyles } = context
    const rows = sample.filter((line): line is Row => !isSummary(line))
    const aligned = alignments(columns, rows, shown)
    this.#context = context
    this.#hasHeader = options.header && columns.length > 0
    // Nobody filters a list of contents.
    this.#hasFilter = this.#hasHeader && !shown.columns.some((column) => column.linksToTables)
    const widths = shownWidths(columns, sample, this.#hasHeader, shown)
    this.widths = widths.map((width) => Math.min(width, widestColumn))
    this.#rows = new ShownRows(columns, shown, this.widths, aligned, shownStyles, options.null)
    const heading = headingLines(shown, options.title)
    const above = heading.length === 0 ? 0 : heading.length + 1
    this.topRows = above + Number(this.#hasHeader)
    this.top = this.#heading(heading) + (this.#hasHeader ? this.#header(columns, aligned) : '')
    this.#notes = noteLines(shown, this.widths)
    this.bottomRows = this.#notes.length === 0 ? 0 : this.#notes.length + 1
    const across = columnsAcross(this.widths, heading, this.#notes, usualWidth)
    this.#lastPrinted = columnLetters(across - 1)
    const levels = hasTotals(shown) ? shown.groups.length : 0
    this.options = sheetOptions(this.#hasHeader ? this.topRows : 0, levels)
    this.#rows.totals.begin(this.topRows + 1)
  }

  row(line: Line, number: number): string {
    this.#isTotalled = isSummary(line) && line.level === 0
    return this.#rows.line(line, number)
  }

  end(sheet: Worksheet, last: number, isLast: boolean): string {
    const { workbook } = this.#context
    const lastFiltered = last - Number(this.#isTotalled)
    const lastColumn = columnLetters(this.widths.length - 1)
    if (this.#hasFilter) workbook.addFilter(sheet, this.topRows, lastColumn, lastFiltered)
    if (this.#hasHeader) workbook.addHeader(sheet, this.topRows)
    this.#link(sheet)
    this.#isTotalled = false
    this.#rows.totals.interrupt()
    if (!isLast) return ''
    workbook.addPrintArea(sheet, this.#lastPrinted, Math.max(last + this.bottomRows, 1))
    return this.#notes.map((note, index) => this.#note(note, last + 2 + index)).join('')
  }

  #link(sheet: Worksheet): void {
    const links = this.#rows.takeLinks().map(({ reference, table }) => {
      return { reference, sheet: legalName(table, nameRules) }
    })
    if (links.length > 0) this.#context.workbook.addLinks(sheet, links)
  }

  #heading(lines: readonly HeadingLine[]): string {
    const { shownStyles } = this.#context
    const rows = lines.map(({ text, look }, index) => {
      const height = ` ht="${heights[look]}" customHeight="1"`
      return `<row r="${index + 1}"${height}>${textXml(`A${index + 1}`, shownStyles.heading(look), text)}</row>`
    })
    return rows.join('')
  }

  #header(columns: readonly Column[], aligned: readonly ('left' | 'right')[]): string {
    let lines = 1
    const cells = columns.map(({ name }, index) => {
      checkName(name, index)
      const button = this.#hasFilter ? buttonWidth : 0
      lines = Math.max(lines, shownLineCount(name, (this.widths[index] as number) - button))
      const style = this.#context.shownStyles.header(aligned[index] ?? 'left', this.#hasFilter)
      return textXml(`${columnLetters(index)}${this.topRows}`, style, name)
    })
    const height = lines * headerLine + headerMargin
    return `<row r="${this.topRows}" ht="${height}" customHeight="1">${cells.join('')}</row>`
  }

  #note(text: string, row: number): string {
    const cell = textXml(`A${row}`, this.#context.shownStyles.note(), text)
    return `<row r="${row}">${cell}</row>`
  }
}

function sheetOptions(frozenRows: number, levels: number): SheetOptions {
  const frozen = frozenRows === 0 ? {} : { state: 'frozen', ySplit: frozenRows }
  return {
    views: [{ showGridLines: false, ...frozen }],
    pageSetup,
    headerFooter: { oddFooter },
    properties: { outlineLevelRow: Math.min(levels, deepest) },
  }
}
