import type { Parameter } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { ParameterValue } from '../sql/parameters.js'
import { boundNames, isPeriod, type ParameterDeclaration } from './parameter-declaration.js'
import { readers } from './parameter-types.js'
import { periodOf } from './relative-dates.js'

/** What a name stands for in the SQL, and in titles. */
export interface Binding {
  readonly name: string
  readonly value: ParameterValue
  readonly text: string
}

/**
 * What a parameter binds. A value that is given as JSON is read as its text would be, so that the
 * type is always the parameter's. Throws a usage error for a value that is not of that type.
 */
export function bindingsOf(
  declaration: ParameterDeclaration,
  given: ParameterValue,
  today: string,
): readonly Binding[] {
  const names = boundNames(declaration)
  const values = given === null ? names.map(() => null) : valuesOf(declaration, given, today)
  return names.map((name, index) => {
    const value = values[index] as ParameterValue
    return { name, value, text: [value].flat().map(textOf).join(', ') }
  })
}

type NotNull<T> = Exclude<T, null>

/** One for each of the names that are bound. */
function valuesOf(
  declaration: ParameterDeclaration,
  given: NotNull<ParameterValue>,
  today: string,
): readonly ParameterValue[] {
  const { type, values = [], items = 'text' } = declaration
  if (type === 'list') {
    return [itemsOf(given).map((item) => readers[items](item, { today, values }))]
  }
  if (!isPeriod(type)) return [readers[type](scalarText(given), { today, values })]
  const { text, start, end } = periodOf(type, scalarText(given), today)
  return [text, start, end]
}

/** The items of a list, or of a text with a comma between items. */
function itemsOf(given: NotNull<ParameterValue>): readonly string[] {
  const items = Array.isArray(given) ? given.map(itemText) : split(scalarText(given))
  if (items.length > 0) return items
  throw new RecordsError('usage', 'the list is empty', {
    hint: 'SQL has no empty list: give at least one item.',
  })
}

function split(text: string): readonly string[] {
  if (text.trim() === '') return []
  const items = text.split(',').map((item) => item.trim())
  if (!items.includes('')) return items
  throw new RecordsError('usage', `${JSON.stringify(text)} has an empty item`, {
    hint: 'Items that are empty or have a comma are given as JSON: name:=\'["a, b", ""]\'.',
  })
}

function itemText(item: Parameter): string {
  if (item !== null) return scalarText(item)
  throw new RecordsError('usage', 'NULL is no item of a list', {
    hint: 'In SQL, IN never finds NULL: ask for it with IS NULL.',
  })
}

function scalarText(given: NotNull<ParameterValue>): string {
  if (Array.isArray(given)) throw new RecordsError('usage', 'a list is given for a single value')
  return textOf(given as Parameter)
}

function textOf(value: Parameter): string {
  if (value === null) return ''
  if (value instanceof Uint8Array) {
    throw new RecordsError('usage', 'bytes are given, which no type of parameter takes')
  }
  return typeof value === 'object' ? value.decimal : String(value)
}
