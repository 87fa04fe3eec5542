import { describe, expect, test } from 'vitest'
import { Dataset } from '../../src/index.js'

function cheeses(): Dataset {
  return new Dataset({
    columns: ['name', 'price', 'price'],
    rows: [
      ['brie', 1.5, 1],
      ['gouda', 2, 2],
      ['feta', null, 3],
    ],
  })
}

const usage = (message: string, hint?: string) =>
  expect.objectContaining({
    name: 'RecordsError',
    code: 'usage',
    message,
    ...(hint === undefined ? {} : { hint }),
  })

describe('access', () => {
  test('names, height, width', () => {
    const { names, height, width } = cheeses()
    expect({ names, height, width }).toEqual({
      names: ['name', 'price', 'price'],
      height: 3,
      width: 3,
    })
  })

  test('rows by position', () => {
    const dataset = cheeses()
    expect(dataset.at(0)).toEqual({ name: 'brie', price: 1.5, price_2: 1 })
    expect(dataset.at(-1)).toEqual({ name: 'feta', price: null, price_2: 3 })
    expect([dataset.at(3), dataset.at(-4)]).toEqual([undefined, undefined])
    expect([...dataset]).toEqual(dataset.objects())
    expect(dataset.arrays()[2]).toEqual(['feta', null, 3])
  })

  test('columns by name and position', () => {
    const dataset = cheeses()
    expect(dataset.column('price')).toEqual([1.5, 2, null])
    expect(dataset.column('price_2')).toEqual([1, 2, 3])
    expect(dataset.column(-1)).toEqual([1, 2, 3])
    expect(dataset.column(0)).toEqual(['brie', 'gouda', 'feta'])
    expect(dataset.column('price', { columns: { price: 'text' } })).toEqual(['1.5', '2', null])
  })

  test('a column that is not there', () => {
    const dataset = cheeses()
    expect(() => dataset.column('prise')).toThrow(
      usage('there is no column "prise"', 'Did you mean price?'),
    )
    expect(() => dataset.column('')).toThrow(
      usage('there is no column ""', 'The columns are name, price, price_2.'),
    )
    for (const position of [3, -4, 0.5, Number.NaN]) {
      expect(() => dataset.column(position)).toThrow(/^there is no column/)
    }
    expect(() => new Dataset({ columns: [] }).column(0)).toThrow(
      usage('there is no column 0', 'There are no columns.'),
    )
  })

  test('columns of any names', () => {
    const names = ['__proto__', 'constructor', '', '1', '0', 'a', 'a', 'a_2']
    const dataset = new Dataset({ columns: names, rows: [names.map((_, index) => index)] })
    const row = dataset.at(0) as object
    expect(Object.hasOwn(row, '__proto__')).toBe(true)
    for (const [index, name] of ['__proto__', 'constructor', '', '1', '0', 'a'].entries()) {
      expect(dataset.column(name)).toEqual([index])
    }
    expect(dataset.column('a_3')).toEqual([6])
    expect(dataset.column('a_2')).toEqual([7])
  })
})

describe('rows', () => {
  test('are added by position and by name', () => {
    const dataset = cheeses()
    dataset.append(['tilsit', 4, 4])
    dataset.append({ price_2: 5, name: 'bel paese' })
    dataset.insert(0, ['first', 0, 0])
    dataset.insert(-1, ['before the last', 0, 0])
    dataset.insert(dataset.height, ['last', 0, 0])
    const names = [
      'first',
      'brie',
      'gouda',
      'feta',
      'tilsit',
      'before the last',
      'bel paese',
      'last',
    ]
    expect(dataset.column('name')).toEqual(names)
    expect(dataset.at(-2)).toEqual({ name: 'bel paese', price: null, price_2: 5 })
  })

  test('are taken out', () => {
    const dataset = cheeses()
    expect(dataset.remove(-1)).toMatchObject({ name: 'feta' })
    expect(dataset.remove(0)).toMatchObject({ name: 'brie' })
    expect(dataset.column('name')).toEqual(['gouda'])
  })

  test('that are not there', () => {
    const dataset = cheeses()
    const hint = 'The rows are 0 to 2.'
    expect(() => dataset.remove(3)).toThrow(usage('there is no row 3', hint))
    expect(() => dataset.remove(-4)).toThrow(usage('there is no row -4', hint))
    expect(() => dataset.insert(4, ['x', 1, 1])).toThrow(usage('there is no row 4', hint))
    expect(() => dataset.insert(1.5, ['x', 1, 1])).toThrow(usage('there is no row 1.5', hint))
    expect(() => new Dataset({ columns: ['a'] }).remove(0)).toThrow(
      usage('there is no row 0', 'There are no rows.'),
    )
    expect(dataset.arrays()).toEqual(cheeses().arrays())
  })

  test('that do not fit leave all as it was', () => {
    const dataset = cheeses()
    expect(() => dataset.append(['x'])).toThrow(usage('row 3 has 1 cell for 3 columns'))
    expect(() => dataset.append({ nam: 'x' })).toThrow(
      usage('there is no column "nam"', 'Did you mean name?'),
    )
    expect(() => dataset.append(['x', () => 1, 1])).toThrow(/^column "price": a function/)
    expect(() => dataset.append(new Map())).toThrow(usage('row 3 has no names'))
    expect(dataset.arrays()).toEqual(cheeses().arrays())
    expect(() => new Dataset({ columns: ['a'], rows: [[1], [1, 2]] })).toThrow(
      usage('row 1 has 2 cells for 1 column'),
    )
  })

  test('are not those that were given', () => {
    const rows = [[1], [2]]
    const dataset = new Dataset({ columns: ['a'], rows })
    rows[0]?.push(9)
    rows.pop()
    expect(dataset.arrays()).toEqual([[1], [2]])
  })
})

describe('columns', () => {
  test('are added: values, and what is made of each row', () => {
    const dataset = cheeses()
    dataset.addColumn('id', [1, 2, 3], 0)
    dataset.addColumn('twice', ({ price }, index) => Number(price) * 2 + index)
    dataset.addColumn('before', ['a', 'b', 'c'], 'price')
    expect(dataset.names).toEqual(['id', 'name', 'before', 'price', 'price', 'twice'])
    expect(dataset.arrays()[1]).toEqual([2, 'gouda', 'b', 2, 2, 5])
    expect(dataset.columns.map(({ kind }) => kind)).toEqual([
      ...['integer', 'text', 'text', 'float', 'integer', 'integer'],
    ])
  })

  test('of another height are refused', () => {
    const dataset = cheeses()
    expect(() => dataset.addColumn('id', [1, 2])).toThrow(
      usage('the column has 2 cells for 3 rows'),
    )
    expect(() => dataset.addColumn('id', [1, 2, 3], 'x')).toThrow(/^there is no column "x"/)
    expect(() => dataset.addColumn('id', [1, 2, Symbol('x')])).toThrow(/^column "id"/)
    expect(dataset.arrays()).toEqual(cheeses().arrays())
    expect(dataset.width).toBe(3)
  })

  test('are declared with their kind', async () => {
    const dataset = new Dataset({ columns: [] })
    dataset.addColumn({ name: 'price', kind: 'decimal', typeName: '', scale: 2 }, [])
    dataset.append(['1.50'])
    expect(await dataset.export('json')).toBe('[{"price": 1.50}]\n')
    expect(dataset.columns).toEqual([{ name: 'price', kind: 'decimal', typeName: '', scale: 2 }])
  })

  test('are taken out, and named anew', () => {
    const dataset = cheeses()
    expect(dataset.removeColumn('price')).toEqual([1.5, 2, null])
    expect(dataset.column('price')).toEqual([1, 2, 3])
    dataset.renameColumn(-1, '__proto__')
    expect(dataset.names).toEqual(['name', '__proto__'])
    expect(dataset.column('__proto__')).toEqual([1, 2, 3])
    expect(() => dataset.removeColumn('x')).toThrow(/^there is no column "x"/)
    expect(() => dataset.renameColumn('x', 'y')).toThrow(/^there is no column "x"/)
  })
})
