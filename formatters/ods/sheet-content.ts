import type { Notify, OptionValues } from '../../src/core/formatter.js'
import type { SheetNameRules, SheetNames } from '../../src/core/sheet-names.js'
import type { WorkbookOptions } from '../../src/core/workbook.js'
import type { ShownStyles } from './shown-styles.js'
import { columnStyle, type Styles } from './styles.js'

/** A sheet that is written. */
export interface Sheet {
  readonly name: string
  /** How many rows stay where they are when those below move. */
  readonly frozenRows: number
  /** The address of the cells that have a filter, whose buttons stand in the first row. */
  readonly filter: string | undefined
  /** Whether lines between the cells are shown where they have none of their own. */
  readonly hasGrid: boolean
}

/** What the sheets of one spreadsheet share. */
export interface Context {
  readonly styles: Styles
  readonly shownStyles: ShownStyles
  readonly names: SheetNames
  /** Those that are written. */
  readonly sheets: Sheet[]
  readonly options: OptionValues<WorkbookOptions>
  readonly notify: Notify
}

/** What stands on the sheets of one table, whose lines are rows, or rows and totals. */
export interface SheetContent<L> {
  /** Attributes of the sheet's element. */
  readonly attributes: string
  readonly columns: number
  /** The columns, the rows above those of the table, and how many these are. */
  readonly top: string
  readonly topRows: number
  /** How many rows follow on those of the table. */
  readonly bottomRows: number
  readonly frozenRows: number
  readonly hasGrid: boolean
  /** The next line, as row `number` of the sheet. */
  row(line: L, number: number): string
  /** The last row of the filter, where there is one: its buttons stand in the last frozen row. */
  lastFiltered(last: number): number | undefined
  /** What ends a sheet, and perhaps the table. */
  end(isLast: boolean): string
}

export const nameRules: SheetNameRules = {
  format: 'ods',
  program: 'LibreOffice',
  longest: Number.POSITIVE_INFINITY,
}

/** A sheet has at least a column. */
export function columnsXml(widths: readonly number[]): string {
  const columns = widths.map(
    (width) =>
      `<table:table-column table:style-name="${columnStyle(width)}" table:default-cell-style-name="text"/>\n`,
  )
  return columns.join('') || '<table:table-column/>\n'
}
