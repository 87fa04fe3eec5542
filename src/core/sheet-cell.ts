import type { Column } from './column.js'
import { plainText, treatments } from './representation.js'
import type { InexactCell } from './table.js'
import type { Value } from './value.js'

/** A cell of a spreadsheet. Text is whatever would lose something as another type. */
export type SheetCell =
  | { readonly type: 'text'; readonly text: string; readonly kept?: Kept }
  | { readonly type: 'boolean'; readonly value: boolean }
  /**
   * `text` is the number that the sheet stores: of a date the days since 1899-12-30, of a time the
   * fraction of a day. `format` is how the sheet shows it, in Excel's number format codes.
   */
  | { readonly type: 'number'; readonly text: string; readonly format: string }
  | {
      readonly type: 'date'
      readonly text: string
      readonly format: string
      /** What the sheet shows, in its parts: `2024-02-29` and `12:30:45` or `12:30:45.678`. */
      readonly date?: string
      readonly time?: string
    }

/** What a column of numbers or dates holds that no sheet does, so that it is kept as text. */
export type Kept =
  | 'numbers of more than 15 digits'
  | 'numbers beyond 1.8e+308'
  | 'numbers nearer to zero than 2.2e-308'
  | 'times finer than a millisecond'

type SheetType = (text: string, scale: number | undefined) => SheetCell | undefined

/** A function that tells what one cell of this column is in a spreadsheet. */
export function sheetCell({ kind, scale }: Column): (value: Exclude<Value, null>) => SheetCell {
  const typed = sheetTypes[treatments[kind].sheet]
  const whole = scale === undefined ? sheetTypes.integer : sheetTypes.decimal
  return (value) => {
    if (typeof value === 'boolean') return { type: 'boolean', value }
    const text = plainText(value)
    return typeFor(value)(text, scale) ?? { type: 'text', text }
  }

  function typeFor(value: Exclude<Value, null>): SheetType {
    switch (typeof value) {
      case 'string':
        return typed
      case 'number':
        return sheetTypes.float
      case 'bigint':
        return whole
      default:
        return sheetTypes.text
    }
  }
}

/** Tells of the column's cells that are {@link Kept} as text. */
export function keptAsText(column: Column): InexactCell {
  const cell = sheetCell(column)
  const isText = treatments[column.kind].sheet === 'text'
  return (value) => {
    if (typeof value === 'object' || (typeof value === 'string' && isText)) return undefined
    if (!perhapsKept.test(plainText(value))) return undefined
    const held = cell(value)
    return held.type === 'text' && held.kept ? `${held.kept} are kept as text` : undefined
  }
}

/** What every cell that is {@link Kept} has: most others need no closer look. */
const perhapsKept = /[\d.]{16}|e-3|:\d\d\.\d{4}/i

/** Excel keeps 15 significant digits. */
const sheetDigits = 15

/** Excel shows at most 30 digits after the point. */
const sheetDecimals = 30

const sheetTypes = {
  text: () => undefined,
  integer(text) {
    const digits = /^-?(\d+)$/.exec(text)?.[1]
    if (digits === undefined) return undefined
    if (digits.length > sheetDigits) return longNumber(text)
    return { type: 'number', text: String(Number(text)), format: fixed(digits, 0) }
  },
  decimal(text, scale) {
    const parts = /^-?(\d+)(?:\.(\d+))?$/.exec(text)
    if (parts === null) return undefined
    const [, integer = '', fraction = ''] = parts
    const written = integer + fraction
    if (written.replace(/^0+|0+$/g, '').length > sheetDigits) return longNumber(text)
    // PostgreSQL's avg() gives 85.6000000000000000, whose column has no scale.
    const short = scale !== undefined || written.length <= sheetDigits
    const decimals = Math.max(scale ?? 0, fraction.length)
    return (
      outOfRange(text) ?? {
        type: 'number',
        text,
        format: short ? fixed(integer, decimals) : 'General',
      }
    )
  },
  float(text, scale = -1) {
    const parts = /^-?(\d+)(?:\.(\d+))?([eE][+-]?\d+)?$/.exec(text)
    if (parts === null) return undefined
    const [, integer = '', fraction = '', exponent] = parts
    const plain = exponent === undefined && fraction.length <= scale
    return (
      outOfRange(text) ?? {
        type: 'number',
        text,
        format: plain ? fixed(integer, scale) : 'General',
      }
    )
  },
  date(text) {
    const day = sheetDay(text)
    if (day === undefined) return undefined
    return { type: 'date', text: `${day}`, format: 'yyyy-mm-dd', date: text }
  },
  time(text) {
    const time = timeOfDay(text)
    if (time === undefined || time === 'fine') return time && fineTime(text)
    return { type: 'date', text: `${time.days}`, format: time.format, time: time.text }
  },
  datetime(text) {
    const [, date, clock] = datetimeParts.exec(text) ?? []
    if (date === undefined || clock === undefined) return undefined
    const [day, time] = [sheetDay(date), timeOfDay(clock)]
    if (day === undefined || time === undefined) return undefined
    if (time === 'fine') return fineTime(text)
    const format = `yyyy-mm-dd ${time.format}`
    return { type: 'date', text: `${day + time.days}`, format, date, time: time.text }
  },
} satisfies Record<string, SheetType>

/** The zone is left: a sheet has none, and the date and the time are those of the session's. */
const datetimeParts = /^(\d{4}-\d\d-\d\d)[ T]([\d:.]+)(?:Z|[+-]\d\d(?::?\d\d){0,2})?$/

function longNumber(text: string): SheetCell {
  return { type: 'text', text, kept: 'numbers of more than 15 digits' }
}

function fineTime(text: string): SheetCell {
  return { type: 'text', text, kept: 'times finer than a millisecond' }
}

/** So many decimals, and the leading zeros of a ZEROFILL column. */
function fixed(integer: string, decimals: number): string {
  const zeros = integer.startsWith('0') ? '0'.repeat(integer.length) : '0'
  if (decimals > sheetDecimals) return 'General'
  return decimals === 0 ? zeros : `${zeros}.${'0'.repeat(decimals)}`
}

/**
 * Office has the numbers of doubles, and takes denormal ones for zero ([MS-OE376] on "Interpretation"
 * in ECMA-376).
 */
function outOfRange(text: string): SheetCell | undefined {
  const size = Math.abs(Number(text))
  if (size > Number.MAX_VALUE) return { type: 'text', text, kept: 'numbers beyond 1.8e+308' }
  if (size >= smallestNormal || !/^-?[0.]*[1-9]/.test(text)) return undefined
  return { type: 'text', text, kept: 'numbers nearer to zero than 2.2e-308' }
}

/** 2 ** -1022 */
const smallestNormal = 2.2250738585072014e-308

/** The last date that was asked for: rows in the order of time have each date many times. */
let lastDate = ''
let lastDay: number | undefined

/** The day's serial number from 1900-03-01 on: before, spreadsheets disagree about 1900-02-29. */
function sheetDay(text: string): number | undefined {
  if (text !== lastDate) {
    lastDate = text
    lastDay = serialNumber(text)
  }
  return lastDay
}

function serialNumber(text: string): number | undefined {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (parts === null) return undefined
  const [year, month, date] = parts.slice(1).map(Number) as [number, number, number]
  const time = Date.UTC(year, month - 1, date)
  const same = new Date(time)
  // Not for 2024-02-30, 0000-00-00 or the year 50, which Date.UTC takes for 1950.
  if (same.getUTCFullYear() !== year || same.getUTCMonth() !== month - 1) return undefined
  const day = time / 86400_000 + 25569
  return day >= 61 ? day : undefined
}

/** Undefined for what is no time of day (24:00:00, an interval), `fine` below milliseconds. */
function timeOfDay(text: string): TimeOfDay | 'fine' | undefined {
  const parts = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?$/.exec(text)
  if (parts === null) return undefined
  const [, hours, minutes, seconds, fraction = ''] = parts
  if (/^\d{3}\d*[1-9]/.test(fraction)) return 'fine'
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0')
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  const days = (whole * 1000 + Number(milliseconds)) / 86400_000
  const clock = `${hours}:${minutes}:${seconds}`
  if (Number(milliseconds) === 0) return { days, format: 'hh:mm:ss', text: clock }
  return { days, format: 'hh:mm:ss.000', text: `${clock}.${milliseconds}` }
}

interface TimeOfDay {
  readonly days: number
  readonly format: string
  readonly text: string
}
