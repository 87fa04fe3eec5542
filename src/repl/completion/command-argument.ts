import type { Dialect } from '../../core/dialect.js'
import { inputTokens } from './input-tokens.js'

/** What is known of a command of the shell. */
export interface CommandWords {
  /** Without the backslash. */
  readonly names: readonly string[]
  /**
   * What it takes, as help shows it: `[format [option=value …]]`, `on|off`, `(query) to file`. An
   * argument is completed by its word: `file`, `format`, `option=value`, `table`, `schema`, `url`,
   * `parameter`, or one of several with `|` between.
   */
  readonly takes: string
}

/** What is being typed on a command's line; indexes are into the whole text. */
export type CommandPlace =
  | { readonly type: 'name'; readonly start: number; readonly typed: string }
  | {
      readonly type: 'argument'
      readonly start: number
      /** Without its quotes. */
      readonly typed: string
      /** The opening quote, or ''. */
      readonly quote: string
      /** The word of {@link CommandWords.takes} that it is for. */
      readonly word: string
      /** The arguments before it. */
      readonly before: readonly string[]
    }
  /** In the parentheses of `(query)`; where the query begins and the line ends. */
  | { readonly type: 'query'; readonly start: number; readonly end: number }

/** What is being typed where the cursor is on a command's line; else undefined. */
export function commandPlace(
  text: string,
  at: number,
  dialect: Dialect,
  commands: readonly CommandWords[],
): CommandPlace | undefined {
  if (!text.includes('\\')) return undefined
  for (const { type, start, end } of inputTokens(text, dialect)) {
    if (start >= at) return undefined
    if (type === 'command' && at <= end) return placeOn(text, start, end, at, dialect, commands)
  }
  return undefined
}

function placeOn(
  text: string,
  start: number,
  end: number,
  at: number,
  dialect: Dialect,
  commands: readonly CommandWords[],
): CommandPlace | undefined {
  const [, name = '', rest] = /^\\(\p{L}*\+?|.)(.*)$/su.exec(text.slice(start, at)) ?? []
  if (rest === undefined) return undefined
  if (rest === '') return { type: 'name', start, typed: name }
  const command = commands.find(({ names }) => names.includes(name.replace(/(?<=.)\+$/, '')))
  const from = at - rest.length
  const query = from + rest.length - rest.trimStart().length
  const words = (command?.takes ?? '').split(/[\s[\]]+/).filter(Boolean)
  if (words[0] !== '(query)' || text[query] !== '(') return argumentAt(from, rest, words)
  const close = closingParenthesis(text, query, at, dialect)
  if (close === undefined) return { type: 'query', start: query + 1, end }
  return argumentAt(close, text.slice(close, at), words.slice(1))
}

/** The index behind the parenthesis that closes the one at `open`, where it is before `to`. */
function closingParenthesis(
  text: string,
  open: number,
  to: number,
  dialect: Dialect,
): number | undefined {
  let depth = 0
  for (const { type, start, end } of inputTokens(text.slice(0, to), dialect, open)) {
    if (type !== 'punctuation') continue
    if (text[start] === '(') depth++
    if (text[start] === ')' && --depth === 0) return end
  }
  return undefined
}

/** The last word of a command's rest, which quotes hold together; what is behind white space is new. */
function argumentAt(from: number, rest: string, words: readonly string[]): CommandPlace {
  const all = [...rest.matchAll(/(?:'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|[^\s'"])+/g)]
  const last = all.at(-1)
  const isLast = last !== undefined && last.index + last[0].length === rest.length
  const typed = isLast ? last[0] : ''
  const before = (isLast ? all.slice(0, -1) : all).map(([word]) => word)
  const quote = /^['"]/.exec(typed)?.[0] ?? ''
  return {
    type: 'argument',
    start: from + rest.length - typed.length,
    typed: quote === '' ? typed : typed.slice(1).replaceAll(quote + quote, quote),
    quote,
    word: wordAt(words, before.length),
    before,
  }
}

/** What is before `…` may be given any number of times. */
function wordAt(words: readonly string[], index: number): string {
  const last = words.at(-1) === '…' ? words.length - 2 : Number.POSITIVE_INFINITY
  return words[Math.min(index, last)] ?? ''
}
