import type { Dialect } from '../core/dialect.js'

interface Blocks {
  /** How a statement begins that may hold others, its words in capitals. */
  readonly head: RegExp
  /** Opens and closes blocks as the words of a statement go by. */
  follow(open: string[], word: string, previous: string): void
}

const blocksOf: Readonly<Record<Dialect['blocks'], Blocks>> = {
  // As psql does it, see psqlscan.l.
  atomic: {
    head: /^CREATE (OR REPLACE )?(FUNCTION|PROCEDURE) /,
    follow(open, word, previous) {
      if (word === 'ATOMIC' && previous === 'BEGIN') open.push(word)
      if (open.length === 0 || previous === 'AS') return
      if (word === 'CASE') open.push(word)
      if (word === 'END') open.pop()
    },
  },
  // As sqlite3_complete() does it: no CASE can end behind a semicolon.
  trigger: {
    head: /^(EXPLAIN (QUERY PLAN )?)?CREATE (TEMP |TEMPORARY )?TRIGGER /,
    follow(open, word, previous) {
      if (word === 'TRIGGER' && open.length === 0) open.push(word)
      if (word === 'END' && previous === ';') open.pop()
    },
  },
  program: {
    head: /^(CREATE (OR REPLACE )?(DEFINER = \S+ (@ \S+ )?(\( \) )?)?(AGGREGATE )?(PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)|BEGIN NOT ATOMIC|IF|CASE|LOOP|WHILE|REPEAT|FOR) /,
    follow: followProgram,
  },
}

/** What stands before a statement of a program. */
const separators = new Set(['', ';', ':', 'BEGIN', 'THEN', 'ELSE', 'DO', 'LOOP', 'REPEAT'])

/** What may stand before the body of a program that is one statement. */
const headEnds = new Set([')', 'ROW', 'DETERMINISTIC', 'DATA', 'SQL', 'DEFINER', 'INVOKER'])

/** Where a BEGIN need not follow a separator: behind a program's head or a handler's condition. */
const beforeBegin = new Set([undefined, 'PACKAGE', 'HANDLER'])

/** The blocks whose END need not follow a semicolon. */
const openEnded = new Set<string | undefined>(['expression', 'REPEAT'])

const compound = new Set(['FOR', 'IF', 'LOOP', 'REPEAT', 'WHILE'])

/**
 * IF and REPEAT are also functions, CASE is also an expression, and columns may be named `begin`
 * and `end`: it matters where a word stands.
 */
function followProgram(open: string[], word: string, previous: string): void {
  const block = open.at(-1)
  const starts =
    (separators.has(previous) && block !== 'expression') ||
    (headEnds.has(previous) && block === undefined)
  if (word === 'END') {
    if (starts || openEnded.has(block)) open.pop()
    return
  }
  if (block === 'HANDLER' && (word === 'BEGIN' || word === ';')) open.pop()
  // END IF, END CASE and the like open nothing.
  const opened = previous === 'END' ? undefined : opening(word, previous, block, starts)
  if (opened !== undefined) open.push(opened)
}

function opening(
  word: string,
  previous: string,
  block: string | undefined,
  starts: boolean,
): string | undefined {
  switch (word) {
    case 'CASE':
      return starts ? word : 'expression'
    case 'BEGIN':
      return starts || beforeBegin.has(block) ? word : undefined
    case 'HANDLER':
      return previous === 'CONTINUE' || previous === 'EXIT' ? word : undefined
    case 'PACKAGE':
      return block === undefined ? word : undefined
    default:
      return starts && compound.has(word) ? word : undefined
  }
}

/** `CREATE OR REPLACE DEFINER = CURRENT_USER ( ) AGGREGATE FUNCTION` is the longest head. */
const headLength = 10

/** Whether a statement is inside parentheses or a block, as its tokens go by. */
export class Nesting {
  readonly #blocks: Blocks
  readonly #head: string[] = []
  readonly #open: string[] = []
  #parentheses = 0
  #previous = ''

  constructor(dialect: Dialect) {
    this.#blocks = blocksOf[dialect.blocks]
  }

  /** Whether a semicolon would not end the statement here. */
  get inside(): boolean {
    if (this.#parentheses > 0) return true
    return this.#open.length > 0 && this.#blocks.head.test(`${this.#head.join(' ')} `)
  }

  /** Takes a token: a word in capitals, an operator or a mark, or the type of any other. */
  read(token: string): void {
    if (token === ')' && this.#parentheses > 0) this.#parentheses--
    if (this.#parentheses === 0) this.#follow(token)
    if (token === '(') this.#parentheses++
  }

  #follow(token: string): void {
    if (this.#head.length < headLength) this.#head.push(token)
    // What follows a point is a column.
    if (this.#previous !== '.') this.#blocks.follow(this.#open, token, this.#previous)
    this.#previous = token
  }
}
