import type { Parameter } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { ParameterValue } from '../sql/parameters.js'

/** A value for a parameter. `{ decimal }` has the digits of a number that JavaScript has not. */
export type ParameterInput = null | boolean | number | bigint | string | Uint8Array | Decimal

interface Decimal {
  readonly decimal: string
}

/** Values by the names of the parameters; a list is for `IN (:name)`. */
export type Parameters =
  | Readonly<Record<string, ParameterInput | readonly ParameterInput[]>>
  | ReadonlyMap<string, ParameterInput | readonly ParameterInput[]>

/** The values as they are bound. Throws a usage error that names one that cannot be. */
export function parameterValues(given: Parameters): ReadonlyMap<string, ParameterValue> {
  const entries = given instanceof Map ? [...given] : Object.entries(given)
  return new Map(entries.map(([name, value]) => [name, parameterValue(`:${name}`, value)]))
}

/** `name` is what an error calls it. */
export function parameterValue(name: string, value: unknown): ParameterValue {
  return Array.isArray(value) ? value.map((item) => scalar(name, item)) : scalar(name, value)
}

function scalar(name: string, value: unknown): Parameter {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value
    case 'number':
      return numeric(name, value)
    default:
      if (value === null || value instanceof Uint8Array || isDecimal(value)) return value
      throw unbindable(name, value)
  }
}

function numeric(name: string, value: number): Parameter {
  // Its sign is one that integers have not.
  if (Object.is(value, -0)) return { decimal: '-0.0' }
  if (Number.isSafeInteger(value)) return BigInt(value)
  if (Number.isFinite(value)) return { decimal: String(value) }
  throw unbindable(name, value)
}

function isDecimal(value: unknown): value is Decimal {
  const { decimal } = Object(value)
  return typeof decimal === 'string' && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(decimal)
}

function unbindable(name: string, value: unknown): RecordsError {
  const [what, hint] = kindOf(value)
  return new RecordsError('usage', `${name} is ${what}, which cannot be bound`, { hint })
}

function kindOf(value: unknown): [what: string, hint: string] {
  if (value === undefined) return ['undefined', 'For SQL NULL, give null.']
  if (value instanceof Date) {
    return ['a Date', 'Give its text, which tells the time zone: date.toISOString().']
  }
  if (typeof value === 'number') return [`${value}`, 'Give its text, where the database has it.']
  if (typeof value === 'object') return ['an object', 'Give its text: JSON.stringify(object).']
  return [`a ${typeof value}`, 'Give text, a number, a boolean, bytes or null.']
}
