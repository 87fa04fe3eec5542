import { expect, test } from 'vitest'
import csv from '../../formatters/csv.js'
import json from '../../formatters/json.js'
import jsonl from '../../formatters/jsonl.js'
import tsv from '../../formatters/tsv.js'
import type { Column, Kind } from '../../src/core/column.js'
import { EncodedBatch, EncodedBatches } from '../../src/core/encoded-batch.js'
import type { Format } from '../../src/core/formatter.js'
import type { Batch, Row } from '../../src/core/value.js'
import { anyTexts } from './any-text.js'
import { columns as everyKind, rows as ofEveryKind } from './every-kind.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, written } from './written.js'

const texts = [...anyTexts(2000), ...hostileTexts(500)].map((text) => text.toWellFormed())

const numbers = [
  ...[
    '0',
    '-0',
    '00',
    '007',
    '-007',
    '1',
    '-1',
    '+1',
    '9007199254740993',
    '1.',
    '.5',
    '-.5',
    '0.50',
  ],
  ...['1.5', '-1.50', '00.5', '1.5.2', '1-', '--1', '-', '1e5', '1E+5', '1e-300', '1.0e+15', '12a'],
  ...['NaN', 'Infinity', '-Infinity', ' 1', '1 ', '', '1'.repeat(400)],
]

/** As a driver makes them: in UTF-8, with something blank around each cell. */
function encodedBatch(rows: Batch, booleans: readonly number[]): EncodedBatch {
  const parts = [Buffer.from(' ')]
  const cells: number[] = []
  let size = 1
  for (const value of rows.flat()) {
    const text = Buffer.from(value === null ? '' : `${value}`)
    cells.push(value === null ? -1 : size, size + text.length)
    parts.push(text, Buffer.from('  '))
    size += text.length + 2
  }
  return new EncodedBatch(Buffer.concat(parts), Int32Array.from(cells), rows.length, booleans)
}

async function* encodedBatches(rows: readonly Row[], booleans: readonly number[]) {
  const third = Math.ceil(rows.length / 3)
  for (const [index, start] of [0, third, 2 * third].entries()) {
    const batch = rows.slice(start, start + third)
    // One that could not be left as it came, between others.
    if (batch.length > 0) yield index === 1 ? batch : encodedBatch(batch, booleans)
  }
}

async function expectSame(
  format: Format,
  columns: readonly Column[],
  rows: readonly Row[],
  options: object = {},
): Promise<void> {
  const booleans = columns.flatMap(({ kind }, index) => (kind === 'boolean' ? [index] : []))
  const batches = new EncodedBatches(encodedBatches(rows, booleans))
  const encoded = await written(format, [{ columns, batches }], { ...options })
  const expected = await written(format, [dataset(columns, rows)], { ...options })
  expect(encoded.text).toBe(expected.text)
}

const ways: [Format, object][] = [
  [csv, {}],
  [csv, { null: 'NULL', crlf: true, delimiter: ';' }],
  [csv, { null: '-', excel: true, delimiter: '\t' }],
  [csv, { delimiter: '::' }],
  [csv, { delimiter: 'é' }],
  [csv, { guardFormulas: true }],
  [tsv, {}],
  [tsv, { null: '' }],
  [json, {}],
  [json, { indent: 2 }],
  [json, { bigNumbers: 'string' }],
  [jsonl, {}],
  [jsonl, { bigNumbers: 'string' }],
]

const kinds: Kind[] = [
  'text',
  'integer',
  'decimal',
  'float',
  'bytes',
  'datetime',
  'json',
  'unknown',
]

for (const [format, options] of ways) {
  const name = `${format.name} ${JSON.stringify(options)}`

  test.each(kinds)(`${name} copies %s as it writes its values`, async (kind) => {
    const cells = [...texts, ...numbers, null]
    const pairs = cells.map((text, index) => [text, cells[cells.length - 1 - index] ?? null])
    await expectSame(format, [column('a', kind), column('é"', 'text')], pairs, options)
    await expectSame(
      format,
      [column('a', kind)],
      cells.map((text) => [text]),
      options,
    )
  })

  test(`${name} copies booleans, arrays and what is of every kind`, async () => {
    const pair = [
      column('b', 'boolean'),
      column('x', 'array', { element: { kind: 'text', delimiter: ',' } }),
    ]
    const rows = [
      [true, '{a,"b c",NULL}'],
      [null, null],
      [false, '{}'],
    ]
    await expectSame(format, pair, rows, options)
    const ofServers = ofEveryKind.filter((row) =>
      row.every((cell) => cell === null || typeof cell === 'string' || typeof cell === 'boolean'),
    )
    expect(ofServers.length).toBeGreaterThan(1)
    await expectSame(format, everyKind, ofServers, options)
  })

  test(`${name} copies rows without columns, and no rows`, async () => {
    await expectSame(format, [], [[], [], []], options)
    await expectSame(format, [column('a')], [], options)
  })
}

test('rows that came encoded are read as values too', async () => {
  const rows = texts.map((text) => [text, null, text.length % 2 === 0])
  const read: Row[] = []
  for await (const batch of new EncodedBatches(encodedBatches(rows, [2]))) read.push(...batch)
  expect(read).toEqual(rows)
})
