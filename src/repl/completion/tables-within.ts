import type { Dialect } from '../../core/dialect.js'
import { outputColumns } from './output-columns.js'
import { behindGroup, isWithin, type Part, type Parts } from './parts.js'
import { type Schema, systemSchema } from './schema.js'
import { type TableUse, usesOfTables } from './table-uses.js'
import { isMark, isNameLike } from './word.js'

/** A statement, and the database that it is for. */
export interface Statement {
  readonly parts: Parts
  readonly schema: Schema
  readonly dialect: Dialect
}

/** A table that a statement reads or writes, by the name that its columns have before them. */
export interface TableWithin {
  readonly name: string
  readonly columns: readonly string[]
}

/** The tables whose columns can be named at the cursor, the nearest first. */
export function tablesWithin(statement: Statement): TableWithin[] {
  const { parts, dialect } = statement
  const named = namedQueries(statement)
  const uses = usesOfTables(parts, dialect).filter(({ part }) => isWithin(parts.atCursor, part))
  const near = uses.filter(({ part }) => part === parts.atCursor)
  const far = uses.filter(({ part }) => part !== parts.atCursor)
  return [...near, ...far].map((use) => ({
    name: use.alias ?? use.path.at(-1) ?? '',
    columns: columnsOf(use, statement, named),
  }))
}

/** The queries that WITH gives names to. */
export function namedQueries(statement: Statement): TableWithin[] {
  const { parts } = statement
  const { words } = parts
  if (!words.some(({ keyword }) => keyword === 'WITH')) return []
  const found: TableWithin[] = []
  words.forEach((word, index) => {
    const mayBegin = beforeNames.has(words[index - 1]?.keyword ?? '')
    const query = mayBegin && isNameLike(word) ? queryOf(parts, index) : undefined
    if (query === undefined) return
    const columns = listedColumns(parts, index + 1) ?? columnsOfQuery(query, statement, found)
    found.push({ name: word.text, columns })
  })
  return found
}

const beforeNames = new Set(['WITH', 'RECURSIVE', ','])
const beforeQuery = new Set(['AS', 'NOT', 'MATERIALIZED'])

/** The parenthesis of the query in `name (a, b) AS (query)`. */
function queryOf(parts: Parts, name: number): number | undefined {
  const { words } = parts
  let at = isMark(words[name + 1], '(') ? behindGroup(parts, name + 1) : name + 1
  if (words[at]?.keyword !== 'AS') return undefined
  while (beforeQuery.has(words[at]?.keyword ?? '')) at++
  return isMark(words[at], '(') ? at : undefined
}

function listedColumns(parts: Parts, parenthesis: number): readonly string[] | undefined {
  const { words } = parts
  if (!isMark(words[parenthesis], '(')) return undefined
  const listed = words.slice(parenthesis + 1, behindGroup(parts, parenthesis) - 1)
  return listed.filter(isNameLike).map(({ text }) => text)
}

function columnsOf(
  { path, query }: TableUse,
  statement: Statement,
  named: readonly TableWithin[],
): readonly string[] {
  if (query !== undefined) return columnsOfQuery(query, statement, named)
  const { schema, dialect } = statement
  const [table = '', own] = [...path].reverse()
  if (own !== undefined) return schema.columns(table, own)
  const found = named.find(({ name }) => isSame(name, table))
  if (found !== undefined) return found.columns
  const system = systemSchema(table, dialect.name)
  const columns = schema.columns(table)
  return columns.length === 0 && system ? schema.columns(table, system) : columns
}

function columnsOfQuery(
  parenthesis: number,
  statement: Statement,
  named: readonly TableWithin[],
): readonly string[] {
  const { parts, dialect } = statement
  const all = (part: Part): readonly string[] =>
    usesOfTables(parts, dialect)
      .filter((use) => use.part === part)
      .flatMap((use) => columnsOf(use, statement, named))
  return outputColumns(parts, parenthesis, all)
}

export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
