import { type Column, uniqueNames } from '../src/core/column.js'
import type { ChoiceOption, Notify, OptionValues, TableFormat } from '../src/core/formatter.js'
import { encoder, type Spelling } from '../src/core/representation.js'
import type { Sink } from '../src/core/sink.js'
import type { Table } from '../src/core/table.js'
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

const options: { indent: typeof indent; bigNumbers: typeof bigNumbers } = { indent, bigNumbers }

/**
 * RFC 8259: an array of an object a row. Numbers keep every digit; NaN and infinities are strings;
 * a `json` column is embedded as it is. The closing bracket is written only after the last row.
 */
const json: TableFormat<typeof options> = {
  name: 'json',
  extensions: ['json'],
  summary: 'an array of objects',
  content: 'text',
  tables: 'one',
  options,
  async write(table, sink, options, notify) {
    await writeRows(table, sink, options, { depth: 0, before: '', after: '\n' }, notify)
  },
  /** As Python's tablib has a databook: `[{"title": "…", "data": […]}]`. */
  async writeBook(tables, sink, options, notify) {
    const [outer, sheet, part] = [0, 1, 2].map((depth) => line(options.indent, depth))
    const between = options.indent > 0 ? '' : ' '
    let next = `[${sheet}`
    for await (const table of tables) {
      const title = JSON.stringify(table.title?.toWellFormed() ?? null)
      const before = `${next}{${part}"title": ${title},${between}${part}"data": `
      const after = `${sheet}}`
      await writeRows(table, sink, options, { depth: 2, before, after }, notify)
      next = `,${between}${sheet}`
    }
    await sink.write(next.startsWith('[') ? '[]\n' : `${outer}]\n`)
  },
  async read(input) {
    const { readJson } = await import('./json/read.js')
    return readJson(input)
  },
}

export default json

function line(indent: number, depth: number): string {
  return indent > 0 ? `\n${' '.repeat(indent * depth)}` : ''
}

/** What stands around an array, and how deep its brackets are. */
interface Place {
  readonly depth: number
  readonly before: string
  readonly after: string
}

async function writeRows(
  { columns, batches }: Table,
  sink: Sink,
  { indent, bigNumbers }: OptionValues<typeof options>,
  { depth, before, after }: Place,
  notify: Notify,
): Promise<void> {
  const [outer, row, cell] = [0, 1, 2].map((more) => line(indent, depth + more))
  const space = indent > 0 ? '' : ' '
  const object = objectWriter(columns, uniqueNames(columns, notify), jsonSpelling(bigNumbers), {
    key: jsonKey,
    open: `{${cell}`,
    between: `,${space}${cell}`,
    close: `${row}}`,
    empty: '{}',
  })
  const between = `,${space}${row}`
  let next = `${before}[${row}`
  for await (const batch of batches) {
    if (batch.length === 0) continue
    await sink.write(next + batch.map(object).join(between))
    next = between
  }
  await sink.write(next === between ? `${outer}]${after}` : `${before}[]${after}`)
}

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
