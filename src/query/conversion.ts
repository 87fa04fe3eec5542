import { parseArrayLiteral } from '../core/array-literal.js'
import type { Column, Kind } from '../core/column.js'
import { RecordsError } from '../core/errors.js'
import { plainText, treatments } from '../core/representation.js'
import type { Value } from '../core/value.js'

type Cell = Exclude<Value, null>
type Convert = (cell: Cell) => unknown

/**
 * What a cell becomes in a program: the `exact` cell, its `text`, an `integer` (a number where that
 * holds every digit, else a bigint), a `number`, a `bigint`, a `boolean`, `bytes`, a `date`
 * (JavaScript's, a time without a zone being one of UTC), the parsed `json`, or what a function
 * makes of the exact cell.
 */
export type Conversion = keyof typeof conversions | ((cell: Cell, column: Column) => unknown)

/** What cells become, by their kind and by the name of their column, which wins. */
export interface Conversions {
  readonly kinds?: Readonly<Partial<Record<Kind, Conversion>>>
  readonly columns?: Readonly<Record<string, Conversion>>
}

/** What a cell is for a program that asks for nothing else: no digit is lost, no zone made up. */
export type SafeValue = null | boolean | number | bigint | string | Buffer | SafeValue[]

const conversions = {
  exact: (cell: Cell): Cell => cell,
  text: (cell: Cell): string => plainText(cell),
  integer(cell: Cell): number | bigint {
    const number = Number(cell)
    return Number.isSafeInteger(number) ? number : BigInt(plainText(cell))
  },
  number: (cell: Cell): number => Number(cell),
  bigint: (cell: Cell): bigint => BigInt(plainText(cell)),
  boolean: (cell: Cell): boolean =>
    typeof cell === 'string' ? /^t(?:rue)?$/.test(cell) : Boolean(cell),
  bytes: (cell: Cell): Buffer =>
    cell instanceof Uint8Array
      ? Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength)
      : Buffer.from(plainText(cell).replace(/^\\x/, ''), 'hex'),
  date: (cell: Cell): Date => dateOf(plainText(cell)),
  json: (cell: Cell): unknown => JSON.parse(plainText(cell)),
} as const

/** A function that makes of the column's cells what a program works with. NULL is null. */
export function converter(
  column: Column,
  { kinds = {}, columns = {} }: Conversions = {},
): (value: Value) => unknown {
  const own = Object.hasOwn(columns, column.name) ? columns[column.name] : undefined
  const ofKind = (kind: Kind): Convert => {
    const chosen = own ?? kinds[kind]
    if (typeof chosen === 'function') return (cell) => chosen(cell, column)
    if (chosen !== undefined) return told(conversions[chosen], chosen, column)
    const { program } = treatments[kind]
    return program === 'array' ? arrayConverter(column, kinds) : conversions[program]
  }
  // A cell that is no string speaks for itself.
  const ofType = {
    string: ofKind(column.kind),
    bigint: ofKind('integer'),
    number: ofKind('float'),
    boolean: ofKind('boolean'),
    object: ofKind('bytes'),
  }
  return (value) => (value === null ? null : ofType[typeof value as keyof typeof ofType](value))
}

function arrayConverter({ name, element }: Column, kinds: Conversions['kinds']): Convert {
  const { kind, delimiter } = element ?? { kind: 'unknown', delimiter: ',' }
  const scalar = converter({ name, kind, typeName: '' }, kinds && { kinds })
  return (cell) => parseArrayLiteral<unknown>(plainText(cell), delimiter, scalar, (items) => items)
}

/** Date, time and zone, as the databases write them. */
const dateParts =
  /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d)?(:?\d\d)?)?$/

function dateOf(text: string): Date {
  const [, day, time = '00:00', zone = 'Z', minutes = ':00'] = dateParts.exec(text) ?? []
  const offset = zone === 'Z' ? zone : `${zone}:${minutes.slice(-2)}`
  const date = new Date(`${day}T${time}${offset}`)
  if (!isDay(day) || Number.isNaN(date.getTime())) throw new RangeError('no date of JavaScript')
  return date
}

/** JavaScript takes February the 30th for the second of March. */
function isDay(day = ''): boolean {
  const date = new Date(`${day}T00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

/** Its failure told as the column's. */
function told(convert: Convert, name: string, column: Column): Convert {
  return (cell) => {
    try {
      return convert(cell)
    } catch (cause) {
      const where = `column ${JSON.stringify(column.name)}: ${JSON.stringify(plainText(cell))}`
      throw new RecordsError('query', `${where} cannot be ${name}`, {
        hint: 'Leave it as text, or give a function that converts it.',
        cause,
      })
    }
  }
}
