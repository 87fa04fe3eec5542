import { parseArrayLiteral } from './array-literal.js'
import type { Column, Kind } from './column.js'
import type { Batch, Value } from './value.js'

type Cell = Exclude<Value, null>

interface Treatment {
  /** In JSON and YAML: which word of a {@link Spelling} writes it. */
  readonly data: 'string' | 'integer' | 'float' | 'decimal' | 'boolean' | 'json' | 'array'
  /** In a spreadsheet, where it fits; what does not fit is text. */
  readonly sheet: 'text' | 'integer' | 'float' | 'decimal' | 'date' | 'time' | 'datetime'
  readonly align: 'left' | 'right'
}

/**
 * What the text of each kind becomes, target by target. The formats for plain text (CSV, TSV,
 * table, Markdown, HTML, LaTeX) write every cell verbatim, as {@link plainText} gives it.
 */
export const treatments: Readonly<Record<Kind, Treatment>> = {
  text: { data: 'string', sheet: 'text', align: 'left' },
  integer: { data: 'integer', sheet: 'integer', align: 'right' },
  float: { data: 'float', sheet: 'float', align: 'right' },
  decimal: { data: 'decimal', sheet: 'decimal', align: 'right' },
  boolean: { data: 'boolean', sheet: 'text', align: 'left' },
  bytes: { data: 'string', sheet: 'text', align: 'left' },
  date: { data: 'string', sheet: 'date', align: 'left' },
  time: { data: 'string', sheet: 'time', align: 'left' },
  datetime: { data: 'string', sheet: 'datetime', align: 'left' },
  json: { data: 'json', sheet: 'text', align: 'left' },
  array: { data: 'array', sheet: 'text', align: 'left' },
  unknown: { data: 'string', sheet: 'text', align: 'left' },
}

/** The cell as plain text: the server's own, or its equal for what SQLite and MySQL deliver raw. */
export function plainText(value: Cell): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return floatText(value)
    case 'object':
      return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
    default:
      return String(value)
  }
}

/** The shortest text that reads back as the same number, with a point or an exponent. */
function floatText(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  const text = String(value)
  return /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** How a language of data (JSON, YAML) writes each sort of value. */
export interface Spelling {
  readonly null: string
  boolean(value: boolean): string
  /** Digits with an optional sign, no leading zeros, of any length. */
  integer(digits: string): string
  /** A number with a point or an exponent. */
  float(text: string): string
  /** A number with or without a point, its scale kept. */
  decimal(text: string): string
  special(name: 'NaN' | 'Infinity' | '-Infinity'): string
  string(text: string): string
  /** Valid JSON text, never parsed into values. */
  json(text: string): string
  array(items: readonly string[]): string
}

/** A function that writes one cell of this column in the language's spelling. */
export function encoder(column: Column, spelling: Spelling): (value: Value) => string {
  const text = textEncoder(column, spelling)
  return (value) => {
    switch (typeof value) {
      case 'string':
        return text(value)
      case 'number':
        return spellNumber(floatText(value), 'float', spelling)
      case 'bigint':
        return spelling.integer(String(value))
      case 'boolean':
        return spelling.boolean(value)
      default:
        return value === null ? spelling.null : spelling.string(plainText(value))
    }
  }
}

function textEncoder(column: Column, spelling: Spelling): (text: string) => string {
  const { data } = treatments[column.kind]
  switch (data) {
    case 'string':
      return (text) => spelling.string(text)
    case 'json':
      return (text) => spelling.json(text)
    case 'boolean':
      return (text) => spelling.boolean(text === 'true')
    case 'array':
      return arrayEncoder(column, spelling)
    default:
      return (text) => spellNumber(text, data, spelling)
  }
}

/** Sign, leading zeros (of a ZEROFILL column), integer digits, fraction, exponent. */
const numberParts = /^(-?)(0*)(\d+)(\.\d+)?(?:[eE]([+-]?\d+))?$/

function spellNumber(
  text: string,
  word: 'integer' | 'float' | 'decimal',
  spelling: Spelling,
): string {
  const parts = numberParts.exec(text)
  if (parts === null) {
    return text === 'NaN' || text === 'Infinity' || text === '-Infinity'
      ? spelling.special(text)
      : spelling.string(text)
  }
  const [, sign, zeros, digits, fraction, exponent] = parts
  const canonical = zeros === '' ? text : `${sign}${text.slice(`${sign}${zeros}`.length)}`
  const integral = fraction === undefined && exponent === undefined
  if (word === 'float' && integral) return spelling.float(`${sign}${digits}.0`)
  return spelling[word](canonical)
}

function arrayEncoder(column: Column, spelling: Spelling): (text: string) => string {
  const { kind, delimiter } = column.element ?? { kind: 'unknown', delimiter: ',' }
  const element = encoder({ name: column.name, kind, typeName: '' }, spelling)
  // Elements of an array are raw text, so that `t` has not been made a boolean yet.
  const scalar = (text: string | null): string =>
    kind === 'boolean' && text !== null ? spelling.boolean(text === 't') : element(text)
  return (text) => parseArrayLiteral(text, delimiter, scalar, spelling.array)
}

/** A cell of a spreadsheet. Text is whatever would lose something as another type. */
export type SheetCell =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** `serial` counts days since 1899-12-30, the time of day as their fraction. */
  | { readonly type: 'date' | 'time' | 'datetime' | 'datetime-ms'; readonly serial: number }

/** A function that tells what one cell of this column is in a spreadsheet. */
export function sheetCell(column: Column): (value: Cell) => SheetCell {
  const typed = sheetTypes[treatments[column.kind].sheet]
  return (value) => {
    switch (typeof value) {
      case 'string':
        return typed(value) ?? { type: 'text', text: value }
      case 'boolean':
        return { type: 'boolean', value }
      case 'number':
      case 'bigint': {
        const text = plainText(value)
        const type = typeof value === 'number' ? sheetTypes.float : sheetTypes.integer
        return type(text) ?? { type: 'text', text }
      }
      default:
        return { type: 'text', text: plainText(value) }
    }
  }
}

/** Excel shows and keeps 15 significant digits. */
const sheetDigits = 15

const sheetTypes: Record<Treatment['sheet'], (text: string) => SheetCell | undefined> = {
  text: () => undefined,
  integer: (text) =>
    /^-?\d+$/.test(text) && text.replace('-', '').length <= sheetDigits
      ? { type: 'number', text: String(Number(text)) }
      : undefined,
  decimal(text) {
    const parts = /^-?(\d+)(?:\.(\d+))?$/.exec(text)
    if (parts === null) return undefined
    const digits = `${parts[1]}${parts[2] ?? ''}`.replace(/^0+|0+$/g, '')
    return digits.length <= sheetDigits ? { type: 'number', text } : undefined
  },
  float(text) {
    const value = Number(text)
    // A spreadsheet has neither NaN and infinities nor denormal numbers.
    const held = value === 0 || Math.abs(value) >= 2.2250738585072014e-308
    return Number.isFinite(value) && held ? { type: 'number', text } : undefined
  },
  date(text) {
    const serial = /^\d{4}-\d\d-\d\d$/.test(text) ? sheetDay(text) : undefined
    return serial === undefined ? undefined : { type: 'date', serial }
  },
  time(text) {
    const parts = /^(\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(text)
    const seconds = parts === null ? undefined : secondsOfDay(text)
    return seconds === undefined ? undefined : { type: 'time', serial: seconds / 86400 }
  },
  datetime(text) {
    const parts =
      /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|[+-]\d\d(?::?\d\d){0,2})?$/.exec(text)
    if (parts === null) return undefined
    const day = sheetDay(parts[1] as string)
    const seconds = secondsOfDay(parts[2] as string)
    if (day === undefined || seconds === undefined) return undefined
    return {
      type: Number.isInteger(seconds) ? 'datetime' : 'datetime-ms',
      serial: day + seconds / 86400,
    }
  },
}

/** The day's serial number from 1900-03-01 on: before, spreadsheets disagree about 1900-02-29. */
function sheetDay(text: string): number | undefined {
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return undefined
  const day = time / 86400_000 + 25569
  return day >= 61 ? day : undefined
}

/** Undefined for what is no time of day, and for parts of a millisecond, which sheets drop. */
function secondsOfDay(text: string): number | undefined {
  const [hours, minutes, seconds] = text.split(':').map(Number) as [number, number, number]
  if (hours > 23 || minutes > 59 || seconds >= 60) return undefined
  if (/\.\d{3}\d*[1-9]/.test(text)) return undefined
  return hours * 3600 + minutes * 60 + seconds
}

/**
 * Numbers stand to the right. Where the column does not say what it holds (an expression in
 * SQLite), the first rows do.
 */
export function alignments(columns: readonly Column[], sample: Batch): ('left' | 'right')[] {
  return columns.map((column, index) => {
    if (treatments[column.kind].align === 'right') return 'right'
    const cells = sample.map((row) => row[index]).filter((value) => value !== null)
    const numbers = cells.every((value) => typeof value === 'number' || typeof value === 'bigint')
    return cells.length > 0 && numbers ? 'right' : 'left'
  })
}
