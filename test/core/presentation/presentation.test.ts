import { describe, expect, it, test } from 'vitest'
import type { Column } from '../../../src/core/column.js'
import {
  type ColumnPresentation,
  type Presentation,
  presented,
} from '../../../src/core/presentation/presentation.js'
import type { Row } from '../../../src/core/value.js'
import { column, dataset } from '../../formatters/written.js'

async function read(how: Presentation, columns: readonly Column[], rows: readonly Row[]) {
  const table = presented(dataset(columns, rows), how)
  const read: Row[] = []
  for await (const batch of table.batches) read.push(...batch)
  return { names: table.columns.map(({ name }) => name), rows: read, table }
}

const letters = ['a', 'b', 'c', 'a'].map((name) => column(name, 'text'))
const row: Row = ['1', '2', '3', '4']

describe('columns', () => {
  it.each<[string, Presentation, string[], Row]>([
    ['are the query’s where nothing is said', {}, ['a', 'b', 'c', 'a'], row],
    [
      'come in order, the others after',
      { order: ['c'] },
      ['c', 'a', 'b', 'a'],
      ['3', '1', '2', '4'],
    ],
    ['come once', { order: ['b', 'a', 'b'] }, ['b', 'a', 'c', 'a'], ['2', '1', '3', '4']],
    ['are hidden, all of a name', { columns: { a: { hidden: true } } }, ['b', 'c'], ['2', '3']],
    [
      'are named, all of a name',
      { columns: { a: { title: 'A' }, b: { title: '' } } },
      ['A', '', 'c', 'A'],
      row,
    ],
    [
      'are hidden at the end too',
      { order: ['b', 'c'], columns: { a: { hidden: true } } },
      ['b', 'c'],
      ['2', '3'],
    ],
  ])('%s', async (_what, how, names, cells) => {
    expect(await read(how, letters, [row, row])).toMatchObject({ names, rows: [cells, cells] })
  })

  it('may all be hidden: the rows then have no cells', async () => {
    const how = { columns: { b: { hidden: true } } }
    expect(await read(how, [column('b')], [['1'], ['2']])).toMatchObject({
      names: [],
      rows: [[], []],
    })
  })

  it('may be called anything', async () => {
    const names = ['__proto__', 'constructor', 'toString', '2', '']
    const columns = names.map((name) => column(name))
    const said = Object.fromEntries(
      names.map((name): [string, ColumnPresentation] => [name, { width: 3 }]),
    )
    const { table, ...rest } = await read({ columns: said, order: ['', '2'] }, columns, [names])
    expect(rest.names).toEqual(['', '2', '__proto__', 'constructor', 'toString'])
    expect(rest.rows).toEqual([rest.names])
    expect(table.shown?.columns.map(({ width }) => width)).toEqual([3, 3, 3, 3, 3])
    const nothing = await read({}, columns, [names])
    expect(nothing.table.shown?.columns.map(({ width }) => width)).toEqual(
      names.map(() => undefined),
    )
  })
})

test('groups are positions of what is shown', async () => {
  const how = { order: ['c'], groupBy: ['b', 'c', 'b'], columns: { a: { hidden: true } } }
  expect((await read(how, letters, [])).table.shown?.groups).toEqual([1, 0])
})

it.each<[Column['kind'], string, Column['kind']]>([
  ['text', 'd mmm yyyy', 'date'],
  ['unknown', 'd mmm yyyy hh:mm', 'datetime'],
  ['unknown', 'd "hours" mmm', 'date'],
  ['text', 'mm:ss', 'datetime'],
  ['text', '0.00', 'text'],
  ['integer', 'd mmm yyyy', 'integer'],
  ['datetime', 'd mmm yyyy', 'datetime'],
])('a column of %s shown as %s is of %s', async (kind, format, expected) => {
  const { table } = await read({ columns: { c: { format } } }, [column('c', kind)], [])
  expect(table.columns[0]?.kind).toBe(expected)
})

it.each<[string, Presentation, string, string]>([
  ['an unknown column', { columns: { amonut: {} } }, 'no column amonut', 'Did you mean amount?'],
  ['one in the order', { order: ['x'] }, 'no column x', 'It gives amount, country.'],
  ['one of groups', { groupBy: ['Country'] }, 'no column Country', 'Did you mean country?'],
  [
    'a hidden group',
    { groupBy: ['country'], columns: { country: { hidden: true } } },
    'country is hidden',
    '',
  ],
  ['a format', { columns: { amount: { format: 'x' } } }, 'no format "x"', '#,##0.00'],
  ['a condition', { columns: { amount: { highlight: { bad: 'x' } } } }, '"x" is no condition', ''],
  ['no width', { columns: { amount: { width: 0 } } }, 'width of amount cannot be 0', '1 to 255'],
  ['a width', { columns: { amount: { width: 1e9 } } }, 'cannot be 1000000000', '1 to 255'],
  ['a fraction', { columns: { amount: { width: 1.5 } } }, 'cannot be 1.5', '1 to 255'],
  [
    'a total',
    { columns: { amount: { total: 'avg' as 'sum' } } },
    'no total avg for amount',
    'sum, average, count, min, max',
  ],
])('%s is refused', (_what, how, message, hint) => {
  const columns = [column('amount', 'decimal'), column('country')]
  const refusal = { code: 'usage', message: expect.stringContaining(message) }
  expect(() => presented(dataset(columns, []), how)).toThrow(
    expect.objectContaining(
      hint === '' ? refusal : { ...refusal, hint: expect.stringContaining(hint) },
    ),
  )
})
