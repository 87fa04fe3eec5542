import type { Dialect } from '../../core/dialect.js'
import { lex, type Token } from '../../sql/lexer.js'

/** A command of the shell, from its backslash to the end of its line. */
export interface CommandLine {
  readonly type: 'command'
  readonly start: number
  readonly end: number
}

/**
 * The tokens of what is typed into the shell. A command begins with a backslash that is in no
 * string, name or comment, and goes to the end of its line.
 */
export function* inputTokens(
  text: string,
  dialect: Dialect,
  from = 0,
): Generator<Token | CommandLine> {
  for (let at = from; at < text.length; ) {
    let command: CommandLine | undefined
    for (const token of lex(text, dialect, at)) {
      if (token.type === 'operator' && text[token.start] === '\\') {
        command = { type: 'command', start: token.start, end: lineEnd(text, token.start) }
        break
      }
      yield token
    }
    if (command === undefined) return
    yield command
    at = command.end
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
