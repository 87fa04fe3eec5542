import { type Column, uniqueNames } from '../src/core/column.js'
import type { ChoiceOption, TableFormat } from '../src/core/formatter.js'
import { encoder, type Spelling } from '../src/core/representation.js'
import type { Row } from '../src/core/value.js'

/** Shared by both JSON formats. */
export const bigNumbers: ChoiceOption<'exact' | 'string'> = {
  type: 'choice',
  choices: ['exact', 'string'],
  default: 'exact',
  summary: 'numbers that a double cannot hold: as bare digits, or as strings',
}

const indent = {
  type: 'integer',
  minimum: 0,
  maximum: 8,
  default: 0,
  summary: 'spaces to indent by; 0 writes one line',
} as const

/**
 * RFC 8259: an array of an object a row. Numbers keep every digit; NaN and infinities are strings;
 * a `json` column is embedded as it is. The closing bracket is written only after the last row.
 */
const json: TableFormat<{ indent: typeof indent; bigNumbers: typeof bigNumbers }> = {
  name: 'json',
  extensions: ['json'],
  summary: 'an array of objects',
  content: 'text',
  tables: 'one',
  options: { indent, bigNumbers },
  async write(dataset, sink, { indent, bigNumbers }, notify) {
    const line = (depth: number) => (indent > 0 ? `\n${' '.repeat(indent * depth)}` : '')
    const names = uniqueNames(dataset.columns, notify)
    const object = objectWriter(dataset.columns, names, jsonSpelling(bigNumbers), {
      key: jsonKey,
      open: `{${line(2)}`,
      between: indent > 0 ? `,${line(2)}` : ', ',
      close: `${line(1)}}`,
      empty: '{}',
    })
    const between = indent > 0 ? `,${line(1)}` : ', '
    let next = `[${line(1)}`
    for await (const batch of dataset.batches) {
      if (batch.length === 0) continue
      await sink.write(next + batch.map(object).join(between))
      next = between
    }
    await sink.write(next === between ? `${line(0)}]\n` : '[]\n')
  },
}

export default json

export function jsonSpelling(bigNumbers: 'exact' | 'string'): Spelling {
  const number = bigNumbers === 'exact' ? (text: string) => text : safeNumber
  return {
    null: 'null',
    boolean: String,
    integer: number,
    float: (text) => text,
    decimal: number,
    special: (name) => `"${name}"`,
    string: (text) => JSON.stringify(text.toWellFormed()),
    json: (text) => text,
    array: (items) => `[${items.join(', ')}]`,
  }
}

export function jsonKey(name: string): string {
  return `${JSON.stringify(name.toWellFormed())}: `
}

/** Digits that a reader with doubles would change become a string; zeros at the end do not count. */
function safeNumber(text: string): string {
  const digits = text.replace(/^-?[0.]*|\.|0+$/g, '')
  const safe = text.includes('.') ? digits.length <= 15 : Number.isSafeInteger(Number(text))
  return safe ? text : `"${text}"`
}

interface Layout {
  key(name: string): string
  readonly open: string
  readonly between: string
  readonly close: string
  /** A row without columns. */
  readonly empty: string
}

/** A function that writes a row as an object, its names escaped once. */
export function objectWriter(
  columns: readonly Column[],
  names: readonly string[],
  spelling: Spelling,
  { key, open, between, close, empty }: Layout,
): (row: Row) => string {
  if (columns.length === 0) return () => empty
  const cells = columns.map((column) => encoder(column, spelling))
  const keys = names.map((name, index) => `${index === 0 ? open : between}${key(name)}`)
  return (row) => {
    let text = ''
    for (let index = 0; index < cells.length; index++) {
      text += (keys[index] as string) + cells[index]?.(row[index] ?? null)
    }
    return text + close
  }
}
