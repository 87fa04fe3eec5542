import type { DialectName } from './table.js'

/** How a database reads SQL text: what the lexer must know to skip what is not code. */
export interface Dialect {
  readonly name: DialectName
  /** `/* /* *​/ *​/` is one comment. */
  readonly nestedComments: boolean
  /** `/*! … *​/` is a comment in form only: the server runs what it holds. */
  readonly executableComments: boolean
  /** `# …` is a comment to the end of the line. */
  readonly hashComments: boolean
  /** `--` starts a comment only before white space or the end. */
  readonly dashCommentNeedsSpace: boolean
  /** `'it\'s'` is one string. */
  readonly backslashEscapes: boolean
  /** `E'it\'s'` is one string. */
  readonly escapeStrings: boolean
  /** `$tag$ … $tag$` is one string. */
  readonly dollarQuotes: boolean
  /** `"a;b"` is a string rather than a name. */
  readonly doubleQuotedStrings: boolean
  /** `` `a;b` `` is a name. */
  readonly backtickNames: boolean
  /** `[a;b]` is a name; where it is not, brackets are a subscript and `[i:j]` a slice. */
  readonly bracketNames: boolean
  /**
   * Which statements hold other statements: PostgreSQL's `BEGIN ATOMIC … END` bodies, SQLite's
   * triggers, or the stored programs of MySQL.
   */
  readonly blocks: 'atomic' | 'trigger' | 'program'
  /** A line `DELIMITER //` changes what ends a statement, as in MySQL's own client. */
  readonly delimiterCommand: boolean
  /** The database's own placeholders (`?`, `$1`), which `:name` replaces: refused beside it. */
  readonly placeholders: 'question' | 'dollar-number' | 'sqlite'
}
