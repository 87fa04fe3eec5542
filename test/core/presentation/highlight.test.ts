import { expect, it, test } from 'vitest'
import { highlighter } from '../../../src/core/presentation/highlight.js'
import type { Value } from '../../../src/core/value.js'

it.each<[rule: string, holds: readonly Value[], not: readonly Value[]]>([
  ['< 0', [-1n, '-0.01', -5e-324, '-Infinity'], [0n, '0', -0, 'NaN', 'n/a', '', null, 1.5]],
  ['>=1000', [1000n, '1000.00', '1e3', 'Infinity'], ['999.99', 'abc', null, true]],
  ['> 9', ['10', 10n], [9n, '9.0', '-10']],
  ['<= 9007199254740992', [9007199254740992n], [9007199254740993n, '9007199254740992.1']],
  ['= 1.50', ['1.5', 1.5, '01.500'], [1n, '1.51', 'x', null]],
  ['<> 0', [1n, 'n/a', ''], [0n, '0.00', null]],
  ['= open', ['open'], ['Open', 'opened', '', null]],
  ['<> paid', ['open', '', 0n], ['paid', null]],
  ['= <none>', ['<none>'], ['none']],
  ['= true', [true, 'true'], [false, null]],
  ['< 2026-01-01', ['2025-12-31 23:59:59'], ['2026-01-01', 20n, null]],
  ['empty', [null], ['', 0n, false]],
])('%s', (rule, holds, not) => {
  const found = highlighter({ bad: rule })
  for (const value of holds) expect([value, found(value)]).toEqual([value, 'bad'])
  for (const value of not) expect([value, found(value)]).toEqual([value, undefined])
})

test('the worst of several comes first', () => {
  const found = highlighter({ good: '>= 0', warning: '< 20', bad: '< 10' })
  expect([5n, 15n, 25n, -1n].map(found)).toEqual(['bad', 'warning', 'good', 'bad'])
  expect(highlighter({})(1n)).toBeUndefined()
})

it.each(['', '0', '== 0', '=> 0', '!= 0', '<', '< ', 'full', '=< 3'])('%j is refused', (rule) => {
  expect(() => highlighter({ good: rule })).toThrow(/is no condition/)
})
