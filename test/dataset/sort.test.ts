import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Column, Dataset, type Kind } from '../../src/index.js'
import { shuffled } from './shuffled.js'

function ofKind(kind: Kind, cells: readonly unknown[]): Dataset {
  const column: Column = { name: 'a', kind, typeName: '' }
  return new Dataset({ columns: [column], rows: cells.map((cell) => [cell]) })
}

const exact = { columns: { a: 'exact' } } as const

test.each<[kind: Kind, sorted: readonly unknown[]]>([
  ['decimal', [null, '-9.9', '-9.10', '-0.001', '0.000', '0.001', '9.10', '9.9', '10', '1e300']],
  [
    'decimal',
    [
      '-Infinity',
      `-${'9'.repeat(400)}.2`,
      `-${'9'.repeat(400)}.1`,
      '9007199254740992',
      '9007199254740992.5',
      '9007199254740993',
      '1e999999999',
      'Infinity',
      'NaN',
    ],
  ],
  ['integer', [null, '-10', '-9', '0', '007', '8', '9', '10', '9007199254740993']],
  ['float', [null, -Infinity, -1.5, -1e-300, 0n, 5e-324, 1e-300, 1, 2, 1e21, Infinity, NaN]],
  ['float', ['1e-7', '1.5e-7', '0.1', '1E2', '1.5e+300', '1e301']],
  [
    'unknown',
    [null, false, true, -1, 2, 10.5, '1', '10', '2', 'é', '\uffff', '😀', Uint8Array.of(0)],
  ],
  ['text', [null, '', '10', '9', 'B', 'a', 'b', 'ä']],
  ['decimal', [null, '2', '10', '1x', 'n/a']],
  ['date', [null, '-infinity', '2024-01-31', '2024-02-01', 'infinity']],
  ['bytes', [null, Uint8Array.of(0, 1), Uint8Array.of(1), Uint8Array.of(1, 0)]],
])('cells of the kind %s', (kind, sorted) => {
  const dataset = ofKind(kind, shuffled(sorted))
  const held = ofKind(kind, sorted).column('a', exact)
  expect(dataset.sort('a').column('a', exact)).toEqual(held)
  expect(dataset.sort('a', { descending: true }).column('a', exact)).toEqual(held.toReversed())
})

test('integers of any length sort as they count', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n })), (integers) => {
      const sorted = integers.toSorted((a, b) => (a < b ? -1 : Number(a > b)))
      const text = ofKind('decimal', integers.map(String)).sort('a')
      expect(text.column('a')).toEqual(sorted.map(String))
    }),
  )
})

test('doubles sort as they count, whatever their text', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), (doubles) => {
      const sorted = doubles.toSorted((a, b) => a - b).map((double) => double + 0)
      const texts = doubles.map((double, index) =>
        index % 2 ? String(double) : double.toExponential(),
      )
      expect(ofKind('float', texts).sort('a').column('a')).toEqual(sorted)
    }),
  )
})

describe('a dataset', () => {
  const dataset = new Dataset({
    columns: ['a', 'a', 'n'],
    rows: [
      ['x', 2, 1],
      ['y', 1, 2],
      ['x', 1, 3],
      [null, 2, 4],
    ],
  })
  const order = (sorted: Dataset) => sorted.column('n')

  test('keeps equal rows in their order, both ways', () => {
    expect(order(dataset.sort('a'))).toEqual([4, 1, 3, 2])
    expect(order(dataset.sort('a', { descending: true }))).toEqual([2, 1, 3, 4])
    expect(order(dataset.sort('a_2').sort('a'))).toEqual([4, 3, 1, 2])
  })

  test('is sorted by the second column of a name, its rows whole', () => {
    const sorted = dataset.sort(1)
    expect(sorted.arrays()).toEqual([
      ['y', 1, 2],
      ['x', 1, 3],
      ['x', 2, 1],
      [null, 2, 4],
    ])
    expect(sorted.names).toEqual(['a', 'a', 'n'])
    expect(dataset.sort(-2).arrays()).toEqual(sorted.arrays())
  })

  test('is sorted by what a function says', () => {
    const by = (a: { n?: unknown }, b: { n?: unknown }) => Number(b.n) - Number(a.n)
    expect(order(dataset.sort(by))).toEqual([4, 3, 2, 1])
    expect(order(dataset.sort(by, { descending: true }))).toEqual([1, 2, 3, 4])
    expect(order(dataset.sort(() => 0, { descending: true }))).toEqual([1, 2, 3, 4])
  })

  test('stays as it was', () => {
    expect(order(dataset)).toEqual([1, 2, 3, 4])
    expect(() => dataset.sort('b')).toThrow(/^there is no column "b"/)
    expect(new Dataset({ columns: ['a'] }).sort('a').height).toBe(0)
  })
})
