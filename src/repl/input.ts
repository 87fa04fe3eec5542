import type { Dialect } from '../core/dialect.js'
import { lex } from '../sql/lexer.js'
import { isFinished, splitStatements } from '../sql/statements.js'

/** What was typed, piece by piece: a statement, or a command. */
export type Piece =
  | { readonly type: 'statement'; readonly text: string }
  | {
      readonly type: 'command'
      /** Without the backslash: `dt`. */
      readonly name: string
      /** What follows on its line, without white space at its ends. */
      readonly rest: string
      /** The statement before it that was not ended, on which `\g` and its like work. */
      readonly statement: string | undefined
    }

/**
 * Takes the text apart. A command begins with a backslash that is in no string, name or comment,
 * and goes to the end of its line, as in psql.
 */
export function piecesOf(text: string, dialect: Dialect): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < text.length) {
    const start = commandStart(text, at, dialect)
    const isCommand = start < text.length
    const statements = splitStatements(text.slice(at, start), dialect)
    const open = isCommand && statements.at(-1)?.ended === false ? statements.pop() : undefined
    for (const statement of statements) pieces.push({ type: 'statement', text: statement.text })
    at = lineEnd(text, start)
    if (isCommand) pieces.push({ ...commandIn(text.slice(start, at)), statement: open?.text })
  }
  return pieces
}

/**
 * The first command that has a line to itself, and the number of that line; undefined for none. The
 * `\N` of MySQL's is NULL.
 */
export function firstCommand(
  text: string,
  dialect: Dialect,
): { readonly name: string; readonly line: number } | undefined {
  for (let at = 0; at < text.length; ) {
    const start = commandStart(text, at, dialect)
    const before = text.slice(0, start).split('\n')
    at = lineEnd(text, start)
    const { name } = commandIn(text.slice(start, at))
    if (/^[a-z!?]/.test(name) && before.at(-1)?.trim() === '') return { name, line: before.length }
  }
  return undefined
}

/** Whether there is nothing to wait for: its last statement is ended, or a command stands there. */
export function isComplete(text: string, dialect: Dialect): boolean {
  let at = 0
  for (let start = 0; start < text.length; at = lineEnd(text, start)) {
    start = commandStart(text, at, dialect)
    if (start === text.length) break
  }
  return isFinished(text.slice(at), dialect)
}

/** `\d cheese`, `\?`, `\!ls`: a name is letters, or one mark. */
function commandIn(line: string): { type: 'command'; name: string; rest: string } {
  const [, name = '', rest = ''] = /^\\(\p{L}+\+?|.?)(.*)$/su.exec(line) ?? []
  return { type: 'command', name, rest: rest.trim() }
}

/** Where the next command begins, or the end of the text. */
function commandStart(text: string, from: number, dialect: Dialect): number {
  for (const { type, start } of lex(text, dialect, from)) {
    if (type === 'operator' && text[start] === '\\') return start
  }
  return text.length
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
