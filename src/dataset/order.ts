import type { Column } from '../core/column.js'
import { plainText, treatments } from '../core/representation.js'
import type { Value } from '../core/value.js'

/** A cell's place: first by its rank, then by what it is. */
export type SortKey =
  | { readonly rank: 0 }
  | { readonly rank: 1; readonly yes: boolean }
  | { readonly rank: 2; readonly number: Magnitude }
  | { readonly rank: 3 | 4; readonly bytes: Uint8Array }

/** A number of any length, of which no digit is lost: 0.`digits` × 10 ^ `exponent`. */
interface Magnitude {
  readonly sign: -1 | 0 | 1
  readonly exponent: number
  readonly digits: string
}

/**
 * How a column's cells are sorted, whatever they are: NULL, false, true, numbers by their exact
 * value (NaN behind Infinity, as in PostgreSQL), text by its code points, bytes.
 */
export function sortKey({ kind }: Column): {
  keyOf(value: Value): SortKey
  compare(a: SortKey, b: SortKey): number
} {
  const numeric = treatments[kind].align === 'right'
  return {
    compare,
    keyOf(value) {
      if (value === null) return { rank: 0 }
      if (typeof value === 'boolean') return { rank: 1, yes: value }
      if (value instanceof Uint8Array) return { rank: 4, bytes: value }
      const text = plainText(value)
      const number = numeric || typeof value !== 'string' ? magnitude(text) : undefined
      return number ? { rank: 2, number } : { rank: 3, bytes: Buffer.from(text) }
    },
  }
}

function compare(a: SortKey, b: SortKey): number {
  if (a.rank === 1 && b.rank === 1) return Number(a.yes) - Number(b.yes)
  if (a.rank === 2 && b.rank === 2) return compareNumbers(a.number, b.number)
  if ('bytes' in a && 'bytes' in b && a.rank === b.rank) return Buffer.compare(a.bytes, b.bytes)
  return a.rank - b.rank
}

const parts = /^([-+]?)0*(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i

function magnitude(text: string): Magnitude | undefined {
  if (text === 'NaN') return { sign: 1, exponent: Infinity, digits: 'NaN' }
  if (/^-?Infinity$/.test(text)) {
    return { sign: text.startsWith('-') ? -1 : 1, exponent: Infinity, digits: '' }
  }
  const [, minus, whole = '', fraction = '', power = '0'] = parts.exec(text) ?? []
  if (minus === undefined || !/\d/.test(text)) return undefined
  const written = whole + fraction
  const digits = written.replace(/^0+|0+$/g, '')
  if (digits === '') return { sign: 0, exponent: 0, digits }
  const leading = written.search(/[1-9]/)
  const exponent = whole.length - leading + Number(power)
  return { sign: minus === '-' ? -1 : 1, exponent, digits }
}

function compareNumbers(a: Magnitude, b: Magnitude): number {
  if (a.sign !== b.sign) return a.sign - b.sign
  if (a.exponent !== b.exponent) return a.exponent > b.exponent ? a.sign : -a.sign
  if (a.digits === b.digits) return 0
  // Digits behind the point: the text that comes first is the smaller number.
  return a.digits > b.digits ? a.sign : -a.sign
}
