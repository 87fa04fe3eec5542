import type { Dialect } from '../../core/dialect.js'
import { wordsOf } from './vocabulary/index.js'
import { isMark, type Word } from './word.js'

/** What may stand at a place; `statement` is a word that statements begin with. */
export type Wanted =
  | 'column'
  | 'table'
  | 'schema'
  | 'function'
  | 'table function'
  | 'type'
  | 'keyword'
  | 'statement'

const expression: readonly Wanted[] = ['column', 'function', 'keyword']
const nothing: readonly Wanted[] = []

/**
 * What may stand behind the words of a statement, by the nearest word that begins a clause: of
 * those at the same depth of parentheses, else of those around.
 */
export function wantedAfter(words: readonly Word[], dialect: Dialect): readonly Wanted[] {
  const previous = words.at(-1)
  const before = words.at(-2)?.keyword ?? ''
  if (previous === undefined) return ['statement']
  if (previous.text === '::') return ['type']
  if (previous.keyword === 'EXPLAIN') return ['statement', 'keyword']
  if (explained.has(`${before} ${previous.keyword}`)) return ['statement']
  if (isMark(previous, '(') && ['AS', 'MATERIALIZED'].includes(before)) return ['statement']
  const place = placeAfter(words, previous, dialect)
  if (previous.keyword === 'AS') return afterAs(place)
  return (clauses[place.clause] ?? keywordsOnly)(place)
}

const explained = new Set(['EXPLAIN ANALYZE', 'EXPLAIN VERBOSE', 'QUERY PLAN'])

interface Place {
  readonly clause: string
  /** The statement's first word. */
  readonly first: string
  readonly previous: Word
  /** The word before the previous one. */
  readonly before: string
  /** Whether a parenthesis stands open since the clause began. */
  readonly inside: boolean
  /** The word before the nearest parenthesis that stands open, as a function's name is; or ''. */
  readonly around: string
  /** Whether an expression has just been ended. */
  readonly ended: boolean
}

type Rule = (place: Place) => readonly Wanted[]

const keywordsOnly: Rule = () => ['keyword']

const inExpression: Rule = ({ ended }) => (ended ? ['keyword'] : expression)

const withoutColumns: Rule = ({ ended }) => (ended ? ['keyword'] : ['function', 'keyword'])

/** A table's name; then what may follow it. */
const atTable: Rule = ({ clause, previous, inside, ended }) => {
  if (inside && inParentheses[clause]) return inParentheses[clause](ended)
  if (inside && !isMark(previous, '(')) return expression
  if (inside) return ['table', 'schema', 'table function', 'keyword']
  const expected =
    previous.keyword === clause || isMark(previous, ',') || beforeTables.has(previous.keyword)
  if (!expected) return ['keyword']
  return clause === 'FROM' || clause === 'JOIN'
    ? ['table', 'schema', 'table function']
    : ['table', 'schema']
}

const beforeTables = new Set(['ONLY', 'LATERAL', 'EXISTS', 'IGNORE', 'TABLE', 'INTO'])

/** The columns of a new table, and those that are inserted into. */
const inParentheses: Readonly<Record<string, (ended: boolean) => readonly Wanted[]>> = {
  TABLE: () => ['type', 'keyword'],
  INTO: (ended) => (ended ? nothing : ['column']),
}

const named =
  (...wanted: Wanted[]): Rule =>
  ({ clause, previous }) =>
    previous.keyword === clause ? wanted : ['keyword']

const clauses: Readonly<Record<string, Rule>> = {
  SELECT: inExpression,
  WHERE: inExpression,
  HAVING: inExpression,
  BY: inExpression,
  RETURNING: inExpression,
  CHECK: inExpression,
  LIMIT: withoutColumns,
  OFFSET: withoutColumns,
  VALUES: withoutColumns,
  SET: (place) => (place.first === 'SET' ? ['keyword'] : inExpression(place)),
  ON: (place) => {
    if (!['CREATE', 'GRANT', 'REVOKE', 'COMMENT', 'DROP'].includes(place.first)) {
      return inExpression(place)
    }
    return place.inside ? ['column'] : named('table', 'schema')(place)
  },
  USING: (place) => (place.inside ? ['column'] : atTable(place)),
  FROM: (place) => {
    const isDistinct = place.before === 'DISTINCT' && place.previous.keyword === 'FROM'
    return isDistinct || withFrom.has(place.around) ? inExpression(place) : atTable(place)
  },
  JOIN: atTable,
  INTO: atTable,
  UPDATE: (place) =>
    ['FOR', 'ON', 'DO', 'KEY'].includes(place.before) ? ['keyword'] : atTable(place),
  TABLE: atTable,
  DESCRIBE: atTable,
  DESC: (place) => (place.first === 'DESC' ? atTable(place) : inExpression(place)),
  COPY: atTable,
  TRUNCATE: atTable,
  ANALYZE: atTable,
  VACUUM: atTable,
  REFERENCES: (place) => (place.inside ? nothing : atTable(place)),
  VIEW: atTable,
  COLUMN: ({ previous, before }) => {
    if (previous.keyword !== 'COLUMN') return ['type', 'keyword']
    return before === 'ADD' ? nothing : ['column']
  },
  SCHEMA: named('schema'),
  DATABASE: named('schema'),
  USE: named('schema'),
  FUNCTION: named('function'),
  PROCEDURE: named('function'),
  CALL: named('function'),
}

function afterAs({ clause, first, inside, around }: Place): readonly Wanted[] {
  if (around === 'CAST' || around === 'TRY_CAST') return ['type']
  const definition = first === 'CREATE' && !inside && (clause === 'TABLE' || clause === 'VIEW')
  return definition ? ['statement'] : nothing
}

function placeAfter(words: readonly Word[], previous: Word, dialect: Dialect): Place {
  const isQuery = words.some(({ keyword }) => keyword === 'SELECT')
  const first = words[0]?.keyword ?? ''
  return {
    ...clauseOf(words),
    // What it creates is the query's matter.
    first: first === 'CREATE' && isQuery ? 'SELECT' : first,
    previous,
    before: words.at(-2)?.keyword ?? '',
    ended: isOperand(words, dialect),
  }
}

function clauseOf(words: readonly Word[]): Pick<Place, 'clause' | 'inside' | 'around'> {
  let depth = 0
  let clause: Pick<Place, 'clause' | 'inside'> | undefined
  let inside = false
  let around: string | undefined
  for (let index = words.length - 1; index >= 0; index--) {
    const word = words[index] as Word
    const { keyword } = word
    if (isMark(word, ')')) depth++
    else if (isMark(word, '(') && depth > 0) depth--
    else if (isMark(word, '(')) {
      inside = true
      around ??= words[index - 1]?.keyword ?? ''
    } else if (depth === 0 && Object.hasOwn(clauses, keyword) && !isMark(words[index - 1], '.')) {
      clause ??= { clause: keyword, inside }
    }
    if (clause !== undefined && around !== undefined) break
  }
  return { clause: '', inside, ...clause, around: around ?? '' }
}

/** Functions whose arguments have FROM between them. */
const withFrom = new Set(['EXTRACT', 'OVERLAY', 'POSITION', 'SUBSTRING', 'TRIM'])

/** Words that end an expression though they are keywords. */
const values = new Set(['NULL', 'TRUE', 'FALSE', 'END', 'ASC', 'DESC', 'DEFAULT'])

function isOperand(words: readonly Word[], dialect: Dialect): boolean {
  const last = words.at(-1) as Word
  const before = words.at(-2)
  if (last.text === '*') return isMark(before, '.') || isStart(before)
  if (last.type === 'punctuation') return last.text === ')' || last.text === ']'
  if (last.type === 'operator') return false
  if (last.type !== 'word' || isMark(before, '.') || values.has(last.keyword)) return true
  return !wordsOf(dialect.name).keywords.has(last.text.toLowerCase())
}

/** Behind it `*` is all columns, and not a product. */
function isStart(word: Word | undefined): boolean {
  return ['SELECT', 'ALL', 'DISTINCT', 'RETURNING', ',', '('].includes(word?.keyword ?? '')
}
