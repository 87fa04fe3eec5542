import type { Column } from '../column.js'
import { type SheetCell, sheetCell } from '../sheet-cell.js'
import type { Value } from '../value.js'
import type { ShownColumn, ShownTable } from './presentation.js'
import { formatCode, shownCell } from './sheet-format.js'
import type { Summary } from './summaries.js'
import type { TotalName } from './totals.js'

/** A cell of a row of totals. */
export interface TotalCell {
  readonly cell: SheetCell
  /** Its number format, where it has one. */
  readonly code?: string | undefined
  /** What computes it, where that gives the same. */
  readonly formula?: Formula | undefined
}

/** `SUBTOTAL(function, …)` of the column's rows `first` to `last`, which skips those within it. */
export interface Formula {
  readonly function: number
  readonly first: number
  readonly last: number
}

/** The numbers that SUBTOTAL has for them (OpenFormula 1.2, 6.16.62, and Excel's the same). */
const functions: Readonly<Record<TotalName, number>> = {
  average: 1,
  count: 3,
  max: 4,
  min: 5,
  sum: 9,
}

/** Sees the rows of one table as they are written on sheets, to tell what the totals' cells are. */
export class SheetTotals {
  readonly #shown: ShownTable
  readonly #columns: readonly TotalColumn[]
  /** By the level of groups: its first row, or undefined where that is on a sheet before. */
  readonly #starts: (number | undefined)[]

  constructor(columns: readonly Column[], shown: ShownTable) {
    this.#shown = shown
    this.#columns = shown.columns.map(
      (said, index) =>
        // Below rows of groups their labels would be counted.
        new TotalColumn(columns[index] as Column, said, shown.groups.includes(index)),
    )
    this.#starts = [undefined, ...shown.groups].map(() => undefined)
  }

  /** The rows of the table begin at this one. */
  begin(row: number): void {
    this.#starts.fill(row)
  }

  /** The rows go on, on another sheet. */
  interrupt(): void {
    this.#starts.fill(undefined)
  }

  /** A cell of a row; undefined where the sheet has none. */
  add(index: number, value: Value, cell: SheetCell | undefined): void {
    this.#columns[index]?.add(value, cell)
  }

  /** The cells of a row of totals, by position; undefined where there is nothing. */
  cells({ level, totals, labelAt, label, kinds }: Summary, row: number): (TotalCell | undefined)[] {
    const first = this.#starts[level]
    this.#starts.fill(row + 1, level)
    return totals.map((text, index) => {
      if (index === labelAt) return { cell: { type: 'text', text: label } }
      const kind = kinds[index]
      if (text === null || kind === undefined) return undefined
      const column = this.#columns[index] as TotalColumn
      const cell = column.cellOf(kind, text)
      const format = kind === 'count' ? undefined : this.#shown.columns[index]?.format
      const code = formatCode(cell, format)
      if (first === undefined || cell.type === 'text' || !column.computable) return { cell, code }
      return { cell, code, formula: { function: functions[kind], first, last: row - 1 } }
    })
  }
}

/** What is known of the cells of a column that has a total. */
class TotalColumn {
  readonly #column: Column
  readonly #total: TotalName | undefined
  readonly #cell: (value: string) => SheetCell
  /** Whether SUBTOTAL would see in the sheet what the database holds. */
  #computable: boolean
  #hasText = false
  #hasFloats: boolean

  constructor(column: Column, { total, format }: ShownColumn, hasLabels: boolean) {
    this.#column = column
    this.#total = total
    this.#cell = shownCell(column, format)
    this.#computable = !hasLabels
    this.#hasFloats = column.kind === 'float'
  }

  get computable(): boolean {
    return this.#computable
  }

  add(value: Value, cell: SheetCell | undefined): void {
    if (this.#total === 'count') {
      // Text for NULL would be counted, and empty text may not be.
      const counted = cell !== undefined && !(cell.type === 'text' && cell.text === '')
      if (counted !== (value !== null)) this.#computable = false
    } else if (value !== null) {
      if (typeof value === 'number') this.#hasFloats = true
      if (cell?.type === 'number' || cell?.type === 'date') return
      this.#hasText = true
      this.#computable = false
    }
  }

  /** The total as a cell: a number where it is one, a date where the column has dates. */
  cellOf(kind: TotalName, text: string): SheetCell {
    if (kind === 'count') return { type: 'number', text, format: '0' }
    if (kind === 'average') return average(text)
    const { name, typeName } = this.#column
    const asColumn = this.#cell(text)
    if (asColumn.type !== 'text' || this.#hasText) return asColumn
    // A column of SQLite does not say that its cells are numbers.
    return sheetCell({ name, typeName, kind: this.#hasFloats ? 'float' : 'decimal' })(text)
  }
}

/** It is rounded as it is, so that the digits which a sheet keeps are enough. */
function average(text: string): SheetCell {
  return { type: 'number', text: String(Number(Number(text).toPrecision(15))), format: 'General' }
}
