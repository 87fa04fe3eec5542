import { describe, expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { Book, Dataset } from '../../src/index.js'
import { readers } from '../readers/index.js'

function prices(): Dataset {
  return new Dataset({
    title: 'prices',
    columns: ['name', { name: 'price', kind: 'decimal', typeName: 'numeric', scale: 2 }],
    rows: [
      ['brie', '1.50'],
      ['gouda', null],
      ['feta', '12.00'],
    ],
  })
}

/** What is written with formatters, and the same cells held outright. */
function formattedAndHeld(): [Dataset, Dataset] {
  const dataset = prices()
  dataset.formatColumn('price', (price, { name }) => `${name} is ${price ?? 'free'}`)
  const held = new Dataset({
    title: 'prices',
    columns: ['name', 'price'],
    rows: [
      ['brie', 'brie is 1.50'],
      ['gouda', 'gouda is free'],
      ['feta', 'feta is 12.00'],
    ],
  })
  return [dataset, held]
}

describe.each(formats)('$name', ({ name }) => {
  test('writes what formatters make', async () => {
    const [dataset, held] = formattedAndHeld()
    expect(await dataset.export(name)).toEqual(await held.export(name))
    expect(await dataset.export(name)).not.toEqual(await prices().export(name))
  })

  const reader = readers[name]
  test.skipIf(!reader?.there)('reads back so', async () => {
    const [dataset] = formattedAndHeld()
    const text = (text: string) => ({ kind: 'text', text }) as const
    const rows = [
      [text('brie'), text('brie is 1.50')],
      [text('gouda'), text('gouda is free')],
      [text('feta'), text('feta is 12.00')],
    ]
    dataset.title = undefined
    expect(reader?.read(Buffer.from(await dataset.export(name, reader.options)))).toEqual(
      reader?.expected({ names: ['name', 'price'], rows }),
    )
  })
})

test.each(formats.filter(({ tables, writeBook }) => tables === 'many' || writeBook))(
  'a book writes what formatters make: $name',
  async ({ name }) => {
    const [dataset, held] = formattedAndHeld()
    const other = Dataset.from([{ id: 1 }], 'other')
    expect(await new Book([other, dataset]).export(name)).toEqual(
      await new Book([other, held]).export(name),
    )
  },
)

test('the plain table shows what formatters make', () => {
  const [dataset, held] = formattedAndHeld()
  expect(String(dataset)).toBe(String(held))
})

test.each<[what: string, made: (price: unknown) => unknown, kind: string, json: unknown[]]>([
  ['numbers', (price) => Number(price), 'float', [1.5, 0, 12]],
  ['null', () => null, 'unknown', [null, null, null]],
  ['undefined', () => undefined, 'unknown', [null, null, null]],
  ['booleans', (price) => price === null, 'boolean', [false, true, false]],
  [
    'dates',
    (price) => (price === null ? null : new Date(Number(price) * 1000)),
    'datetime',
    ['1970-01-01 00:00:01.500+00', null, '1970-01-01 00:00:12+00'],
  ],
  [
    'objects',
    (price) => ({ price }),
    'json',
    [{ price: '1.50' }, { price: null }, { price: '12.00' }],
  ],
])('a formatter may give %s', async (_what, made, kind, json) => {
  const dataset = prices()
  dataset.formatColumn('price', made)
  const rows = JSON.parse(await dataset.export('json'))
  expect(rows.map((row: { price: unknown }) => row.price)).toEqual(json)
  for await (const result of dataset.results()) {
    expect(result).toMatchObject({ columns: [{}, { name: 'price', kind, typeName: '' }] })
  }
})

test('formatters change only what is written', async () => {
  const [dataset] = formattedAndHeld()
  expect(dataset.column('price')).toEqual(['1.50', null, '12.00'])
  expect(dataset.columns[1]).toMatchObject({ kind: 'decimal', scale: 2 })
  expect(dataset.sort('price').column('name')).toEqual(['gouda', 'brie', 'feta'])
  const seen: unknown[] = []
  dataset.formatColumn('name', (name, row) => seen.push([name, row.price]))
  dataset.toString()
  expect(seen).toEqual([
    ['brie', '1.50'],
    ['gouda', null],
    ['feta', '12.00'],
  ])
})

test('a formatter goes with its column', async () => {
  const [dataset] = formattedAndHeld()
  dataset.addColumn('id', [1, 2, 3], 0)
  dataset.renameColumn('price', 'cost')
  dataset.removeColumn('id')
  const first = 'name,cost\nbrie,brie is 1.50\n'
  expect((await dataset.export('csv')).slice(0, first.length)).toBe(first)
  const derived = [
    dataset.filter(() => true),
    dataset.sort('name'),
    dataset.distinct(),
    dataset.subset({ columns: ['name', 'cost'], rows: [0] }),
    dataset.stack(dataset),
    new Dataset({ columns: ['id'], rows: [[1], [2], [3]] }).stackColumns(dataset),
  ]
  for (const one of derived) expect(await one.export('csv')).toContain('brie is 1.50')
  expect(await dataset.transpose().export('csv')).toContain('cost,1.50,,12.00')
})

test('what a formatter throws is thrown', async () => {
  const dataset = prices()
  const failure = new Error('no price')
  dataset.formatColumn('price', () => {
    throw failure
  })
  await expect(dataset.export('csv')).rejects.toBe(failure)
  dataset.formatColumn('price', () => Symbol('x'))
  await expect(dataset.export('csv')).rejects.toMatchObject({
    message: 'column "price": a symbol is no value of a cell',
  })
  expect(() => dataset.formatColumn('x', String)).toThrow(/^there is no column "x"/)
})
