import type { NumberFormat } from './number-format.js'

/** Text, a boolean, or text whose type is another. */
export type SheetValue = string | boolean | TypedText

export interface TypedText {
  readonly type: 'integer' | 'decimal' | 'float' | 'date' | 'time' | 'datetime'
  readonly text: string
}

const digitsKept = 15

/** No number that is a double needs more characters. */
const longestNumber = 400

/** The number that a sheet holds, as its format shows what it is; undefined for what is none. */
export function numberValue(
  stored: string,
  format: NumberFormat,
  date1904: boolean,
): SheetValue | undefined {
  if (stored.length > longestNumber) return undefined
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(stored)) return undefined
  if (format.type === 'boolean' && /^[01]$/.test(stored)) return stored === '1'
  const moment = serialValue(Number(stored), format, date1904)
  if (moment !== undefined) return moment
  const text = shortest(stored)
  if (format.type === 'fixed') {
    const fixed = fixedText(text, format.digits, format.decimals)
    if (fixed !== undefined)
      return { type: format.decimals > 0 ? 'decimal' : 'integer', text: fixed }
  }
  return { type: /^-?\d+$/.test(text) ? 'integer' : 'float', text }
}

/** Excel writes 0.1 as 0.10000000000000001, which is the same number. */
function shortest(stored: string): string {
  const digits = stored.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '')
  const plain = /^-?\d+$/.test(stored) || digits.length <= digitsKept
  return plain ? stored : String(Number(stored))
}

/** Undefined where the format would hide digits. */
function fixedText(text: string, digits: number, decimals: number): string | undefined {
  const [, sign = '', integer, fraction = ''] = /^(-?)(\d+)(?:\.(\d*?)0*)?$/.exec(text) ?? []
  if (integer === undefined || fraction.length > decimals) return undefined
  const whole = sign + integer.padStart(digits, '0')
  return decimals > 0 ? `${whole}.${fraction.padEnd(decimals, '0')}` : whole
}

const dayLength = 86_400_000

const moments: readonly NumberFormat['type'][] = ['date', 'time', 'datetime', 'elapsed']

/** 9999-12-31, the last day that a sheet has. */
const lastDay = 2_958_465

/**
 * The date or time of a number of days, rounded to milliseconds; undefined for what is none. Days
 * are counted from 1899-12-30, or 1904-01-01; the 1900-02-29 that never was is day 60.
 */
function serialValue(
  serial: number,
  { type }: NumberFormat,
  date1904: boolean,
): TypedText | undefined {
  if (!moments.includes(type) || serial < 0) return undefined
  const milliseconds = Math.round(serial * dayLength)
  const clock = clockText(milliseconds % dayLength)
  if (type === 'elapsed') return { type: 'time', text: clockText(milliseconds) }
  const count = Math.floor(milliseconds / dayLength)
  if (count === 0 && type !== 'date' && (type === 'time' || !date1904)) {
    return { type: 'time', text: clock }
  }
  const date = dateText(date1904 ? count + 1462 : count)
  if (date === undefined) return undefined
  return type === 'date' && milliseconds % dayLength === 0
    ? { type: 'date', text: date }
    : { type: 'datetime', text: `${date} ${clock}` }
}

function dateText(day: number): string | undefined {
  if (day < 1 || day === 60 || day > lastDay) return undefined
  const sinceEpoch = (day < 60 ? day + 1 : day) - 25569
  return new Date(sinceEpoch * dayLength).toISOString().slice(0, 10)
}

function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const clock = parts.map((part) => `${part}`.padStart(2, '0')).join(':')
  const fraction = milliseconds % 1000
  return fraction === 0 ? clock : `${clock}.${`${fraction}`.padStart(3, '0')}`
}
