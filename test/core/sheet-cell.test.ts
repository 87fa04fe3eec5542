import { describe, expect, test } from 'vitest'
import type { Column } from '../../src/core/column.js'
import { keptAsText, sheetCell } from '../../src/core/sheet-cell.js'
import type { Value } from '../../src/core/value.js'

function cell(kind: Column['kind'], value: Exclude<Value, null>, scale?: number) {
  const column = { name: 'x', kind, typeName: '' }
  return sheetCell(scale === undefined ? column : { ...column, scale })(value)
}

function number(text: string, format: string) {
  return { type: 'number', text, format }
}

function date(text: string, format: string, shown: { date?: string; time?: string }) {
  return { type: 'date', text, format, ...shown }
}

function text(text: string, kept?: string) {
  return kept === undefined ? { type: 'text', text } : { type: 'text', text, kept }
}

const zeros = (count: number) => '0'.repeat(count)

const long = 'numbers of more than 15 digits'
const huge = 'numbers beyond 1.8e+308'
const tiny = 'numbers nearer to zero than 2.2e-308'
const fine = 'times finer than a millisecond'

describe('integers', () => {
  test.each([
    ['0', number('0', '0')],
    ['-123456789012345', number('-123456789012345', '0')],
    ['1234567890123456', text('1234567890123456', long)],
    ['00042', number('42', '00000')],
    ['000000000000000042', text('000000000000000042', long)],
    ['', text('')],
    ['0x10', text('0x10')],
  ])('%j', (value, expected) => {
    expect(cell('integer', value)).toEqual(expected)
  })

  test('of SQLite', () => {
    expect(cell('unknown', 42n)).toEqual(number('42', '0'))
    expect(cell('text', 2n ** 62n)).toEqual(text('4611686018427387904', long))
    expect(cell('decimal', 12n, 2)).toEqual(number('12', '0.00'))
  })
})

describe('decimals', () => {
  test.each<[string, number | undefined, object]>([
    ['1.50', 2, number('1.50', '0.00')],
    ['-1.500', undefined, number('-1.500', '0.000')],
    ['12', undefined, number('12', '0')],
    ['12', 2, number('12', '0.00')],
    ['1.5', 0, number('1.5', '0.0')],
    ['12000', -3, number('12000', '0')],
    ['0007.50', 2, number('0007.50', '0000.00')],
    ['85.6000000000000000', undefined, number('85.6000000000000000', 'General')],
    ['1.500000000000000000', 18, number('1.500000000000000000', '0.000000000000000000')],
    [`1.${'0'.repeat(31)}`, 31, number(`1.${'0'.repeat(31)}`, 'General')],
    ['1234567890123.45', 2, number('1234567890123.45', '0.00')],
    ['12345678901234.56', 2, text('12345678901234.56', long)],
    ['0.000000000000000000001', undefined, number('0.000000000000000000001', 'General')],
    [`1${zeros(400)}`, undefined, text(`1${zeros(400)}`, huge)],
    [`-0.${zeros(400)}1`, undefined, text(`-0.${zeros(400)}1`, tiny)],
    [`0.${zeros(400)}`, undefined, number(`0.${zeros(400)}`, 'General')],
    ['NaN', undefined, text('NaN')],
    ['Infinity', 2, text('Infinity')],
  ])('%j of scale %j', (value, scale, expected) => {
    expect(cell('decimal', value, scale)).toEqual(expected)
  })
})

describe('floats', () => {
  test.each([
    ['1e+15', number('1e+15', 'General')],
    ['-0', number('-0', 'General')],
    ['0.30000000000000004', number('0.30000000000000004', 'General')],
    ['2.2250738585072014e-308', number('2.2250738585072014e-308', 'General')],
    ['2.225073858507201e-308', text('2.225073858507201e-308', tiny)],
    ['-5e-324', text('-5e-324', tiny)],
    ['-1.7976931348623157e308', number('-1.7976931348623157e308', 'General')],
    ['1e400', text('1e400', huge)],
    ['-Infinity', text('-Infinity')],
    ['', text('')],
    [' 1', text(' 1')],
  ])('%j', (value, expected) => {
    expect(cell('float', value)).toEqual(expected)
  })

  test('have the decimals of their column, where they have no more', () => {
    expect(cell('float', '12.5', 2)).toEqual(number('12.5', '0.00'))
    expect(cell('float', '0.125', 2)).toEqual(number('0.125', 'General'))
    expect(cell('decimal', 12.5, 2)).toEqual(number('12.5', '0.00'))
  })

  test('of SQLite', () => {
    expect(cell('unknown', 1)).toEqual(number('1.0', 'General'))
    expect(cell('unknown', Number.POSITIVE_INFINITY)).toEqual(text('Infinity'))
  })
})

describe('dates and times', () => {
  test.each<[Column['kind'], string, object]>([
    ['date', '1900-03-01', date('61', 'yyyy-mm-dd', { date: '1900-03-01' })],
    ['date', '1900-02-28', text('1900-02-28')],
    ['date', '9999-12-31', date('2958465', 'yyyy-mm-dd', { date: '9999-12-31' })],
    ['date', '10000-01-01', text('10000-01-01')],
    ['date', '0044-03-15 BC', text('0044-03-15 BC')],
    ['date', '0000-00-00', text('0000-00-00')],
    ['date', '2024-00-10', text('2024-00-10')],
    ['date', '2024-13-01', text('2024-13-01')],
    ['date', '2023-02-29', text('2023-02-29')],
    ['date', '2024-01-00', text('2024-01-00')],
    ['date', '0050-05-05', text('0050-05-05')],
    ['date', '1850-05-05', text('1850-05-05')],
    ['date', '2024-02-29', date('45351', 'yyyy-mm-dd', { date: '2024-02-29' })],
    ['date', 'infinity', text('infinity')],
    ['time', '12:00:00', date('0.5', 'hh:mm:ss', { time: '12:00:00' })],
    ['time', '06:00:00.500', date('0.250005787037037', 'hh:mm:ss.000', { time: '06:00:00.500' })],
    ['time', '06:00:00.000000', date('0.25', 'hh:mm:ss', { time: '06:00:00' })],
    ['time', '06:00:00.0001', text('06:00:00.0001', fine)],
    ['time', '24:00:00', text('24:00:00')],
    ['time', '-01:00:00', text('-01:00:00')],
    ['time', '838:59:59', text('838:59:59')],
    ['time', '10:00:00+02', text('10:00:00+02')],
    [
      'datetime',
      '2024-02-29 12:00:00',
      date('45351.5', 'yyyy-mm-dd hh:mm:ss', { date: '2024-02-29', time: '12:00:00' }),
    ],
    [
      'datetime',
      '2024-02-29T12:00:00Z',
      date('45351.5', 'yyyy-mm-dd hh:mm:ss', { date: '2024-02-29', time: '12:00:00' }),
    ],
    [
      'datetime',
      '2024-02-29 12:00:00+05:30',
      date('45351.5', 'yyyy-mm-dd hh:mm:ss', { date: '2024-02-29', time: '12:00:00' }),
    ],
    ['datetime', '2024-02-29 06:00:00.000001', text('2024-02-29 06:00:00.000001', fine)],
    ['datetime', '1900-01-01 00:00:00.000001', text('1900-01-01 00:00:00.000001')],
    ['datetime', '2024-02-29', text('2024-02-29')],
    ['datetime', '0001-01-01 00:00:00 BC', text('0001-01-01 00:00:00 BC')],
  ])('%s %j', (kind, value, expected) => {
    expect(cell(kind, value)).toEqual(expected)
  })
})

test('whatever else is text stays text', () => {
  expect(cell('boolean', true)).toEqual({ type: 'boolean', value: true })
  expect(cell('bytes', new Uint8Array([1, 255]))).toEqual(text('\\x01ff'))
  for (const kind of ['text', 'json', 'array', 'unknown', 'bytes'] as const) {
    expect(cell(kind, '12')).toEqual(text('12'))
  }
})

test('what is kept as text is told, and nothing else', () => {
  const cells: Exclude<Value, null>[] = [
    ...['123456789012345', '1234567890123456', '123456789.0123456', '-0.1234567890123456'],
    ...['0.1', '100000000000000000', `1${zeros(400)}`, `0.${zeros(400)}1`, '0.0000', '5e-324'],
    ...[
      '5E-324',
      '1e-300',
      '1e-3',
      '-2.2250738585072014e-308',
      'NaN',
      '2024-02-29',
      '06:00:00.001',
    ],
    ...['06:00:00.0001', '06:00:00.0010', '2024-02-29 06:00:00.0001+00', '2024-02-29 06:00:00'],
    ...['', 'x', true, 10n ** 15n - 1n, -(10n ** 15n), 5e-324, 1e-300, 1e300, new Uint8Array(99)],
  ]
  let count = 0
  for (const kind of ['integer', 'decimal', 'float', 'time', 'datetime', 'text'] as const) {
    const told = keptAsText({ name: 'x', kind, typeName: '' })
    for (const value of cells) {
      const kept = (cell(kind, value) as { kept?: string }).kept
      expect(told(value)).toBe(kept && `${kept} are kept as text`)
      if (kept) count++
    }
  }
  expect(count).toBeGreaterThan(20)
})
