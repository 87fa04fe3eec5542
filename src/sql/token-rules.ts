import type { Dialect } from '../core/dialect.js'
import type { TokenType } from './lexer.js'

/** Where what begins at `start`, and is open at `from`, ends; -1 where it does not. */
type Close = (text: string, from: number, start: number) => number

export interface Rule {
  readonly type: TokenType
  /** All of the token, or its opening mark where there is a `close`. */
  readonly open: RegExp
  readonly close?: Close
}

/** The source of a pattern with the `u` flag. */
export const parameterName: string = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*`

const placeholders: Readonly<Record<Dialect['placeholders'], RegExp>> = {
  question: /\?/y,
  'dollar-number': /\$\d+/y,
  sqlite: /\?\d*|[:@$#][\w$\x80-\uffff]+/y,
}

const rulesOfDialects = new WeakMap<Dialect, readonly Rule[]>()

/** The first of the rules that matches makes the token, and one always does. */
export function rulesOf(dialect: Dialect): readonly Rule[] {
  let rules = rulesOfDialects.get(dialect)
  if (rules === undefined) {
    rules = makeRules(dialect).filter((rule) => rule !== false)
    rulesOfDialects.set(dialect, rules)
  }
  return rules
}

/** The databases take all characters beyond ASCII for letters. */
function makeRules(dialect: Dialect): (Rule | false)[] {
  const backslash = dialect.backslashEscapes
  const double = dialect.doubleQuotedStrings
  return [
    { type: 'space', open: /[ \t\n\r\f\v]+/y },
    dialect.escapeStrings && { type: 'string', open: /[eE]'/y, close: escapeString },
    { type: 'word', open: /[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*/y },
    { type: 'number', open: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:[A-Za-z_][\w$]*)?/y },
    { type: 'string', open: /'/y, close: quoted("'", backslash) },
    double && { type: 'string', open: /"/y, close: quoted('"', backslash) },
    { type: 'name', open: /"/y, close: quoted('"', false) },
    dialect.backtickNames && { type: 'name', open: /`/y, close: quoted('`', false) },
    dialect.bracketNames && { type: 'name', open: /\[/y, close: until(']') },
    { type: 'punctuation', open: /[()[\]{},;.]/y },
    { type: 'comment', open: dialect.dashCommentNeedsSpace ? /--(?!\S)[^\r\n]*/y : /--[^\r\n]*/y },
    dialect.hashComments && { type: 'comment', open: /#[^\r\n]*/y },
    dialect.executableComments && {
      type: 'executable-comment',
      open: /\/\*M?!/y,
      close: until('*/'),
    },
    { type: 'comment', open: /\/\*/y, close: dialect.nestedComments ? nestedComment : until('*/') },
    dialect.dollarQuotes && {
      type: 'string',
      open: /\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$/y,
      close: dollarQuoted,
    },
    // `::` before all else that begins with a colon, and the label of `again:LOOP`.
    { type: 'operator', open: /::|:=/y },
    dialect.blocks === 'program' && {
      type: 'operator',
      open: /(?<=[\w$`\x80-\uffff]):(?=(?:BEGIN|FOR|LOOP|REPEAT|WHILE)\b)/iy,
    },
    { type: 'parameter', open: new RegExp(`:${parameterName}`, 'uy') },
    { type: 'placeholder', open: placeholders[dialect.placeholders] },
    { type: 'operator', open: /./sy },
  ]
}

export function matchesAt(sticky: RegExp, text: string, index: number): boolean {
  sticky.lastIndex = index
  return sticky.test(text)
}

function until(mark: string): Close {
  return (text, from) => {
    const at = text.indexOf(mark, from)
    return at === -1 ? -1 : at + mark.length
  }
}

/** A quote inside is doubled, or stands behind a backslash where that escapes. */
function quoted(quote: string, backslash: boolean): Close {
  const stops = new RegExp(backslash ? `${quote}${quote}?|\\\\[^]` : `${quote}${quote}?`, 'g')
  return (text, from) => {
    stops.lastIndex = from
    for (let stop = stops.exec(text); stop !== null; stop = stops.exec(text)) {
      if (stop[0] === quote) return stops.lastIndex
    }
    return -1
  }
}

const backslashQuoted = quoted("'", true)

/** `E'a'`, a line break and `'b'` are one string, with escapes in both parts. */
const continuation = /[ \t\f\v]*[\n\r][ \t\n\r\f\v]*'/y

const escapeString: Close = (text, from, start) => {
  let end = backslashQuoted(text, from, start)
  while (end !== -1 && matchesAt(continuation, text, end)) {
    end = backslashQuoted(text, continuation.lastIndex, start)
  }
  return end
}

const nestedComment: Close = (text, from) => {
  const marks = /\/\*|\*\//g
  marks.lastIndex = from
  for (let depth = 1; depth > 0; ) {
    if (!marks.test(text)) return -1
    depth += text[marks.lastIndex - 1] === '*' ? 1 : -1
  }
  return marks.lastIndex
}

/** `$tag$` ends at the next `$tag$`. */
const dollarQuoted: Close = (text, from, start) => {
  const tag = text.slice(start, from)
  return until(tag)(text, from, start)
}
