import type { Notify } from './formatter.js'

/**
 * What a `string` cell of a column means, in words that no database owns. A cell of any other
 * JavaScript type speaks for itself, whatever its column says.
 */
export type Kind =
  | 'text'
  | 'integer'
  | 'float'
  | 'decimal'
  | 'boolean'
  | 'bytes'
  | 'date'
  | 'time'
  | 'datetime'
  | 'json'
  | 'array'
  | 'unknown'

/** What is known of a column before its first row. */
export interface Column {
  /** As the query names it: may be empty, a number, or the same as another column's. */
  readonly name: string
  readonly kind: Kind
  /** The database's own name of the type (`int8`, `DECIMAL`), or '' where it does not say. */
  readonly typeName: string
  /** Total digits of a decimal, where the database says. */
  readonly precision?: number
  /** Digits after the point of a decimal, where the database says. */
  readonly scale?: number
  /** How an array's literal is read: the kind of its elements and what stands between them. */
  readonly element?: ArrayElement
  /** Of JSON: that the database lets nothing in that is none. */
  readonly validJson?: boolean
}

/** What an array is of. */
export interface ArrayElement {
  readonly kind: Kind
  readonly delimiter: string
}

/**
 * The columns' names made different, for outputs where names are keys: a second `a` becomes `a_2`,
 * or the next number that no column has. What was renamed is told. Names that `fold` makes equal are
 * the same.
 */
export function uniqueNames(
  columns: readonly Column[],
  notify: Notify,
  fold: (name: string) => string = (name) => name,
): string[] {
  const all = new Set(columns.map(({ name }) => fold(name)))
  const used = new Set<string>()
  const names = columns.map(({ name }) => {
    let unique = name
    for (let n = 2; used.has(fold(unique)); n++) {
      const candidate = `${name}_${n}`
      if (!all.has(fold(candidate))) unique = candidate
    }
    used.add(fold(unique))
    return unique
  })
  const renamed = names.filter((name, index) => name !== columns[index]?.name)
  if (renamed.length > 0) notify(`columns of one name are written as ${renamed.join(', ')}`)
  return names
}
