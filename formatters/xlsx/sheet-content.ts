import type { SheetOptions, Worksheet } from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import type { Notify, OptionValues } from '../../src/core/formatter.js'
import type { SheetNameRules, SheetNames } from '../../src/core/sheet-names.js'
import type { WorkbookOptions } from '../../src/core/workbook.js'
import type { ShownStyles } from './shown-styles.js'
import type { Styles } from './styles.js'
import type { Workbook } from './workbook.js'

/** What the sheets of one workbook share. */
export interface Context {
  readonly workbook: Workbook
  readonly styles: Styles
  readonly shownStyles: ShownStyles
  readonly names: SheetNames
  readonly options: OptionValues<WorkbookOptions>
  readonly notify: Notify
}

/** What stands on the sheets of one table, whose lines are rows, or rows and totals. */
export interface SheetContent<L> {
  readonly options: SheetOptions
  readonly widths: readonly number[]
  /** The rows above those of the table, and how many they are. */
  readonly top: string
  readonly topRows: number
  /** How many rows follow on those of the table. */
  readonly bottomRows: number
  /** The next line, as row `number` of the sheet. */
  row(line: L, number: number): string
  /** The rows below row `last`, with which a sheet, and perhaps the table, ends. */
  end(sheet: Worksheet, last: number, isLast: boolean): string
}

export const nameRules: SheetNameRules = {
  format: 'xlsx',
  program: 'Excel',
  longest: 31,
  reserved: 'history',
}

/** Printed on paper, all columns are on one page. */
export const pageSetup: object = { orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 }
