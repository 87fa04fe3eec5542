import type { Parameter } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { dateOf } from './relative-dates.js'

/** What a reader may need beside the text. */
interface Given {
  readonly today: string
  /** Of one_of: what may be given. */
  readonly values: readonly string[]
}

/** A type of one value. */
export type ScalarType = 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'one_of'

/** The value that a text is, by its type. They throw a usage error for any other text. */
export const readers: Readonly<Record<ScalarType, (text: string, given: Given) => Parameter>> = {
  text: (text) => text,
  integer: (text) => BigInt(matching(integer, text, 'integer', '1200')),
  decimal: (text) => ({ decimal: matching(decimal, text, 'decimal', '1200.50') }),
  boolean: (text) => oneOf(text, ['true', 'false']) === 'true',
  date: (text, { today }) => dateOf(text, today),
  one_of: (text, { values }) => oneOf(text, values),
}

const integer = /^-?\d+$/

/** As in JSON, which every database reads, but that zeros may lead. */
const decimal = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i

function matching(pattern: RegExp, text: string, what: string, example: string): string {
  if (pattern.test(text)) return text
  throw new RecordsError('usage', `${JSON.stringify(text)} is no ${what}`, {
    hint: `It is written like ${example}.`,
  })
}

function oneOf(text: string, values: readonly string[]): string {
  if (values.includes(text)) return text
  const all = values.join(', ')
  const near = nearest(text, values)
  throw new RecordsError('usage', `${JSON.stringify(text)} is none of ${all}`, {
    hint: near === undefined ? undefined : `Did you mean ${near}?`,
  })
}
