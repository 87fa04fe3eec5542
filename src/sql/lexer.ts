import type { Dialect } from '../core/dialect.js'
import { matchesAt, parameterName, type Rule, rulesOf } from './token-rules.js'

export type TokenType =
  | 'space'
  | 'comment'
  /** `/*! … *​/`, which the server runs. */
  | 'executable-comment'
  | 'string'
  /** A quoted name. */
  | 'name'
  /** A keyword or a name without quotes. */
  | 'word'
  | 'number'
  /** `:name`. */
  | 'parameter'
  /** The database's own: `?`, `$1`. */
  | 'placeholder'
  /** One of `( ) [ ] { } , ; .`. */
  | 'punctuation'
  /** `::`, `:=`, or any one character that is nothing else: `<=` is two of them. */
  | 'operator'

/** A piece of SQL text, by indexes counted in UTF-16 units. */
export interface Token {
  readonly type: TokenType
  readonly start: number
  readonly end: number
  /** Its closing quote or mark is missing, so that it goes on to the end of the text. */
  readonly unterminated: boolean
}

/**
 * Cuts the text from index `from` on into tokens that leave nothing out, whatever the text. Takes
 * time in proportion to the text.
 */
export function* lex(text: string, dialect: Dialect, from = 0): Generator<Token> {
  const rules = rulesOf(dialect)
  let subscripts = 0
  let afterOperand = false
  for (let start = from; start < text.length; ) {
    const rule = rules.find(({ open }) => matchesAt(open, text, start)) as Rule
    // In a subscript, `[1:n]` and `[lo:hi]` are slices.
    const slice: boolean = rule.type === 'parameter' && subscripts > 0 && afterOperand
    const type: TokenType = slice ? 'operator' : rule.type
    const opened = slice ? start + 1 : rule.open.lastIndex
    const closed = rule.close?.(text, opened, start) ?? opened
    const end = closed === -1 ? text.length : closed
    yield { type, start, end, unterminated: closed === -1 }

    const mark: string | undefined = type === 'punctuation' ? text[start] : undefined
    if (mark === '[') subscripts++
    if (mark === ']') subscripts--
    afterOperand = operands.has(type) || mark === ')' || mark === ']'
    start = end
  }
}

/** Whether the text is a name that a parameter may have. */
export function isParameterName(text: string): boolean {
  return new RegExp(`^${parameterName}$`, 'u').test(text)
}

const operands: ReadonlySet<TokenType> = new Set([
  'word',
  'number',
  'name',
  'parameter',
  'placeholder',
])
