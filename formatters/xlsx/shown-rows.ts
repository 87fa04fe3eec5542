import type { Column } from '../../src/core/column.js'
import { shownLineCount } from '../../src/core/column-widths.js'
import type { ShownTable } from '../../src/core/presentation/presentation.js'
import { formatCode, shownCells } from '../../src/core/presentation/sheet-format.js'
import { type Look, rowOf } from '../../src/core/presentation/sheet-look.js'
import { type Formula, SheetTotals } from '../../src/core/presentation/sheet-totals.js'
import {
  hasTotals,
  isSummary,
  type Line,
  type Summary,
} from '../../src/core/presentation/summaries.js'
import type { SheetCell } from '../../src/core/sheet-cell.js'
import type { Row, Value } from '../../src/core/value.js'
import { columnLetters } from '../../src/core/workbook.js'
import { checkLength, heightOf, textXml } from './rows.js'
import type { ShownStyles } from './shown-styles.js'

/** A cell that leads to the sheet of this table. */
export interface Link {
  readonly reference: string
  readonly table: string
}

/** Excel has no more levels of rows that can be folded. */
export const deepest = 7

/** Writes the rows of a presented table as XML, rows of totals among them. */
export class ShownRows {
  readonly totals: SheetTotals
  readonly #columns: readonly Column[]
  readonly #shown: ShownTable
  readonly #widths: readonly number[]
  readonly #alignments: readonly ('left' | 'right')[]
  readonly #styles: ShownStyles
  readonly #letters: readonly string[]
  /** How many rows of totals follow on a row, but for that of all. */
  readonly #depth: number
  readonly #cells: readonly ((value: Value) => SheetCell | undefined)[]
  #count = 0
  #links: Link[] = []
  /** The height of the row that is being written, in lines. */
  #lines = 1

  /** `nullText` is written for NULL; where it is '' the cell is empty. */
  constructor(
    columns: readonly Column[],
    shown: ShownTable,
    widths: readonly number[],
    alignments: readonly ('left' | 'right')[],
    styles: ShownStyles,
    nullText: string,
  ) {
    this.totals = new SheetTotals(columns, shown)
    this.#columns = columns
    this.#shown = shown
    this.#widths = widths
    this.#alignments = alignments
    this.#styles = styles
    this.#depth = hasTotals(shown) ? shown.groups.length : 0
    this.#letters = columns.map((_, index) => columnLetters(index))
    this.#cells = shownCells(columns, shown, nullText)
  }

  /** The next line of the table, as row `number` of the sheet. */
  line(line: Line, number: number): string {
    this.#lines = 1
    const cells = isSummary(line) ? this.#summary(line, number) : this.#row(line, number)
    const level = isSummary(line) ? Math.max(line.level - 1, 0) : this.#depth
    const outline = level === 0 ? '' : ` outlineLevel="${Math.min(level, deepest)}"`
    return `<row r="${number}"${outline}${heightOf(this.#lines)}>${cells}</row>`
  }

  /** The links in the rows since it was asked last. */
  takeLinks(): readonly Link[] {
    const links = this.#links
    this.#links = []
    return links
  }

  #row(row: Row, number: number): string {
    this.#count++
    let xml = ''
    for (let index = 0; index < this.#cells.length; index++) {
      const value = row[index] ?? null
      const cell = this.#cells[index]?.(value)
      this.totals.add(index, value, cell)
      xml += this.#xml(cell, value, index, `${this.#letters[index]}${number}`)
    }
    return xml
  }

  #xml(cell: SheetCell | undefined, value: Value, index: number, reference: string): string {
    const { format, highlight, linksToTables } = this.#shown.columns[index] ?? {}
    const look: Look = {
      row: 'body',
      code: cell && formatCode(cell, format),
      align: this.#alignments[index] ?? 'left',
      highlight: highlight?.(value),
    }
    if (cell?.type !== 'text') return cellXml(cell, reference, look, this.#styles)
    checkLength(cell.text, this.#count, this.#columns[index]?.name)
    if (linksToTables) this.#links.push({ reference, table: cell.text })
    const lines = shownLineCount(cell.text, this.#widths[index] as number)
    this.#lines = Math.max(this.#lines, lines)
    const shown = { ...look, wraps: lines > 1, links: linksToTables }
    return cellXml(cell, reference, shown, this.#styles)
  }

  #summary(summary: Summary, number: number): string {
    const row = rowOf(summary)
    const cells = this.totals.cells(summary, number).map((total, index) => {
      const align = index === summary.labelAt ? 'left' : (this.#alignments[index] ?? 'left')
      const letters = this.#letters[index] as string
      const formula = total?.formula && formulaXml(total.formula, letters)
      const look = { row, code: total?.code, align } as const
      return cellXml(total?.cell, `${letters}${number}`, look, this.#styles, formula)
    })
    return cells.join('')
  }
}

/** Cells without a value have the look of their row. */
function cellXml(
  cell: SheetCell | undefined,
  reference: string,
  look: Look,
  styles: ShownStyles,
  formula = '',
): string {
  if (cell === undefined) return `<c r="${reference}" s="${styles.cell(look)}"/>`
  switch (cell.type) {
    case 'boolean':
      return `<c r="${reference}" s="${styles.boolean(look)}" t="b"><v>${Number(cell.value)}</v></c>`
    case 'text':
      return textXml(reference, styles.cell(look), cell.text)
    default:
      return `<c r="${reference}" s="${styles.cell(look)}">${formula}<v>${cell.text}</v></c>`
  }
}

function formulaXml({ function: number, first, last }: Formula, letters: string): string {
  return `<f>SUBTOTAL(${number},${letters}${first}:${letters}${last})</f>`
}
