import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import csv from '../../formatters/csv.js'
import json from '../../formatters/json.js'
import jsonl from '../../formatters/jsonl.js'
import tsv from '../../formatters/tsv.js'
import xlsx from '../../formatters/xlsx.js'
import yaml from '../../formatters/yaml.js'
import type { Format } from '../../src/core/formatter.js'
import { plainText } from '../../src/core/representation.js'
import type { HeldTable } from '../../src/core/table.js'
import type { Row } from '../../src/core/value.js'
import { hostileTexts } from '../values/hostile-texts.js'
import { anyTexts } from './any-text.js'
import { columns, rows } from './every-kind.js'
import { again, readTables } from './reading.js'
import { column, dataset, written } from './written.js'

const formats: readonly Format[] = [csv, tsv, json, jsonl, yaml, xlsx]
const dataFormats: readonly Format[] = [json, jsonl, yaml]

async function readBack(
  format: Format,
  columns: HeldTable['columns'],
  rows: readonly Row[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<HeldTable> {
  const { bytes } = await written(format, [dataset(columns, rows)], options)
  return (await readTables(format, bytes, options))[0] as HeldTable
}

function texts(rows: readonly Row[]): (string | null)[][] {
  return rows.map((row) => row.map((cell) => (cell === null ? null : plainText(cell))))
}

const cells = fc.oneof(
  fc.constantFrom(null, ...hostileTexts.filter((text) => text.length < 1000)),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'",;\t\r\n\\ aN_x0041'), maxLength: 6 }),
)

const tables = fc
  .uniqueArray(
    fc
      .oneof(cells, fc.constantFrom('__proto__', '2', '1', ''))
      // At the beginning of a file it is a byte order mark.
      .map((name) => (name ?? 'NULL').replace(/^\ufeff+/, '')),
    { minLength: 1, maxLength: 4 },
  )
  .chain((names) =>
    fc.record({
      names: fc.constant(names),
      rows: fc.array(fc.array(cells, { minLength: names.length, maxLength: names.length }), {
        minLength: 1,
        maxLength: 6,
      }),
    }),
  )

describe.each(formats)('$name', (format) => {
  test('every cell of every kind has the text that it had', async () => {
    const table = await readBack(format, columns, rows)
    expect(table.columns.map(({ name }) => name)).toEqual(columns.map(({ name }) => name))
    if (dataFormats.includes(format)) return // What JSON is not text, has no other text of its own.
    expect(texts(table.rows)).toEqual(texts(rows))
  })

  test('any text comes back, and NULL, in columns of any name', async () => {
    const property = fc.asyncProperty(tables, async ({ names, rows }) => {
      const table = await readBack(
        format,
        names.map((name) => column(name)),
        rows,
      )
      expect(table.columns.map(({ name }) => name)).toEqual(names)
      expect(table.rows).toEqual(rows)
    })
    await fc.assert(property, { numRuns: format === xlsx ? 100 : 500 })
  })

  test('many texts come back', async () => {
    const all = [...anyTexts(500), ...hostileTexts].map((text) => text.toWellFormed())
    const fitting = format === xlsx ? all.filter((text) => text.length <= 32_767) : all
    const given = [...fitting, null, 'end'].map((text) => [text, 'x'])
    const table = await readBack(format, [column('a'), column('b')], given)
    expect(table.rows).toEqual(given)
    expect(table.columns.map(({ kind }) => kind)).toEqual(['text', 'text'])
  })

  test('what was read is written as it was', async () => {
    const first = await written(format, [dataset(columns, rows)])
    const tables = await readTables(format, first.bytes)
    const second = await written(format, tables.map(again))
    if (format === xlsx) {
      expect(texts((await readTables(xlsx, second.bytes))[0]?.rows ?? [])).toEqual(texts(rows))
    } else {
      expect(second.text).toBe(first.text)
    }
  })
})

test.each<[Format, object]>([
  [csv, { header: false }],
  [csv, { delimiter: '; ', crlf: true, null: 'NULL', bom: true }],
  [csv, { excel: true }],
  [tsv, { header: false, null: 'NULL' }],
  [json, { indent: 3 }],
  [xlsx, { null: 'NULL' }],
  [xlsx, { header: false }],
])('$name: written and read with the same options', async (format, options) => {
  const given = [
    ['a', null, '', 'x;y'],
    [null, '"NULL" ', 'line\r\nline', '; '],
    ['ID', '', null, 'z'],
  ]
  const columns = ['1', '2', '3', '4'].map((name) => column(name))
  const table = await readBack(format, columns, given, { ...options })
  expect(table.columns.map(({ name }) => name)).toEqual(['1', '2', '3', '4'])
  expect(table.rows).toEqual(given)
})

test('zero rows keep what the format keeps of them', async () => {
  for (const format of formats) {
    const table = await readBack(format, [column('a'), column('b')], [])
    expect(table.rows).toEqual([])
    const names = table.columns.map(({ name }) => name)
    expect(names).toEqual(dataFormats.includes(format) ? [] : ['a', 'b'])
  }
})

test('nothing is put on the prototype of all objects', async () => {
  const hostile =
    '[{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": 1}}}]'
  const { rows } = (await readTables(json, hostile))[0] as HeldTable
  expect(rows).toEqual([['{"polluted": true}', '{"prototype": {"polluted": 1}}']])
  await readTables(yaml, hostile)
  await readTables(csv, '__proto__,constructor\npolluted,polluted\n')
  expect('polluted' in {}).toBe(false)
})
