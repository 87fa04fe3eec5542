import { RecordsError } from '../core/errors.js'
import { type PeriodUnit, periodWords } from './relative-words.js'

export type ParameterType =
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'month'
  | 'quarter'
  | 'year'
  | 'list'
  | 'one_of'

/** What a report's definition says of a parameter. */
export interface ParameterDeclaration {
  readonly name: string
  readonly type: ParameterType
  /** As it would be given, or a list's items; null is NULL; undefined: a value must be given. */
  readonly default?: string | readonly string[] | null
  /** Of one_of: what may be given. */
  readonly values?: readonly string[]
  /** Of a list: what its items are, text where it is not said. */
  readonly items?: 'text' | 'integer' | 'decimal' | 'date'
}

export function isPeriod(type: ParameterType): type is PeriodUnit {
  return type in periodWords
}

/** The names that a parameter binds: a period's its first day and the first day after it, too. */
export function boundNames({ name, type }: ParameterDeclaration): readonly string[] {
  return isPeriod(type) ? [name, `${name}_start`, `${name}_end`] : [name]
}

export type Binders = ReadonlyMap<string, ParameterDeclaration>

/** Which parameter binds a name. Throws a usage error where two bind the same. */
export function bindersOf(declared: readonly ParameterDeclaration[]): Binders {
  const binders = new Map<string, ParameterDeclaration>()
  for (const declaration of declared) {
    for (const name of boundNames(declaration)) {
      const other = binders.get(name)
      if (other !== undefined) throw boundTwice(name, other, declaration)
      binders.set(name, declaration)
    }
  }
  return binders
}

function boundTwice(
  name: string,
  first: ParameterDeclaration,
  second: ParameterDeclaration,
): RecordsError {
  if (first.name === second.name) {
    return new RecordsError('usage', `the parameter ${name} is declared twice`)
  }
  const period = name === first.name ? second : first
  const names = boundNames(period).map((each) => `:${each}`)
  const message = `the parameters ${first.name} and ${second.name} both bind :${name}`
  return new RecordsError('usage', message, {
    hint: `A ${period.type} binds ${names.join(', ')}.`,
  })
}
