import type { Column, Kind } from '../../src/core/column.js'
import { RecordsError } from '../../src/core/errors.js'
import { plainText } from '../../src/core/representation.js'
import type { InexactCell } from '../../src/core/table.js'
import type { Row, Value } from '../../src/core/value.js'
import type { Language } from './languages.js'
import { quoted } from './text.js'

/** A function that writes a row in parentheses. It throws where the database has no such text. */
export function rowLiteral(columns: readonly Column[], language: Language): (row: Row) => string {
  const literals = columns.map((column) => cellLiteral(column, language))
  let count = 0
  return (row) => {
    count++
    const cells = row.map((value, index) => {
      const literal = literals[index]?.(value)
      if (literal === undefined) throw withNul(count, columns[index])
      return literal
    })
    return `(${cells.join(', ')})`
  }
}

function withNul(row: number, column: Column | undefined): RecordsError {
  const place = `row ${row}, column ${JSON.stringify(column?.name)}`
  return new RecordsError('output', `${place} has a NUL, which no text of PostgreSQL holds`, {
    hint: 'Take it out in the query, or choose another format or --dialect.',
  })
}

/** A function that writes a cell of this column; undefined where the database has no such text. */
function cellLiteral(
  { kind, typeName }: Column,
  language: Language,
): (value: Value) => string | undefined {
  const text = (language.textTypes.has(typeName) ? undefined : texts[kind]) ?? textLiteral
  return (value) => {
    switch (typeof value) {
      case 'string':
        return text(value, language)
      case 'number':
        return number(plainText(value), 'float', language)
      case 'bigint':
        return number(String(value), 'integer', language)
      case 'boolean':
        return value ? language.true : language.false
      default:
        return value === null ? 'NULL' : bytes(plainText(value), language)
    }
  }
}

/** How the text of a kind is written; as text, where it is not said. */
const texts: { readonly [K in Kind]?: typeof textLiteral } = {
  integer: (text, language) => number(text, 'integer', language),
  decimal: (text, language) => number(text, 'decimal', language),
  float: (text, language) => number(text, 'float', language),
  bytes,
}

function textLiteral(text: string, language: Language): string | undefined {
  const whole = text.toWellFormed()
  return whole.search(language.unquotable) < 0 ? quoted(whole) : language.text(whole)
}

const forms = {
  integer: /^-?\d+$/,
  decimal: /^-?\d+(\.\d+)?$/,
  float: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/,
}

type Form = keyof typeof forms

function number(text: string, form: Form, language: Language): string | undefined {
  return bareNumber(text, form, language) ?? textLiteral(text, language)
}

/** Undefined where it is written as text. */
function bareNumber(text: string, form: Form, language: Language): string | undefined {
  return forms[form].test(text) ? language[form](text) : language.specials.get(text)
}

/** Tells of a number that stands for itself only in a column of text. */
export function numberKeptAsText({ kind }: Column, language: Language): InexactCell | undefined {
  if (language.readsRoundly === undefined) return undefined
  const reason = `numbers that ${language.readsRoundly} does not have, or would round, are kept as text`
  return (value) => {
    const form = formOf(value, kind)
    if (form === undefined) return undefined
    return bareNumber(plainText(value), form, language) === undefined ? reason : undefined
  }
}

function formOf(value: Exclude<Value, null>, kind: Kind): Form | undefined {
  if (typeof value === 'number') return 'float'
  if (typeof value === 'bigint') return 'integer'
  return typeof value === 'string' && kind in forms ? (kind as Form) : undefined
}

function bytes(text: string, language: Language): string | undefined {
  const hex = /^\\x([0-9a-f]*)$/.exec(text)?.[1]
  return hex === undefined ? textLiteral(text, language) : language.bytes(hex)
}
