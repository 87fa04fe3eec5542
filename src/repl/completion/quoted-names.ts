import type { Dialect } from '../../core/dialect.js'
import { wordsOf } from './vocabulary/index.js'

/** What opens and closes a name in quotes. */
const closing: Readonly<Record<string, string>> = { '"': '"', '`': '`', '[': ']' }

/** The name as SQL has it: in quotes where it needs them, or where `quote` is one. */
export function quotedName(name: string, dialect: Dialect, quote = ''): string {
  if (quote === '' && isPlain(name, dialect)) return name
  const open = quote || (dialect.name === 'mysql' ? '`' : '"')
  const close = closing[open] as string
  return open + name.replaceAll(close, open === '[' ? close : close + close) + close
}

/** The name that is meant by what SQL has, whose closing quote may be missing. */
export function nameIn(sql: string): string {
  const close = closing[sql[0] ?? '']
  if (close === undefined) return sql
  const inner = sql.slice(1)
  const name = inner.endsWith(close) ? inner.slice(0, -1) : inner
  return close === ']' ? name : name.replaceAll(close + close, close)
}

/** PostgreSQL makes small letters of all that are not in quotes. */
function isPlain(name: string, dialect: Dialect): boolean {
  const plain =
    dialect.name === 'postgresql'
      ? /^[a-z_\x80-\uffff][a-z0-9_$\x80-\uffff]*$/
      : /^[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*$/
  return plain.test(name) && !wordsOf(dialect.name).reserved.has(name.toLowerCase())
}
