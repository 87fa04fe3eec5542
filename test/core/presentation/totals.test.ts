import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TotalName, total } from '../../../src/core/presentation/totals.js'
import type { Value } from '../../../src/core/value.js'
import { column } from '../../formatters/written.js'

function totalOf(name: TotalName, values: readonly Value[]): string | null {
  const gathered = total(name, column('amount', 'unknown'))
  for (const value of values) if (value !== null) gathered.add(value)
  return gathered.result()
}

it.each<[name: TotalName, values: readonly Value[], expected: string | null]>([
  ['sum', [0.1, 0.2], '0.3'],
  ['sum', ['0.10', '0.2'], '0.30'],
  ['sum', [1n, null, 2n], '3'],
  ['sum', [1, 2.5], '3.5'],
  ['sum', [9007199254740993n, 1n], '9007199254740994'],
  ['sum', ['99999999999999999999999999.99', '0.01'], '100000000000000000000000000.00'],
  ['sum', [1e21, '-1e21'], '0'],
  ['sum', ['5', '-5.00'], '0.00'],
  ['average', [1n, 2n], '1.5'],
  ['average', ['1', '1', '2'], '1.333333'],
  ['average', ['0.01', '0.01', '0.03'], '0.01666667'],
  ['average', ['-1', '-1', '-2'], '-1.333333'],
  ['average', ['100', '300'], '200'],
  ['average', ['0', '0.00'], '0'],
  ['count', ['a', null, '', 0n, 'NaN', new Uint8Array()], '5'],
  ['min', ['10', '9', null], '9'],
  ['max', ['10', '9.99'], '10'],
  ['max', [9007199254740992n, 9007199254740993n], '9007199254740993'],
  ['min', ['2026-10-05', '2025-12-31', '2026-01-01'], '2025-12-31'],
  ['max', ['pear', 'Zebra', 'apple', ''], 'pear'],
  ['min', ['5', '-Infinity', '-7'], '-Infinity'],
  ['max', [5, Number.POSITIVE_INFINITY, 7], 'Infinity'],
  ['max', ['5', 'NaN', 'Infinity'], 'NaN'],
  ['max', [true, false], 'true'],
])('the %s of %o is %s', (name, values, expected) => {
  expect(totalOf(name, values)).toBe(expected)
})

it.each(['sum', 'average', 'min', 'max'] as const)('there is no %s of nothing', (name) => {
  expect(totalOf(name, [])).toBeNull()
  expect(totalOf(name, [null, null])).toBeNull()
  expect(totalOf('count', [null])).toBe('0')
})

describe.each(['sum', 'average'] as const)('%s', (name) => {
  it.each<[Value, string]>([
    ['NaN', '"NaN"'],
    [Number.POSITIVE_INFINITY, '"Infinity"'],
    ['n/a', '"n/a"'],
    ['', '""'],
    [true, '"true"'],
    ['$1,000.00', '"$1,000.00"'],
    ['1e9999', '"1e9999"'],
    ['x'.repeat(1000), `"${'x'.repeat(40)}…"`],
  ])('refuses %o', (value, told) => {
    const message = `the column amount has no total: ${told} is no number`
    const refusal = expect.objectContaining({ code: 'query', message })
    expect(() => totalOf(name, ['1', value])).toThrow(refusal)
  })
})

it('the least and the greatest do not depend on the order of the rows', () => {
  const texts = fc.constantFrom('9', '10', '1a', '', '-Infinity', 'NaN', '-5', '1e3', 'b', '010')
  const property = fc.property(fc.array(texts, { minLength: 1 }), (values) => {
    for (const name of ['min', 'max'] as const) {
      const one = totalOf(name, values)
      const other = totalOf(name, values.toReversed())
      expect(Number(one) === Number(other) || one === other).toBe(true)
    }
  })
  fc.assert(property)
})
