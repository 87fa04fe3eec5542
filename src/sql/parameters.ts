import type { Parameter, Statement } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { SourceStatement } from './statements.js'

/** A value for `:name`, or a list of them for `IN (:name)`. */
export type ParameterValue = Parameter | readonly Parameter[]

/** A statement as a driver runs it. */
export interface BoundStatement extends Statement {
  /** The whole script. */
  readonly source: string
  /** The index in the whole script of what stands at an index of `text`. */
  sourcePosition(position: number): number
}

/**
 * Puts a placeholder in the place of every `:name`, once for each time that it occurs, so that a
 * server can tell the type of each; a list becomes as many as it has items.
 *
 * Throws a usage error for an empty list, a name without a value, and for placeholders of the
 * database's own beside a `:name`. A statement without `:name` stays as it is.
 */
export function bindParameters(
  statement: SourceStatement,
  values: ReadonlyMap<string, ParameterValue>,
  placeholder: (index: number) => string,
): BoundStatement {
  refuseMixture(statement)
  const { source, start, command } = statement
  const parameters: Parameter[] = []
  const replaced: Replaced[] = []
  let text = ''
  let from = start
  for (const use of usesIn(statement)) {
    const items = itemsOf(use, values)
    const placeholders = items.map((_, index) => placeholder(parameters.length + index))
    text += source.slice(from, use.start)
    const at = text.length
    text += gapBefore(use) + placeholders.join(', ')
    replaced.push({ use, start: at, end: text.length })
    parameters.push(...items)
    from = use.end
  }
  text += source.slice(from, start + statement.text.length)
  return {
    text,
    parameters,
    command,
    source,
    sourcePosition: (position) => positionIn(start, replaced, position),
  }
}

/**
 * Sees to it, before anything runs, that every `:name` in the statements has a value and that every
 * value has a use. Throws a usage error that names all those without.
 */
export function checkParameters(
  statements: readonly SourceStatement[],
  values: ReadonlyMap<string, ParameterValue>,
): void {
  const uses = statements.flatMap(usesIn)
  const names = new Set(uses.map(({ name }) => name))
  const unused = [...values.keys()].filter((name) => !names.has(name))
  const missing = uses.filter(({ name }) => !values.has(name))
  if (isFilled(missing)) throw missingValues(missing, unused)
  if (isFilled(unused)) throw unusedValues(unused, names)
}

/** One `:name`, by indexes into the script. */
interface Use {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly source: string
}

function usesIn({ source, parameters }: SourceStatement): Use[] {
  return parameters.map(({ start, end }) => ({
    name: source.slice(start + 1, end),
    start,
    end,
    source,
  }))
}

function itemsOf(use: Use, values: ReadonlyMap<string, ParameterValue>): readonly Parameter[] {
  const value = values.get(use.name)
  if (value === undefined) throw missingValues([use], [])
  const items = [value].flat()
  if (items.length > 0) return items
  throw new RecordsError('usage', `:${use.name} is an empty list`, {
    hint: 'SQL has no empty list: give at least one item, or leave the condition out.',
    sql: use.source,
    position: use.start,
  })
}

/** In PostgreSQL, `LIMIT:n` would become the word `LIMIT$1`. */
function gapBefore({ source, start }: Use): string {
  return /[\w$\x80-\uffff]/.test(source[start - 1] ?? '') ? ' ' : ''
}

/** Where in the bound text the placeholders of a `:name` stand. */
interface Replaced {
  readonly use: Use
  readonly start: number
  readonly end: number
}

function positionIn(start: number, replaced: readonly Replaced[], position: number): number {
  const last = replaced.findLast((each) => each.start <= position)
  if (last === undefined) return start + position
  return position < last.end ? last.use.start : last.use.end + position - last.end
}

type Filled<T> = readonly [T, ...T[]]

function isFilled<T>(list: readonly T[]): list is Filled<T> {
  return list.length > 0
}

function missingValues(missing: Filled<Use>, unused: readonly string[]): RecordsError {
  const [{ name, source, start }] = missing
  const names = new Set(missing.map((use) => `:${use.name}`))
  const near = nearest(name, unused)
  const give = names.size === 1 ? `Give it as ${name}=value.` : 'Give each as name=value.'
  return new RecordsError('usage', `no value is given for ${[...names].join(', ')}`, {
    hint: near === undefined ? give : `The SQL has no :${near}: did you mean ${name}=value?`,
    sql: source,
    position: start,
  })
}

function unusedValues(unused: Filled<string>, names: Iterable<string>): RecordsError {
  const near = nearest(unused[0], names)
  const list = unused.map((name) => `:${name}`).join(', ')
  const message =
    unused.length === 1
      ? `a value is given for ${list}, which is not in the SQL`
      : `values are given for ${list}, which are not in the SQL`
  return new RecordsError('usage', message, {
    hint:
      near === undefined
        ? 'A :name inside quotes or a comment is text, not a parameter.'
        : `Did you mean :${near}?`,
  })
}

function refuseMixture({ source, parameters, placeholder }: SourceStatement): void {
  if (placeholder === undefined || parameters.length === 0) return
  const { start, end } = placeholder
  const written = source.slice(start, end)
  throw new RecordsError('usage', `the placeholder ${written} cannot stand beside a :name`, {
    hint: `Write a :name in place of ${written}.`,
    sql: source,
    position: start,
  })
}
