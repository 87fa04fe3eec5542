import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Book, Dataset } from '../../src/index.js'
import { columns, rows } from '../formatters/every-kind.js'

test('a dataset is a plain table', () => {
  const dataset = Dataset.from([
    { name: 'red leicester', price: 1.5 },
    { name: 'wensleydale', price: null },
  ])
  const table = `\
name         |price
-------------|-----
red leicester|1.5
wensleydale  |`
  expect(String(dataset)).toBe(table)
  expect(inspect(dataset)).toBe(table)
  expect(inspect({ dataset }, { compact: false })).toContain('name         |price')
})

const odd = new Dataset({
  columns: ['a\u001b[1m', 'b'],
  rows: [
    ['\u001b[31mred', 'line\nbreak'],
    ['名前', '  '],
    ['👩‍👩‍👧', null],
  ],
})

test.each([
  ['every kind', new Dataset({ columns, rows })],
  ['controls, wide characters, blanks at the end', odd],
  ['one column of nothing', new Dataset({ columns: ['a'], rows: [[null], [null]] })],
  ['an empty name', new Dataset({ columns: [''], rows: [['']] })],
  ['no rows', new Dataset({ columns: ['name', 'price'] })],
  ['no columns', new Dataset({ columns: [] })],
  ['a row without columns', new Dataset({ columns: [], rows: [[]] })],
  ['rows without columns', new Dataset({ columns: [], rows: [[], []] })],
])('it is what the format table has: %s', async (_what, dataset) => {
  expect(`${dataset}\n`).toBe(await dataset.export('table', { style: 'plain' }))
})

test('the console shows the first rows of a long one', () => {
  const long = Dataset.from(Array.from({ length: 103 }, (_, n) => ({ n })))
  const lines = inspect(long).split('\n')
  expect(lines).toHaveLength(103)
  expect(lines.slice(-2)).toEqual(['99 ', '(3 more)'].map((line) => line.trim()))
  expect(String(long).split('\n')).toHaveLength(105)
})

test('a book is its tables under their titles', () => {
  const one = Dataset.from([{ a: 1 }], 'first\u001b[1m')
  const two = Dataset.from([{ b: 2 }])
  expect(String(new Book([one, two]))).toBe('first\\x1b[1m\na\n-\n1\n\nb\n-\n2')
  expect(inspect(new Book([two]))).toBe('b\n-\n2')
  expect(String(new Book())).toBe('(no datasets)')
})
