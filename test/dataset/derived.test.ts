import { describe, expect, test } from 'vitest'
import { Dataset } from '../../src/index.js'

function cheeses(): Dataset {
  return new Dataset({
    title: 'cheeses',
    columns: ['name', { name: 'price', kind: 'decimal', typeName: 'numeric', scale: 2 }, 'stock'],
    rows: [
      ['brie', '1.50', 3],
      ['gouda', null, 0],
      ['brie', '1.50', 3],
    ],
  })
}

test('what is made of a dataset leaves it as it is, and holds rows of its own', () => {
  const dataset = cheeses()
  const derived = [
    dataset.filter(() => true),
    dataset.sort('name'),
    dataset.distinct(),
    dataset.subset({}),
    dataset.transpose(),
    dataset.stack(dataset),
    dataset.stackColumns(dataset),
  ]
  for (const one of derived) {
    expect(one.title).toBe('cheeses')
    one.title = 'other'
    one.append(one.names.map(() => 'x'))
    one.remove(0)
    one.renameColumn(0, 'other')
    one.removeColumn(0)
  }
  expect(dataset).toMatchObject({ title: 'cheeses', names: ['name', 'price', 'stock'] })
  expect(dataset.arrays()).toEqual(cheeses().arrays())
})

test('filter', () => {
  const dataset = cheeses()
  expect(dataset.filter(({ stock }) => stock === 0).arrays()).toEqual([['gouda', null, 0]])
  expect(dataset.filter((_, index) => index === 2).height).toBe(1)
  const none = dataset.filter(() => false)
  expect([none.height, none.names]).toEqual([0, dataset.names])
})

describe('distinct', () => {
  test('takes the first of rows that are the same in every cell', () => {
    expect(cheeses().distinct().arrays()).toEqual(cheeses().arrays().slice(0, 2))
  })

  test('tells every value from every other', () => {
    const values = [null, '', 'null', '1', 1n, 1.5, '1.5', true, 'true', Uint8Array.of(1), '\\x01']
    const dataset = new Dataset({ columns: ['a'], rows: [...values, ...values].map((a) => [a]) })
    expect(dataset.distinct().height).toBe(values.length)
    const pairs = new Dataset({
      columns: ['a', 'b'],
      rows: [
        ['a', 'b","c'],
        ['a","b', 'c'],
      ],
    })
    expect(pairs.distinct().height).toBe(2)
  })
})

describe('subset', () => {
  test('takes rows and columns in the order in which they are named', () => {
    const subset = cheeses().subset({ rows: [-1, 1, 1], columns: ['stock', 0] })
    expect(subset.names).toEqual(['stock', 'name'])
    expect(subset.arrays()).toEqual([
      [3, 'brie'],
      [0, 'gouda'],
      [0, 'gouda'],
    ])
    expect(cheeses().subset({ columns: [] })).toMatchObject({ width: 0, height: 3 })
    expect(cheeses().subset({ rows: [] })).toMatchObject({ width: 3, height: 0 })
    expect(cheeses().subset({}).arrays()).toEqual(cheeses().arrays())
  })

  test('of what is not there is refused', () => {
    expect(() => cheeses().subset({ rows: [3] })).toThrow(/^there is no row 3/)
    expect(() => cheeses().subset({ columns: ['x'] })).toThrow(/^there is no column "x"/)
  })
})

describe('transpose', () => {
  test('makes rows of columns', async () => {
    const dataset = new Dataset({
      columns: ['name', ...(['2023', '2024'] as const)],
      rows: [
        ['brie', 1, 2.5],
        [null, null, 4],
      ],
    })
    const transposed = dataset.transpose()
    expect(transposed.names).toEqual(['name', 'brie', ''])
    expect(transposed.arrays()).toEqual([
      ['2023', 1, null],
      ['2024', 2.5, 4],
    ])
    expect(transposed.columns.map(({ kind }) => kind)).toEqual(['text', 'float', 'float'])
    expect(transposed.transpose().arrays()).toEqual([
      ['brie', 1, 2.5],
      ['', null, 4],
    ])
  })

  test('keeps what the cells are', async () => {
    const decimals = cheeses()
      .subset({ columns: ['name', 'price', 'price'] })
      .transpose()
    expect(await decimals.export('json')).toBe(
      '[{"name": "price", "brie": 1.50, "gouda": null, "brie_2": 1.50}, {"name": "price", "brie": 1.50, "gouda": null, "brie_2": 1.50}]\n',
    )
    const mixed = new Dataset({ columns: ['a', 'b', 'c'], rows: [['x', '007', 7]] }).transpose()
    expect(await mixed.export('json')).toBe('[{"a": "b", "x": "007"}, {"a": "c", "x": 7}]\n')
  })

  test('of next to nothing', () => {
    expect(new Dataset({ columns: [] }).transpose()).toMatchObject({ width: 0, height: 0 })
    expect(new Dataset({ columns: ['a'], rows: [['x']] }).transpose()).toMatchObject({
      names: ['a', 'x'],
      height: 0,
    })
    expect(new Dataset({ columns: ['a', 'b'] }).transpose().arrays()).toEqual([['b']])
  })
})

describe('stack', () => {
  test('puts rows below rows', () => {
    const other = new Dataset({ columns: ['a', 'b', 'c'], rows: [['feta', '2', 1]] })
    const stacked = cheeses().stack(other)
    expect(stacked.names).toEqual(['name', 'price', 'stock'])
    expect(stacked.column(0)).toEqual(['brie', 'gouda', 'brie', 'feta'])
    expect(() => cheeses().stack(new Dataset({ columns: ['a'] }))).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: 'the other dataset has 1 column, and this one 3 columns',
      }),
    )
  })

  test('keeps what the cells of either are', async () => {
    const decimals = cheeses().subset({ columns: ['price'], rows: [0] })
    const texts = new Dataset({ columns: ['code'], rows: [['007']] })
    const empty = new Dataset({ columns: ['nothing'], rows: [[null]] })
    const json = (dataset: Dataset) => dataset.export('json')
    expect(await json(decimals.stack(texts))).toBe('[{"price": "1.50"}, {"price": "007"}]\n')
    expect(await json(texts.stack(decimals))).toBe('[{"code": "007"}, {"code": "1.50"}]\n')
    expect(await json(empty.stack(decimals))).toBe('[{"nothing": null}, {"nothing": 1.50}]\n')
    expect(await json(decimals.stack(empty))).toBe('[{"price": 1.50}, {"price": null}]\n')
    expect(decimals.stack(decimals).columns).toEqual(decimals.columns)
  })

  test('keeps arrays of one type of elements only', () => {
    const array = (kind: 'integer' | 'text') =>
      new Dataset({
        columns: [{ name: 'a', kind: 'array', typeName: '', element: { kind, delimiter: ',' } }],
        rows: [['{1}']],
      })
    expect(array('integer').stack(array('integer')).arrays()).toEqual([[[1]], [[1]]])
    expect(array('integer').stack(array('text')).arrays()).toEqual([['{1}'], ['{1}']])
  })

  test('puts columns beside columns', () => {
    const dataset = cheeses()
    const both = dataset.stackColumns(dataset.subset({ columns: ['name'] }))
    expect(both.names).toEqual(['name', 'price', 'stock', 'name'])
    expect(both.column('name_2')).toEqual(dataset.column('name'))
    expect(() => dataset.stackColumns(dataset.subset({ rows: [0] }))).toThrow(
      expect.objectContaining({ message: 'the other dataset has 1 row, and this one 3 rows' }),
    )
  })
})
