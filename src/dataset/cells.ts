import type { Column, Kind } from '../core/column.js'
import { RecordsError } from '../core/errors.js'
import type { Value } from '../core/value.js'

/**
 * The cell that holds a program's value: a whole number is an integer, a Date its text in UTC, and
 * an object its JSON, or its text where that is what its `toJSON` gives. Throws a usage error for
 * what cannot be told in text.
 */
export function cellOf(given: unknown, column: Column): Value {
  const value = plainValue(given)
  switch (typeof value) {
    case 'undefined':
      return null
    case 'string':
    case 'boolean':
    case 'bigint':
      return value
    case 'number':
      return Number.isSafeInteger(value) ? BigInt(value) : value
    case 'object':
      if (value === null || value instanceof Uint8Array) return value
      return value instanceof Date ? dateText(value, column) : jsonText(value, column)
    default:
      throw noCell(column, `a ${typeof value} is no value`)
  }
}

/** The kind that a value has on its own; none of NULL. */
export function kindOf(given: unknown): Kind | undefined {
  const value = plainValue(given)
  switch (typeof value) {
    case 'string':
      return 'text'
    case 'boolean':
      return 'boolean'
    case 'bigint':
      return 'integer'
    case 'number':
      return Number.isSafeInteger(value) ? 'integer' : 'float'
    case 'object':
      if (value === null) return undefined
      if (value instanceof Uint8Array) return 'bytes'
      return value instanceof Date ? 'datetime' : 'json'
    default:
      return undefined
  }
}

const numbers: readonly Kind[] = ['integer', 'decimal', 'float']

/** The kind of a column with cells of both kinds: the wider of numbers, else `unknown`. */
export function joinedKind(a: Kind, b: Kind): Kind {
  if (a === b) return a
  const wider = numbers[Math.max(numbers.indexOf(a), numbers.indexOf(b))]
  return numbers.includes(a) && numbers.includes(b) && wider ? wider : 'unknown'
}

/** Decimals, URLs and dates of other makers say by `toJSON` which text they are. */
function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date || value instanceof Uint8Array) return value
  return 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : value
}

/** As PostgreSQL writes a `timestamptz`. */
function dateText(date: Date, column: Column): string {
  if (Number.isNaN(date.getTime())) throw noCell(column, 'an invalid Date is no value')
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/(?:\.000)?Z$/, '+00')
}

function jsonText(value: object, column: Column): string {
  try {
    return JSON.stringify(value, jsonValue)
  } catch (cause) {
    throw noCell(column, 'the object has no JSON', cause)
  }
}

/** What JSON has no word for, or would leave out. */
function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (value instanceof Map) return Object.fromEntries(value)
  return value instanceof Set ? [...value] : value
}

function noCell({ name }: Column, problem: string, cause?: unknown): RecordsError {
  return new RecordsError('usage', `column ${JSON.stringify(name)}: ${problem} of a cell`, {
    hint: 'Give null, a string, a number, a bigint, a boolean, bytes, a Date, or what has JSON.',
    cause,
  })
}
