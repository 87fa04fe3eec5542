import { expect } from 'vitest'
import {
  type DataValue,
  hasPython,
  hasPyYaml,
  readCsv,
  readJson,
  readJsonLines,
  readSql,
  readTable,
  readTsv,
  readYaml11,
  type SqlValue,
} from './data.js'
import { type HtmlPage, hasHtml5lib, readHtml } from './html.js'
import { hasPandoc, type JiraTable, readJira } from './jira.js'
import { hasLatex, typeset } from './latex.js'
import { hasCmark, readMarkdown } from './markdown.js'
import { readOds } from './ods.js'
import { hasDocutils, readRst } from './rst.js'
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
  ods: {
    there: hasPython,
    options: nullText,
    read: (bytes) =>
      readOds(bytes).sheets[0]?.rows.map((row) => row.map(({ value }) => value ?? '')),
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
  rst: {
    there: hasDocutils,
    options: nullText,
    read(bytes) {
      const { complaints, tables } = readRst(bytes.toString())
      return [complaints, tables[0] && [...tables[0].header, ...tables[0].rows]]
    },
    expected: (table) => ['', texts(table)],
  },
  jira: {
    there: hasPandoc,
    options: nullText,
    read: (bytes) => jiraCells(readJira(bytes.toString()).tables),
    // A page takes blanks together.
    expected: (table) => texts(table).map((row) => row.map(withSingleBlanks)),
  },
  sql: {
    there: hasPython,
    options: { dialect: 'sqlite' },
    read: (bytes) => readSql(bytes.toString()),
    expected: sqlRows,
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

function jiraCells([table]: readonly JiraTable[]): unknown {
  return table && [table.header, ...table.rows]
}

function withSingleBlanks(text: string): string {
  return text.replace(/[ \t]+/g, ' ').replace(/^ | $/gm, '')
}

/** Columns of SQLite without types. Their names differ in more than their case. */
function sqlRows({ names, keys = names, rows }: Table): unknown {
  if (rows.length === 0) return null
  const before = (index: number) => keys.slice(0, index).map((key) => key.toLowerCase())
  const columns = keys.map((key, index) =>
    before(index).includes(key.toLowerCase()) ? expect.stringMatching(`^${key}_\\d+$`) : key,
  )
  return [columns, ...rows.map((row) => row.map((cell) => cell && sqlValue(cell)))]
}

function sqlValue({ kind, text }: Cell): SqlValue {
  switch (kind) {
    case 'boolean':
      return { integer: text === 'true' ? '1' : '0' }
    case 'integer':
      return { integer: text }
    case 'decimal':
    case 'float':
      return kind === 'decimal' && /^-?\d+$/.test(text)
        ? { integer: text }
        : { float: expect.toSatisfy((written) => Number(written) === Number(text)) }
    default:
      return text
  }
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

/** As openpyxl has it, and ods.py; a sheet keeps 15 digits of a number. */
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
