import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { ParameterValue } from '../sql/parameters.js'
import { type Binding, bindingsOf } from './parameter-bindings.js'
import { type Binders, bindersOf, type ParameterDeclaration } from './parameter-declaration.js'

export type { ParameterDeclaration, ParameterType } from './parameter-declaration.js'

/** By the names that are bound: `month` alone binds `month`, `month_start` and `month_end`. */
export interface ResolvedParameters {
  readonly values: ReadonlyMap<string, ParameterValue>
  /** The same for people, in titles and the names of files. NULL is an empty text. */
  readonly texts: ReadonlyMap<string, string>
}

type Given = ReadonlyMap<string, ParameterValue>

/**
 * The values of a report's parameters: what is given, or else the default, read by the parameter's
 * type. Relative dates are as of `today`, a `YYYY-MM-DD`.
 *
 * Throws a usage error for two parameters that bind one name, a value for a parameter that is not
 * declared, parameters that are left without a value, and a value that is not of its type.
 */
export function resolveParameters(
  declared: readonly ParameterDeclaration[],
  given: Given,
  today: string,
): ResolvedParameters {
  refuseUndeclared(bindersOf(declared), given)
  refuseMissing(declared, given)
  const bindings = declared.flatMap((declaration) => resolve(declaration, given, today))
  return {
    values: new Map(bindings.map(({ name, value }) => [name, value])),
    texts: new Map(bindings.map(({ name, text }) => [name, text])),
  }
}

function refuseUndeclared(binders: Binders, given: Given): void {
  const names = [...new Set([...binders.values()].map(({ name }) => name))]
  const stranger = [...given.keys()].find((name) => !names.includes(name))
  if (stranger === undefined) return
  const near = binders.get(stranger)?.name ?? nearest(stranger, names)
  const all = names.length === 0 ? 'It has none.' : `It has ${names.join(', ')}.`
  throw new RecordsError('usage', `the report has no parameter called ${stranger}`, {
    hint: near ? `Did you mean ${near}?` : all,
  })
}

function refuseMissing(declared: readonly ParameterDeclaration[], given: Given): void {
  const missing = declared.filter((each) => each.default === undefined && !given.has(each.name))
  const [first] = missing
  if (first === undefined) return
  const list = missing.map((each) => `${each.name} (${typeInWords(each)})`).join(', ')
  throw new RecordsError('usage', `no value is given for ${list}`, {
    hint: missing.length === 1 ? `Give it as ${first.name}=value.` : 'Give each as name=value.',
  })
}

function typeInWords({ type, values = [], items }: ParameterDeclaration): string {
  if (type === 'one_of') return `one of ${values.join(', ')}`
  return type === 'list' && items !== undefined ? `list of ${items}` : type
}

function resolve(
  declaration: ParameterDeclaration,
  given: Given,
  today: string,
): readonly Binding[] {
  const { name } = declaration
  const isGiven = given.has(name)
  const value = isGiven ? given.get(name) : declaration.default
  try {
    return bindingsOf(declaration, value ?? null, today)
  } catch (error) {
    if (!(error instanceof RecordsError)) throw error
    const what = isGiven ? 'the parameter' : 'the default of'
    const { message, hint } = error
    throw new RecordsError('usage', `${what} ${name}: ${message}`, { hint, cause: error })
  }
}
