import type { Column } from '../../src/core/column.js'
import { shownWidths } from '../../src/core/column-widths.js'
import type { ShownTable } from '../../src/core/presentation/presentation.js'
import { headingLines, noteLines } from '../../src/core/presentation/sheet-heading.js'
import { isSummary, type Line } from '../../src/core/presentation/summaries.js'
import { alignments } from '../../src/core/representation.js'
import type { Row } from '../../src/core/value.js'
import { emptyRow, headerRow, textXml } from './rows.js'
import { type Context, columnsXml, type SheetContent } from './sheet-content.js'
import { ShownRows } from './shown-rows.js'
import { narrowestShown, widestShown } from './styles.js'
import { namespaces } from './xml.js'

/** A table as it is presented: below its title and its columns' names, with totals and notes. */
export class ShownSheet implements SheetContent<Line> {
  readonly attributes: string =
    ` table:style-name="presented" xmlns:of="${namespaces.of}" xmlns:xlink="${namespaces.xlink}"`
  readonly columns: number
  readonly top: string
  readonly topRows: number
  readonly bottomRows: number
  readonly frozenRows: number
  readonly hasGrid = false
  readonly #context: Context
  readonly #rows: ShownRows
  readonly #hasFilter: boolean
  readonly #notes: readonly string[]
  /** Whether the line that is written last is the total of all. */
  #isTotalled = false

  constructor(
    columns: readonly Column[],
    shown: ShownTable,
    sample: readonly Line[],
    context: Context,
  ) {
    const { options, shownStyles } = context
    const hasHeader = options.header && columns.length > 0
    const rows = sample.filter((line): line is Row => !isSummary(line))
    const aligned = alignments(columns, rows, shown)
    const widths = shownWidths(columns, sample, hasHeader, shown).map((width) =>
      Math.min(Math.max(width, narrowestShown), widestShown),
    )
    this.#context = context
    this.columns = columns.length
    // Nobody filters a list of contents.
    this.#hasFilter = hasHeader && !shown.columns.some((column) => column.linksToTables)
    this.#rows = new ShownRows(columns, shown, widths, aligned, shownStyles, options.null)
    const heading = headingLines(shown, options.title).map(({ text, look }) =>
      oneCell(text, shownStyles.heading(look)),
    )
    if (heading.length > 0) heading.push(emptyRow(1))
    const names = columns.map(({ name }, index) =>
      textXml(name, shownStyles.header(aligned[index] ?? 'left', this.#hasFilter)),
    )
    const header = hasHeader ? headerRow(names.join('')) : ''
    this.top = columnsXml(widths) + heading.join('') + header
    this.topRows = heading.length + Number(hasHeader)
    this.frozenRows = hasHeader ? this.topRows : 0
    this.#notes = noteLines(shown, widths)
    this.bottomRows = this.#notes.length === 0 ? 0 : this.#notes.length + 1
    this.#rows.totals.begin(this.topRows + 1)
  }

  row(line: Line, number: number): string {
    this.#isTotalled = isSummary(line) && line.level === 0
    return this.#rows.line(line, number)
  }

  lastFiltered(last: number): number | undefined {
    return this.#hasFilter ? last - Number(this.#isTotalled) : undefined
  }

  end(isLast: boolean): string {
    this.#rows.totals.interrupt()
    this.#isTotalled = false
    const ended = this.#rows.groups(0)
    if (!isLast || this.#notes.length === 0) return ended
    const style = this.#context.shownStyles.note()
    return ended + emptyRow(1) + this.#notes.map((note) => oneCell(note, style)).join('')
  }
}

/** A row whose text may reach over the columns to the right. */
function oneCell(text: string, style: string): string {
  return `<table:table-row>${textXml(text, style)}</table:table-row>\n`
}
