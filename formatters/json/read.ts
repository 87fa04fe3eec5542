import { DataTable } from '../../src/core/data-table.js'
import type { HeldTable } from '../../src/core/table.js'
import { unreadable } from '../../src/core/unreadable.js'
import { utf8Text } from '../../src/core/utf8-text.js'
import { checkJson } from './check.js'
import { elements, members, type Span, skipped } from './scan.js'

/** Reads an array of objects, which is a table, or of sheets, `{"title": …, "data": […]}`. */
export function readJson(input: Uint8Array): HeldTable[] {
  const text = utf8Text(input, 'json')
  checkJson(text, 'json')
  const start = skipped(text, 0)
  if (text[start] !== '[') throw noTable('it is not an array')
  const items = [...elements(text, start)]
  const sheets = sheetsOf(text, items)
  return sheets?.map(({ title, data }) => tableOf(text, data, title)) ?? [tableOf(text, items)]
}

/** Adds an object's members as a row. */
export function addRow(table: DataTable, text: string, start: number): void {
  table.add(cells(text, start))
}

function* cells(text: string, start: number): Generator<[string, string]> {
  for (const [name, { start: from, end }] of members(text, start)) {
    yield [name, text.slice(from, end)]
  }
}

function tableOf(text: string, items: readonly Span[], title?: string): HeldTable {
  const table = new DataTable('json')
  items.forEach(({ start }, index) => {
    if (text[start] !== '{') throw noTable(`item ${index + 1} is not an object`)
    addRow(table, text, start)
  })
  return table.table(title)
}

interface Sheet {
  readonly title: string | undefined
  readonly data: readonly Span[]
}

/** The sheets, if every item is one: nothing else makes them differ from rows. */
function sheetsOf(text: string, items: readonly Span[]): Sheet[] | undefined {
  const sheets: Sheet[] = []
  for (const { start } of items) {
    const sheet = sheetAt(text, start)
    if (sheet === undefined) return undefined
    sheets.push(sheet)
  }
  return sheets.length > 0 ? sheets : undefined
}

function sheetAt(text: string, start: number): Sheet | undefined {
  if (text[start] !== '{') return undefined
  const parts = [...members(text, start)]
  const [title, data] = ['title', 'data'].map((name) => parts.find(([key]) => key === name)?.[1])
  if (title === undefined || data === undefined || parts.length > 2) return undefined
  if (!'"n'.includes(text[title.start] as string) || text[data.start] !== '[') return undefined
  const rows = [...elements(text, data.start)]
  if (!rows.every((row) => text[row.start] === '{')) return undefined
  return { title: JSON.parse(text.slice(title.start, title.end)) ?? undefined, data: rows }
}

function noTable(problem: string): Error {
  return unreadable('json', problem, {
    hint: 'A table is an array of objects, [{"name": value}, …]; several are [{"title": "…", "data": […]}, …].',
  })
}
