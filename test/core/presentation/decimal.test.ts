import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import {
  compare,
  type Decimal,
  decimalOf,
  decimalText,
  quotient,
  rounded,
  sum,
  times,
} from '../../../src/core/presentation/decimal.js'

/** A number as a database writes it, and the same as an integer of this many digits after the point. */
const places = 12
const numbers = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: fc.oneof(fc.constantFrom('', '0', '00'), fc.bigInt(0n, 10n ** 25n).map(String)),
    fraction: fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 6 }),
    exponent: fc.option(fc.integer({ min: -6, max: 20 }), { nil: undefined }),
  })
  .filter(({ whole, fraction }) => whole + fraction !== '')
  .map(({ sign, whole, fraction, exponent }) => {
    const text = `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`
    const shift = BigInt(places - fraction.length + (exponent ?? 0))
    const scaled = BigInt(whole + fraction) * 10n ** shift
    return {
      text: exponent === undefined ? text : `${text}e${exponent}`,
      scaled: sign === '-' ? -scaled : scaled,
    }
  })

const read = (text: string): Decimal => decimalOf(text) as Decimal

/** The number times ten to the power of `places`. */
function scaledOf(number: Decimal): bigint {
  const text = decimalText(number)
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) as RegExpExecArray
  expect(fraction.slice(places)).toMatch(/^0*$/)
  const scaled = BigInt(`${whole}${fraction.slice(0, places).padEnd(places, '0')}`)
  return sign === '-' ? -scaled : scaled
}

test('reading, adding, comparing and multiplying are exact', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      expect(scaledOf(read(a.text))).toBe(a.scaled)
      expect(scaledOf(sum(read(a.text), read(b.text)))).toBe(a.scaled + b.scaled)
      expect(scaledOf(times(read(a.text), -100n))).toBe(a.scaled * -100n)
      const order = a.scaled < b.scaled ? -1 : Number(a.scaled > b.scaled)
      expect(Math.sign(compare(read(a.text), read(b.text)))).toBe(order)
    }),
  )
})

test('a quotient is the nearest of its digits, and of two the one away from zero', () => {
  const divisors = fc.bigInt(1n, 10n ** 6n)
  fc.assert(
    fc.property(numbers, divisors, fc.integer({ min: 0, max: places }), (a, divisor, scale) => {
      const result = quotient(read(a.text), divisor, scale)
      expect(result.scale).toBe(scale)
      // |result - a / divisor| is half a last digit at most, all of it times what makes integers.
      const error = scaledOf(result) * divisor - a.scaled
      const digit = 10n ** BigInt(places - scale) * divisor
      const distance = 2n * (error < 0n ? -error : error)
      expect(distance <= digit).toBe(true)
      if (distance === digit) expect(error > 0n).toBe(a.scaled > 0n)
    }),
  )
})

it.each([
  ['0.5', 0, '1'],
  ['-0.5', 0, '-1'],
  ['0.49999999999999999999', 0, '0'],
  ['-0.001', 2, '0.00'],
  ['1.005', 2, '1.01'],
  ['2.5', 3, '2.500'],
  ['-1e-400', 2, '0.00'],
  ['99.995', 2, '100.00'],
])('%s rounded to %i digits is %s', (text, scale, expected) => {
  expect(decimalText(rounded(read(text), scale))).toBe(expected)
})

it('reads no text that is no number, nor one that would need thousands of digits', () => {
  const texts = [
    '',
    '.',
    '-',
    'e5',
    'NaN',
    'Infinity',
    '1,000',
    '0x10',
    ' 1',
    '1 ',
    '1e',
    '١',
    '$1',
  ]
  for (const text of [...texts, '1e9999', '1e-1000']) expect(decimalOf(text)).toBeUndefined()
  expect(decimalText(read('1e999'))).toHaveLength(1000)
})

it('adds the largest float and the smallest', () => {
  const text = decimalText(sum(read('1.7976931348623157e308'), read('5e-324')))
  expect(text).toHaveLength(309 + 1 + 324)
  expect(text).toMatch(/^17976931348623157\d+\.0+5$/)
})
