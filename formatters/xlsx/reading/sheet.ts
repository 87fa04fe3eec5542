import { unreadable } from '../../../src/core/unreadable.js'
import { columnLetters, mostColumns, mostRows } from '../../../src/core/workbook.js'
import { numberValue, type SheetValue } from './cell.js'
import { general, type NumberFormat } from './number-format.js'
import { StringText } from './strings.js'
import { type Attributes, decodedText, type XmlReader } from './xml.js'

/** What the cells of a sheet point to. */
export interface BookContext {
  readonly strings: readonly string[]
  /** The formats by the numbers of the cells' styles. */
  readonly formats: readonly NumberFormat[]
  readonly date1904: boolean
}

/** Reads a sheet (ECMA-376 part 1, 18.3): its cells by their places, where they hold something. */
export class SheetReader implements XmlReader {
  /** By row and column, both counted from 0. */
  readonly rows: (SheetValue | undefined)[][] = []
  /** How many cells hold something. */
  count = 0
  /** The number of the last column that has one. */
  width = 0
  /** The number of the last row that the sheet has, cells or none. */
  last = 0
  /** The number of the last row that its filter covers. */
  filtered = 0
  readonly #title: string
  readonly #book: BookContext
  readonly #string = new StringText()
  #row = -1
  #column = -1
  #type = ''
  #format = general
  /** The text within `v`, if there is one. */
  #stored: string | undefined
  #inStored = false
  #formula = false

  constructor(title: string, book: BookContext) {
    this.#title = title
    this.#book = book
  }

  open(name: string, attributes: Attributes): void {
    this.#string.open(name)
    if (name === 'row') this.#openRow(attributes.r)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'f') this.#formula = true
    else if (name === 'v') {
      this.#inStored = true
      this.#stored = ''
    } else if (name === 'autoFilter') {
      this.filtered = Number(/\d+$/.exec(attributes.ref ?? '')?.[0] ?? 0)
    }
  }

  text(text: string): void {
    if (this.#inStored) this.#stored += text
    else this.#string.text(text)
  }

  close(name: string): void {
    this.#string.close(name)
    if (name === 'v') this.#inStored = false
    if (name === 'c') this.#closeCell()
  }

  #openRow(number: string | undefined): void {
    this.#row = number === undefined ? this.#row + 1 : Number(number) - 1
    this.#column = -1
    const isRow = Number.isInteger(this.#row) && this.#row >= 0 && this.#row < mostRows
    if (!isRow) throw this.#damaged(`has a row ${number}`)
    this.last = this.#row + 1
  }

  #openCell({ r: reference, t: type = 'n', s: style = '0' }: Attributes): void {
    const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
    this.#column = letters === undefined ? this.#column + 1 : columnOf(letters)
    if (this.#column >= mostColumns) throw this.#damaged(`has a cell ${reference}`)
    this.#type = type
    this.#format = this.#book.formats[Number(style)] ?? general
    this.#stored = undefined
    this.#formula = false
    this.#string.take()
  }

  #closeCell(): void {
    const value = this.#value()
    if (value === undefined) return
    this.rows[this.#row] ??= []
    const row = this.rows[this.#row] as (SheetValue | undefined)[]
    row[this.#column] = value
    this.count++
    this.width = Math.max(this.width, this.#column + 1)
  }

  #value(): SheetValue | undefined {
    if (this.#type === 'inlineStr') return this.#string.take()
    const stored = this.#stored
    if (stored === undefined && this.#formula) throw this.#noResult()
    if (stored === undefined) return undefined
    if (this.#type === 'str') return decodedText(stored)
    if (stored === '') return undefined
    return this.#typed(stored) ?? this.#refuse(stored)
  }

  #typed(stored: string): SheetValue | undefined {
    const { strings, date1904 } = this.#book
    switch (this.#type) {
      case 's':
        return strings[Number(stored)]
      case 'b':
        return stored === '1' || stored === 'true'
      case 'e':
        return stored
      case 'd':
        return isoValue(stored)
      default:
        return numberValue(stored.trim(), this.#format, date1904)
    }
  }

  #refuse(stored: string): never {
    throw this.#damaged(`has ${JSON.stringify(stored.slice(0, 40))} in cell ${this.#place()}`)
  }

  #noResult(): Error {
    const problem = `has a formula without its result in cell ${this.#place()}`
    return unreadable('xlsx', `the sheet ${JSON.stringify(this.#title)} ${problem}`, {
      hint: 'Open it in a spreadsheet, which calculates it, and save it.',
    })
  }

  #place(): string {
    return `${columnLetters(this.#column)}${this.#row + 1}`
  }

  #damaged(problem: string): Error {
    return unreadable('xlsx', `the sheet ${JSON.stringify(this.#title)} ${problem}`, {
      hint: 'Open it in a spreadsheet and save it.',
    })
  }
}

function columnOf(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}

/** A date or time in the form of ISO 8601 (18.18.11, ST_CellType `d`). */
function isoValue(stored: string): SheetValue {
  const [, date, clock] = /^(\d{4}-\d\d-\d\d)?(?:T?(\d\d:\d\d[\d:.]*))?Z?$/.exec(stored) ?? []
  if (date !== undefined && clock !== undefined)
    return { type: 'datetime', text: `${date} ${clock}` }
  if (date !== undefined) return { type: 'date', text: date }
  return clock === undefined ? stored : { type: 'time', text: clock }
}
