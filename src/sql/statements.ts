import type { Dialect } from '../core/dialect.js'
import { Nesting } from './blocks.js'
import { lex, type Token, type TokenType } from './lexer.js'

/** One statement of a script. */
export interface SourceStatement {
  /** Without what ends it and the space around it. */
  readonly text: string
  /** Where `text` begins in `source`. */
  readonly start: number
  /** The whole script. */
  readonly source: string
  /** Its first word, in capitals: `SELECT`, `INSERT`. */
  readonly command: string
  /** Its `:name`s, by indexes into `source`. */
  readonly parameters: readonly Token[]
  /** The first of the database's own placeholders in it. */
  readonly placeholder: Token | undefined
  /** Whether its end was seen: not so where the script stops in the middle of it. */
  readonly ended: boolean
}

/**
 * The statements of a script. Comments stay with the statement that they precede or are part of;
 * what is only space, comments and semicolons is no statement.
 */
export function splitStatements(source: string, dialect: Dialect): SourceStatement[] {
  const statements: SourceStatement[] = []
  let delimiter = ';'
  for (let at = 0; at < source.length; ) {
    const part = readPart(source, at, delimiter, dialect)
    if (part.statement !== undefined) statements.push(part.statement)
    delimiter = part.delimiter
    at = part.end
  }
  return statements
}

/** Whether there is nothing to wait for: every statement's end was seen. */
export function isFinished(source: string, dialect: Dialect): boolean {
  return splitStatements(source, dialect).every(({ ended }) => ended)
}

/** What one delimiter ends, or a line that says which one it is from there on. */
interface Part {
  readonly statement: SourceStatement | undefined
  readonly end: number
  readonly delimiter: string
}

function readPart(source: string, from: number, delimiter: string, dialect: Dialect): Part {
  const draft = new Draft(source)
  const nesting = new Nesting(dialect)
  let mark = -1
  for (const token of lex(source, dialect, from)) {
    if (isCode(token)) {
      const command = dialect.delimiterCommand && !draft.hasCode && delimiterCommand(source, token)
      if (command) return command
      if (mark < token.start) mark = find(source, delimiter, token.start)
      const ends =
        mark < token.end && !quoted.has(token.type) && !(delimiter === ';' && nesting.inside)
      if (ends) {
        // `END$$` is one word.
        if (token.start < mark) draft.add({ ...token, end: mark })
        return { statement: draft.finish(true), end: mark + delimiter.length, delimiter }
      }
      nesting.read(spelling(source, token))
    }
    draft.add(token)
  }
  return { statement: draft.finish(false), end: source.length, delimiter }
}

/** A comment that is not closed is the server's to refuse, and so not passed over. */
function isCode({ type, unterminated }: Token): boolean {
  return type !== 'space' && (type !== 'comment' || unterminated)
}

/** What a delimiter is not looked for in. */
const quoted: ReadonlySet<TokenType> = new Set(['string', 'name', 'comment', 'executable-comment'])

/** `DELIMITER //`, where a statement would begin, as in MySQL's own client. */
function delimiterCommand(source: string, { start }: Token): Part | undefined {
  const line = /DELIMITER[ \t]+(\S+).*/iy
  line.lastIndex = start
  const delimiter = line.exec(source)?.[1]
  return delimiter === undefined
    ? undefined
    : { statement: undefined, end: line.lastIndex, delimiter }
}

function find(source: string, text: string, from: number): number {
  const at = source.indexOf(text, from)
  return at === -1 ? source.length : at
}

/** As {@link Nesting} reads it. */
function spelling(source: string, { type, start, end }: Token): string {
  if (type === 'word') return source.slice(start, end).toUpperCase()
  return type === 'punctuation' || type === 'operator' ? source.slice(start, end) : type
}

/** A statement that is being read. */
class Draft {
  hasCode = false
  readonly #source: string
  readonly #parameters: Token[] = []
  #placeholder: Token | undefined
  #command = ''
  #start = -1
  #end = -1

  constructor(source: string) {
    this.#source = source
  }

  add(token: Token): void {
    if (token.type === 'space') return
    if (this.#start === -1) this.#start = token.start
    this.#end = token.end
    if (isCode(token) && this.#source[token.start] !== ';') this.hasCode = true
    if (this.#command === '' && token.type === 'word') this.#command = spelling(this.#source, token)
    if (token.type === 'parameter') this.#parameters.push(token)
    if (token.type === 'placeholder') this.#placeholder ??= token
  }

  finish(ended: boolean): SourceStatement | undefined {
    if (!this.hasCode) return undefined
    return {
      text: this.#source.slice(this.#start, this.#end),
      start: this.#start,
      source: this.#source,
      command: this.#command,
      parameters: this.#parameters,
      placeholder: this.#placeholder,
      ended,
    }
  }
}
