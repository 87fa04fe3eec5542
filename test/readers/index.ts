import { expect } from 'vitest'
import {
  type DataValue,
  hasPython,
  hasPyYaml,
  readCsv,
  readJson,
  readJsonLines,
  readTable,
  readTsv,
  readYaml11,
} from './data.js'
import { type HtmlPage, hasHtml5lib, readHtml } from './html.js'
import { hasLatex, typeset } from './latex.js'
import { hasCmark, readMarkdown } from './markdown.js'
import { hasOpenpyxl, readXlsx } from './xlsx.js'

/** A cell as the database has it: its text, and what that is. */
export interface Cell {
  readonly text: string
  readonly kind: 'text' | 'integer' | 'decimal' | 'float' | 'boolean' | 'date' | 'datetime'
}

export interface Table {
  readonly names: readonly string[]
  /** The names where they must differ. */
  readonly keys?: readonly string[]
  readonly rows: readonly (readonly (Cell | null)[])[]
}

/** How a format's output is read by something that is not ours. */
export interface Reader {
  readonly there: boolean
  /** Options with which every value can be told from the others. */
  readonly options: Readonly<Record<string, string | boolean>>
  /** Text that it can show; all, where it is not said. */
  readonly shows?: RegExp
  /** What the reader finds in the output, */
  readonly read: (bytes: Buffer) => unknown
  /** and what it must find of a table. */
  readonly expected: (table: Table) => unknown
}

const nullText = { null: 'NULL' }

/** By the names of the formats. */
export const readers: Readonly<Record<string, Reader>> = {
  table: {
    there: hasPython,
    options: nullText,
    read: (bytes) => readTable(bytes.toString()),
    // Blanks at the ends of a cell cannot be told from its padding.
    expected: (table) => texts(table).map((row) => row.map((text) => text.trim())),
  },
  csv: {
    there: hasPython,
    options: nullText,
    read: (bytes) => readCsv(bytes.toString()),
    expected: texts,
  },
  tsv: {
    there: hasPython,
    options: {},
    read: (bytes) => readTsv(bytes.toString()),
    expected: ({ names, rows }) => [names, ...rows.map((row) => row.map(textOrNull))],
  },
  json: {
    there: hasPython,
    options: {},
    read: (bytes) => readJson(bytes.toString()),
    expected: objects,
  },
  jsonl: {
    there: hasPython,
    options: {},
    read: (bytes) => readJsonLines(bytes.toString()),
    expected: objects,
  },
  yaml: {
    there: hasPyYaml,
    options: {},
    read: (bytes) => readYaml11(bytes.toString()),
    expected: (table) => [objects(table)],
  },
  xlsx: {
    there: hasOpenpyxl,
    options: nullText,
    read: (bytes) =>
      readXlsx(bytes).sheets[0]?.rows.map((row) => row.map(({ value }) => value ?? '')),
    expected: ({ names, rows }) => [names, ...rows.map((row) => row.map(sheetValue))],
  },
  html: {
    there: hasHtml5lib,
    options: nullText,
    read: (bytes) => pageCells(readHtml(bytes.toString())),
    expected: texts,
  },
  markdown: {
    there: hasCmark,
    options: nullText,
    read: (bytes) => pageCells(readMarkdown(bytes.toString())),
    expected: texts,
  },
  latex: {
    there: hasLatex,
    options: { ...nullText, document: true },
    // Latin Modern has no others.
    shows: /^[\0-\u024F]*$/,
    read(bytes) {
      const { complaints, text } = typeset(bytes.toString(), 'xelatex')
      return [complaints, text.replace(/\s/g, '')]
    },
    // The width of white space is the typesetter's, and below stands the number of the page.
    expected: (table) => [[], `${texts(table).flat().join('').replace(/\s/g, '')}1`],
  },
}

function texts({ names, rows }: Table): string[][] {
  return [[...names], ...rows.map((row) => row.map((cell) => textOrNull(cell) ?? 'NULL'))]
}

function textOrNull(cell: Cell | null): string | null {
  return cell?.text ?? null
}

function pageCells({ tables }: HtmlPage): string[][] | undefined {
  const [table] = tables
  return table && [table.header, ...table.rows].map((row) => row.map(({ text }) => text))
}

function objects({ names, keys = names, rows }: Table): unknown {
  return rows.map((row) => ({
    entries: row.map((cell, index) => [keys[index], cell && dataValue(cell)]),
  }))
}

/** Digits as they are, but that a float has a point or an exponent, whatever its text is. */
function dataValue({ kind, text }: Cell): DataValue {
  switch (kind) {
    case 'boolean':
      return text === 'true'
    case 'float':
      return { float: expect.toSatisfy((written) => Number(written) === Number(text)) }
    case 'integer':
      return { integer: text }
    case 'decimal':
      return text.includes('.') ? { float: text } : { integer: text }
    default:
      return text
  }
}

/** As openpyxl has it; a sheet keeps 15 digits of a number. */
function sheetValue(cell: Cell | null): unknown {
  if (cell === null) return 'NULL'
  const { kind, text } = cell
  switch (kind) {
    case 'boolean':
      return text === 'true'
    case 'date':
      return `${text} 00:00:00`
    case 'integer':
      return text.replace('-', '').length > 15 ? text : Number(text)
    case 'decimal':
    case 'float':
      return Number(text)
    default:
      return text
  }
}
