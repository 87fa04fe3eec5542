import { parseArrayLiteral } from './array-literal.js'
import type { Column, Kind } from './column.js'
import type { ShownTable } from './presentation/presentation.js'
import type { Marks, Utf8Writer } from './utf8-writer.js'
import type { Batch, Value } from './value.js'

type Cell = Exclude<Value, null>

interface Treatment {
  /** In JSON and YAML: which word of a {@link Spelling} writes it. */
  readonly data: 'string' | 'integer' | 'float' | 'decimal' | 'boolean' | 'json' | 'array'
  /** In a spreadsheet, where it fits; what does not fit is text. */
  readonly sheet: 'text' | 'integer' | 'float' | 'decimal' | 'date' | 'time' | 'datetime'
  /** In a program's own values, where it asks for nothing else. */
  readonly program: 'text' | 'integer' | 'number' | 'boolean' | 'bytes' | 'array'
  readonly align: 'left' | 'right'
}

/**
 * What the text of each kind becomes, target by target. The formats for plain text (CSV, TSV,
 * table, Markdown, HTML, LaTeX) write every cell verbatim, as {@link plainText} gives it.
 */
export const treatments: Readonly<Record<Kind, Treatment>> = {
  text: { data: 'string', sheet: 'text', program: 'text', align: 'left' },
  integer: { data: 'integer', sheet: 'integer', program: 'integer', align: 'right' },
  float: { data: 'float', sheet: 'float', program: 'number', align: 'right' },
  decimal: { data: 'decimal', sheet: 'decimal', program: 'text', align: 'right' },
  boolean: { data: 'boolean', sheet: 'text', program: 'boolean', align: 'left' },
  bytes: { data: 'string', sheet: 'text', program: 'bytes', align: 'left' },
  date: { data: 'string', sheet: 'date', program: 'text', align: 'left' },
  time: { data: 'string', sheet: 'time', program: 'text', align: 'left' },
  datetime: { data: 'string', sheet: 'datetime', program: 'text', align: 'left' },
  json: { data: 'json', sheet: 'text', program: 'text', align: 'left' },
  array: { data: 'array', sheet: 'text', program: 'array', align: 'left' },
  unknown: { data: 'string', sheet: 'text', program: 'text', align: 'left' },
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

/** Writes the cell as plain text. Answers the marks of all bytes that are written. */
export function writePlainText(value: Cell, out: Utf8Writer, marks?: Marks): number {
  switch (typeof value) {
    case 'string':
      return out.text(value, marks)
    case 'bigint':
      return out.integer(value, marks)
    case 'number': {
      const hundreds = hundredsOf(value)
      if (hundreds === 0) return out.text(otherFloatText(value), marks)
      const fraction = hundredths[hundreds % 100] as string
      return out.digits(Math.floor(value), marks) | out.text(fraction, marks)
    }
    default:
      return out.text(plainText(value), marks)
  }
}

/** Whether every language writes the number as its plain text: small ones, and prices. */
export function isCommonNumber(value: Value): boolean {
  if (typeof value === 'bigint') return value >= 0n && value < 2n ** 31n
  return typeof value === 'number' && hundredsOf(value) > 0
}

/** The shortest text that reads back as the same number, with a point or an exponent. */
function floatText(value: number): string {
  const hundreds = hundredsOf(value)
  if (hundreds === 0) return otherFloatText(value)
  return `${Math.floor(value)}${hundredths[hundreds % 100]}`
}

/** The same, of a number that is no price. */
function otherFloatText(value: number): string {
  const text = String(value)
  if (!Number.isInteger(value)) return text
  if (Object.is(value, -0)) return '-0.0'
  return text.includes('e') ? text : `${text}.0`
}

/**
 * How many hundredths the number is, 0 where that is no whole number, or one of 2^30 and more.
 * Prices are many, and JavaScript takes five times as long to find their digits.
 */
function hundredsOf(value: number): number {
  const hundreds = Math.round(value * 100)
  return hundreds > 0 && hundreds < 2 ** 30 && hundreds / 100 === value ? hundreds : 0
}

/** `.0`, `.01` … `.1` … `.99` */
const hundredths: readonly string[] = Array.from({ length: 100 }, (_, index) =>
  (index / 100 + 1).toFixed(2).slice(1).replace(/0$/, ''),
)

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
        return Number.isFinite(value)
          ? spelling.float(floatText(value))
          : spellNumber(String(value), 'float', spelling)
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
      if (column.validJson) return (text) => spelling.json(text)
      return (text) => (isJson(text) ? spelling.json(text) : spelling.string(text))
    case 'boolean':
      return (text) => spelling.boolean(text === 'true')
    case 'array':
      return arrayEncoder(column, spelling)
    default:
      return (text) => spellNumber(text, data, spelling)
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Numbers that are written as they stand. */
const plainNumbers = {
  integer: /^-?(?:0|[1-9]\d*)$/,
  decimal: /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/,
  float: /^-?(?:0|[1-9]\d*)\.\d+$/,
}

/** Sign, leading zeros (of a ZEROFILL column), integer digits, fraction, exponent. */
const numberParts = /^(-?)(0*)(\d+)(\.\d+)?(?:[eE]([+-]?\d+))?$/

function spellNumber(
  text: string,
  word: 'integer' | 'float' | 'decimal',
  spelling: Spelling,
): string {
  if (plainNumbers[word].test(text)) return spelling[word](text)
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

/**
 * Numbers stand to the right, but for what is said otherwise. Where the column does not say what it
 * holds (an expression in SQLite), the first rows do.
 */
export function alignments(
  columns: readonly Column[],
  sample: Batch,
  shown?: ShownTable,
): ('left' | 'right')[] {
  return columns.map((column, index) => {
    const said = shown?.columns[index]?.align
    if (said !== undefined) return said
    if (treatments[column.kind].align === 'right') return 'right'
    const cells = sample.map((row) => row[index]).filter((value) => value !== null)
    const numbers = cells.every((value) => typeof value === 'number' || typeof value === 'bigint')
    return cells.length > 0 && numbers ? 'right' : 'left'
  })
}
