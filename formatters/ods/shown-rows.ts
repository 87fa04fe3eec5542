import type { Column } from '../../src/core/column.js'
import { shownLineCount } from '../../src/core/column-widths.js'
import type { ShownColumn, ShownTable } from '../../src/core/presentation/presentation.js'
import { formatCode, shownCells } from '../../src/core/presentation/sheet-format.js'
import { type Look, rowOf } from '../../src/core/presentation/sheet-look.js'
import { type Formula, SheetTotals } from '../../src/core/presentation/sheet-totals.js'
import {
  hasTotals,
  isSummary,
  type Line,
  type Summary,
} from '../../src/core/presentation/summaries.js'
import { plainText } from '../../src/core/representation.js'
import type { SheetCell } from '../../src/core/sheet-cell.js'
import { legalName } from '../../src/core/sheet-names.js'
import type { Row, Value } from '../../src/core/value.js'
import { columnLetters } from '../../src/core/workbook.js'
import { dateXml, textXml, valueXml } from './rows.js'
import { nameRules } from './sheet-content.js'
import type { ShownStyles } from './shown-styles.js'
import { escaped } from './xml.js'

/** Writes the rows of a presented table as XML, rows of totals among them. */
export class ShownRows {
  readonly totals: SheetTotals
  readonly #shown: ShownTable
  readonly #widths: readonly number[]
  readonly #alignments: readonly ('left' | 'right')[]
  readonly #styles: ShownStyles
  readonly #cells: readonly ((value: Value) => SheetCell | undefined)[]
  /** How many rows of totals follow on a row, but for that of all. */
  readonly #depth: number
  /** Groups of rows that are open: they can be folded. */
  #open = 0

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
    this.#shown = shown
    this.#widths = widths
    this.#alignments = alignments
    this.#styles = styles
    this.#depth = hasTotals(shown) ? shown.groups.length : 0
    this.#cells = shownCells(columns, shown, nullText)
  }

  /** The next line of the table, as row `number` of the sheet. */
  line(line: Line, number: number): string {
    const level = isSummary(line) ? Math.max(line.level - 1, 0) : this.#depth
    const cells = isSummary(line) ? this.#summary(line, number) : this.#row(line)
    return `${this.groups(level)}<table:table-row>${cells}</table:table-row>\n`
  }

  /** Opens or ends groups of rows, until so many are open. */
  groups(wanted: number): string {
    const [open, missing] = [this.#open, wanted - this.#open]
    this.#open = wanted
    if (missing >= 0) return '<table:table-row-group>'.repeat(missing)
    return `${'</table:table-row-group>'.repeat(open - wanted)}\n`
  }

  #row(row: Row): string {
    let xml = ''
    for (let index = 0; index < this.#cells.length; index++) {
      const value = row[index] ?? null
      const cell = this.#cells[index]?.(value)
      this.totals.add(index, value, cell)
      xml += this.#xml(cell, value, index)
    }
    return xml
  }

  #xml(cell: SheetCell | undefined, value: Value, index: number): string {
    const shown = this.#shown.columns[index] as ShownColumn
    const isText = cell?.type === 'text'
    const look: Look = {
      row: 'body',
      code: cell && formatCode(cell, shown.format),
      align: this.#alignments[index] ?? 'left',
      highlight: shown.highlight?.(value),
      wraps: isText && shownLineCount(cell.text, this.#widths[index] as number) > 1,
      links: isText && shown.linksToTables,
    }
    const style = this.#styles.cell(look, cell?.type ?? 'text')
    if (isText && shown.linksToTables) return linkXml(cell.text, style)
    return cellXml(cell, style, value === null ? undefined : shown.format?.shown(plainText(value)))
  }

  #summary(summary: Summary, number: number): string {
    const texts = summary.texts()
    const cells = this.totals.cells(summary, number).map((total, index) => {
      const align = index === summary.labelAt ? 'left' : (this.#alignments[index] ?? 'left')
      const look = { row: rowOf(summary), code: total?.code, align }
      const style = this.#styles.cell(look, total?.cell.type ?? 'text')
      const formula = total?.formula && formulaXml(total.formula, columnLetters(index))
      return cellXml(total?.cell, style, texts[index] ?? undefined, formula)
    })
    return cells.join('')
  }
}

/** `shown` stands beside a value; cells without one have the look of their row. */
function cellXml(cell: SheetCell | undefined, style: string, shown?: string, formula = ''): string {
  if (cell === undefined) return `<table:table-cell table:style-name="${style}"/>`
  switch (cell.type) {
    case 'number': {
      const value = `value="${cell.text}"`
      return valueXml(style, 'float', value, escaped(shown ?? cell.text), formula)
    }
    case 'date':
      return dateXml(cell, style, shown && escaped(shown), formula)
    case 'boolean': {
      const value = `boolean-value="${cell.value}"`
      return valueXml(style, 'boolean', value, String(cell.value).toUpperCase())
    }
    case 'text':
      return textXml(cell.text, style)
  }
}

function formulaXml({ function: number, first, last }: Formula, letters: string): string {
  return ` table:formula="of:=SUBTOTAL(${number};[.${letters}${first}:.${letters}${last}])"`
}

/** A cell that leads to the sheet of the table that it names. */
function linkXml(table: string, style: string): string {
  const sheet = `'${legalName(table, nameRules).replaceAll("'", "''")}'`
  const link = `<text:a xlink:type="simple" xlink:href="#${escaped(sheet)}.A1">${escaped(table)}</text:a>`
  return `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p>${link}</text:p></table:table-cell>`
}
