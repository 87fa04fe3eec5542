import type { Dialect } from '../core/dialect.js'
import type { Token } from '../sql/lexer.js'
import { inputTokens } from './completion/input-tokens.js'
import { type Words, wordsOf } from './completion/vocabulary/index.js'

/** What has a colour of its own. */
export type Style =
  | 'keyword'
  | 'type'
  | 'function'
  | 'string'
  | 'number'
  | 'name'
  | 'parameter'
  | 'comment'
  | 'command'

/**
 * How each is drawn: the parameters of an SGR sequence, such as `1;34`. What is not named is drawn
 * as it is.
 */
export type Palette = Readonly<Partial<Record<Style, string>>>

/** Of the terminal's own sixteen colours, which its theme makes readable on its background. */
export const usualPalette: Palette = {
  keyword: '1;34',
  type: '36',
  function: '36',
  string: '32',
  number: '35',
  name: '33',
  parameter: '1;33',
  comment: '90',
  command: '1;36',
}

/**
 * The text with SGR sequences and nothing else added. No line leaves a sequence open for the next,
 * so that each can be drawn by itself.
 */
export function highlight(text: string, dialect: Dialect, palette: Palette): string {
  const words = wordsOf(dialect.name)
  let drawn = ''
  let previous = ''
  for (const token of inputTokens(text, dialect)) {
    const { type, start, end } = token
    const piece = text.slice(start, end)
    if (type === 'command') {
      drawn += commandLine(piece, dialect, palette)
      continue
    }
    drawn += painted(piece, styleOf(token, text, previous, words), palette)
    if (type !== 'space') previous = piece
  }
  return drawn
}

/** The query in the parentheses of `\copy (…) to` is SQL, as is what follows it. */
function commandLine(line: string, dialect: Dialect, palette: Palette): string {
  const [, name = '', rest = ''] = /^(\\(?:\p{L}+\+?|.?))(.*)$/su.exec(line) ?? []
  const command = painted(name, 'command', palette)
  if (!/^\s*\(/.test(rest)) return command + argumentsOf(rest, palette)
  return command + highlight(rest, dialect, palette)
}

/** Words in quotes are one argument. */
function argumentsOf(rest: string, palette: Palette): string {
  return rest.replace(/'(?:[^']|'')*'?|"(?:[^"]|"")*"?/g, (quoted) =>
    painted(quoted, 'string', palette),
  )
}

const stylesOfTokens: Readonly<Partial<Record<Token['type'], Style>>> = {
  string: 'string',
  name: 'name',
  number: 'number',
  parameter: 'parameter',
  placeholder: 'parameter',
  comment: 'comment',
  'executable-comment': 'comment',
}

function styleOf(
  { type, start, end }: Token,
  text: string,
  previous: string,
  words: Words,
): Style | undefined {
  if (type !== 'word') return stylesOfTokens[type]
  // What follows a point is a column or a table, whatever it is called.
  if (previous === '.') return undefined
  const word = text.slice(start, end).toLowerCase()
  if (text[end] === '(' && words.functions.has(word)) return 'function'
  if (words.types.has(word)) return 'type'
  return words.keywords.has(word) ? 'keyword' : undefined
}

function painted(piece: string, style: Style | undefined, palette: Palette): string {
  const codes = style && palette[style]
  if (codes === undefined) return piece
  return piece.replace(/[^\r\n]+/g, (line) => `\x1b[${codes}m${line}\x1b[0m`)
}
