import { uniqueNames } from '../src/core/column.js'
import type { ChoiceOption, Notify, OptionValues, TableFormat } from '../src/core/formatter.js'
import { objectLayout } from '../src/core/object-layout.js'
import type { Spelling } from '../src/core/representation.js'
import { writeRows as write } from '../src/core/row-writer.js'
import type { Sink } from '../src/core/sink.js'
import type { Table } from '../src/core/table.js'
import { jsonCells } from './json/cells.js'

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
  const between = `,${space}${row}`
  const spelling = jsonSpelling(bigNumbers)
  const any = await write(batches, sink, {
    ...objectLayout(uniqueNames(columns, notify).map(jsonKey), {
      open: `{${cell}`,
      between: `,${space}${cell}`,
      close: `${row}}`,
      empty: '{}',
    }),
    ...jsonCells(columns, spelling, bigNumbers === 'exact'),
    first: `${before}[${row}`,
    between,
  })
  await sink.write(any ? `${outer}]${after}` : `${before}[]${after}`)
}

/** Other text stands in its quotes as it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are among it
const escaped = /["\\\0-\x1f\ud800-\udfff]/

export function jsonSpelling(bigNumbers: 'exact' | 'string'): Spelling {
  const number = bigNumbers === 'exact' ? (text: string) => text : safeNumber
  return {
    null: 'null',
    boolean: String,
    integer: number,
    float: (text) => text,
    decimal: number,
    special: (name) => `"${name}"`,
    string: (text) => (escaped.test(text) ? JSON.stringify(text.toWellFormed()) : `"${text}"`),
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
