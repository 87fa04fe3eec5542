import type { Dialect } from '../core/dialect.js'

/** See https://www.sqlite.org/src/file/src/tokenize.c. */
export const sqlite: Dialect = {
  name: 'sqlite',
  nestedComments: false,
  executableComments: false,
  hashComments: false,
  dashCommentNeedsSpace: false,
  backslashEscapes: false,
  escapeStrings: false,
  dollarQuotes: false,
  doubleQuotedStrings: false,
  backtickNames: true,
  bracketNames: true,
  blocks: 'trigger',
  delimiterCommand: false,
  placeholders: 'sqlite',
}

/** See "Lexical Structure" in PostgreSQL's manual; with standard_conforming_strings on. */
export const postgres: Dialect = {
  name: 'postgresql',
  nestedComments: true,
  executableComments: false,
  hashComments: false,
  dashCommentNeedsSpace: false,
  backslashEscapes: false,
  escapeStrings: true,
  dollarQuotes: true,
  doubleQuotedStrings: false,
  backtickNames: false,
  bracketNames: false,
  blocks: 'atomic',
  delimiterCommand: false,
  placeholders: 'dollar-number',
}

/** MySQL and MariaDB; with neither ANSI_QUOTES nor NO_BACKSLASH_ESCAPES in sql_mode. */
export const mysql: Dialect = {
  name: 'mysql',
  nestedComments: false,
  executableComments: true,
  hashComments: true,
  dashCommentNeedsSpace: true,
  backslashEscapes: true,
  escapeStrings: false,
  dollarQuotes: false,
  doubleQuotedStrings: true,
  backtickNames: true,
  bracketNames: false,
  blocks: 'program',
  delimiterCommand: true,
  placeholders: 'question',
}
