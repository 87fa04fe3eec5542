import type { Dialect } from '../../core/dialect.js'
import type { Token, TokenType } from '../../sql/lexer.js'
import { inputTokens } from './input-tokens.js'
import { nameIn } from './quoted-names.js'
import { isMark, isNameLike, type Word } from './word.js'

/** The statement at the cursor, and what is being typed there. */
export interface Cursor {
  /** `name` may also become a keyword. `none` is where nothing can be completed. */
  readonly typing: 'name' | 'parameter' | 'none'
  /** Where what is being typed begins, its opening quote included. */
  readonly start: number
  /** What is being typed, without quote or colon. */
  readonly typed: string
  /** The opening quote of what is being typed, or ''. */
  readonly quote: string
  /** Whether the closing quote stands behind the cursor already. */
  readonly closed: boolean
  /** `a` and `b` of `a.b.typed`. */
  readonly qualifiers: readonly string[]
  readonly before: readonly Word[]
  readonly after: readonly Word[]
}

/** Looks at the statement that the cursor is in; the rest of a word behind it does not count. */
export function cursorAt(text: string, at: number, dialect: Dialect): Cursor {
  const before = wordsBefore(text.slice(0, at), dialect)
  const typed = typedAt(before, at)
  const quote = typed?.type === 'name' ? (text[typed.start] ?? '') : ''
  const rest = /^[\w$\x80-\uffff]*/.exec(text.slice(at))?.[0] ?? ''
  const closed = quote !== '' && text[at + rest.length] === (quote === '[' ? ']' : quote)
  const after = wordsAfter(text, at + rest.length + (closed ? 1 : 0), dialect)
  const words = typed === undefined ? before : before.slice(0, -1)
  const { qualifiers, left } = splitQualifiers(words)
  return {
    typing: typingOf(typed, before, at),
    start: typed?.start ?? at,
    typed: typed?.type === 'parameter' ? typed.text.slice(1) : (typed?.text ?? ''),
    quote,
    closed,
    qualifiers,
    before: left,
    after,
  }
}

interface Read extends Word {
  readonly end: number
  readonly unterminated: boolean
}

/** Comments only at the very end, because nothing is completed in them. */
function wordsBefore(text: string, dialect: Dialect): Read[] {
  let words: Read[] = []
  for (const token of inputTokens(text, dialect)) {
    if (token.type === 'command' || isEnd(text, token)) words = []
    else if (!comments.has(token.type) || token.end === text.length) {
      if (token.type !== 'space') words.push(wordOf(text, token))
    }
  }
  return words
}

function wordsAfter(text: string, from: number, dialect: Dialect): Word[] {
  const words: Word[] = []
  for (const token of inputTokens(text, dialect, from)) {
    if (token.type === 'command' || isEnd(text, token)) break
    if (token.type !== 'space' && !comments.has(token.type)) words.push(wordOf(text, token))
  }
  return words
}

const comments: ReadonlySet<TokenType> = new Set(['comment', 'executable-comment'])

function isEnd(text: string, { type, start }: Token): boolean {
  return type === 'punctuation' && text[start] === ';'
}

function wordOf(text: string, { type, start, end, unterminated }: Token): Read {
  const piece = text.slice(start, end)
  const isQuoted = type === 'name' || type === 'string'
  return {
    type,
    text: type === 'name' ? nameIn(piece) : piece,
    keyword: isQuoted ? '' : piece.toUpperCase(),
    start,
    end,
    unterminated,
  }
}

/** The word that the cursor is at the end of, where it can be gone on with. */
function typedAt(words: readonly Read[], at: number): Read | undefined {
  const last = words.at(-1)
  if (last === undefined || last.end !== at) return undefined
  const open = last.type === 'name' && last.unterminated
  if (last.type === 'operator' && last.text === ':') return { ...last, type: 'parameter' }
  return last.type === 'word' || last.type === 'parameter' || open ? last : undefined
}

function typingOf(typed: Read | undefined, before: readonly Read[], at: number): Cursor['typing'] {
  if (typed !== undefined) return typed.type === 'parameter' ? 'parameter' : 'name'
  const last = before.at(-1)
  if (last === undefined || last.end < at) return last?.unterminated ? 'none' : 'name'
  return last.type === 'punctuation' || last.type === 'operator' ? 'name' : 'none'
}

/** Takes `a.b.` off the end. */
function splitQualifiers(words: readonly Word[]): {
  readonly qualifiers: readonly string[]
  readonly left: readonly Word[]
} {
  const qualifiers: string[] = []
  let end = words.length
  while (isMark(words[end - 1], '.') && isNameLike(words[end - 2])) {
    qualifiers.unshift(words[end - 2]?.text ?? '')
    end -= 2
  }
  return { qualifiers, left: words.slice(0, end) }
}
