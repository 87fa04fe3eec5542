import { RecordsError } from '../errors.js'
import { plainText } from '../representation.js'
import type { Value } from '../value.js'
import { datePattern } from './date-pattern.js'
import { numberPattern } from './number-pattern.js'

/** How cells of a column are shown: numbers or dates. */
export interface CellFormat {
  readonly of: 'number' | 'date'
  /** In the language of spreadsheets' number formats (ECMA-376 part 1, 18.8.31). */
  readonly code: string
  /** Of dates: whether hours or seconds are shown. */
  readonly hasTime?: boolean
  /** The text of a cell, given as the database's; undefined for what is no number or no date. */
  shown(text: string): string | undefined
}

/** Short words for the patterns that are wanted most. */
const words: ReadonlyMap<string, string> = new Map([
  ['integer', '#,##0'],
  ['number', '#,##0.00'],
  ['percent', '0.0%'],
  ['date', 'd mmm yyyy'],
  ['month', 'mmmm yyyy'],
  ['datetime', 'd mmm yyyy hh:mm'],
])

/**
 * Reads a format as a person writes it: a word, `currency EUR`, or a pattern of spreadsheets such as
 * `#,##0.00`, `0.0%`, `"£"#,##0` or `d mmm yyyy`. Throws a usage error for one that cannot be read.
 */
export function cellFormat(written: string): CellFormat {
  const pattern = words.get(written) ?? currency(written) ?? written
  const format = numberPattern(pattern) ?? datePattern(pattern)
  if (format !== undefined) return format
  throw new RecordsError('usage', `there is no format ${JSON.stringify(written)}`, {
    hint: `Give a pattern of digits or of dates such as #,##0.00, 0.0%, "£"#,##0 or d mmm yyyy, a word (${[...words.keys()].join(', ')}), or currency EUR.`,
  })
}

/** A function that gives a cell's text as it is shown. */
export function cellText(format: CellFormat | undefined): (value: Exclude<Value, null>) => string {
  if (format === undefined) return plainText
  return (value) => {
    const text = plainText(value)
    return format.shown(text) ?? text
  }
}

/** The amount with the currency's sign before it and its digits after the point, as `Intl` knows. */
function currency(written: string): string | undefined {
  const code = /^currency ([A-Z]{3})$/.exec(written)?.[1]
  if (code === undefined || !Intl.supportedValuesOf('currency').includes(code)) return undefined
  const options = { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const
  const format = new Intl.NumberFormat('en', options)
  const sign = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? code
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  const decimals = maximumFractionDigits > 0 ? `.${'0'.repeat(maximumFractionDigits)}` : ''
  const gap = /[\p{L}.]$/u.test(sign) ? ' ' : ''
  return `"${sign}${gap}"#,##0${decimals}`
}
