import { describe, expect, it } from 'vitest'
import { cellFormat, cellText } from '../../../src/core/presentation/cell-format.js'

const shown = (format: string, text: string) => cellFormat(format).shown(text)

describe('numbers', () => {
  it.each([
    ['integer', '1234.5', '1,235'],
    ['number', '-1234567.891', '-1,234,567.89'],
    ['percent', '0.1234', '12.3%'],
    ['0.00', '-0.001', '0.00'],
    ['0.00', '-0.005', '-0.01'],
    ['"£"#,##0', '-0.4', '£0'],
    ['"£"#,##0', '-1234', '-£1,234'],
    ['000', '-7', '-007'],
    ['#00', '7', '07'],
    ['0.0##', '1.25', '1.25'],
    ['0.0##', '1', '1.0'],
    ['#,##0.##', '5', '5'],
    ['0" kg"', '5.5', '6 kg'],
    ['"5%" 0', '5', '5% 5'],
    ['#,##0', '123456789012345678901234567890.5', '123,456,789,012,345,678,901,234,567,891'],
    ['0.00', '1e3', '1000.00'],
    ['0.00', '1.005', '1.01'],
    ['0%', '1.005', '101%'],
    ['0.00%', '1e-5', '0.00%'],
  ])('%s shows %s as %s', (format, text, expected) => {
    expect(cellFormat(format).of).toBe('number')
    expect(shown(format, text)).toBe(expected)
  })

  it('leaves what is no number as it is', () => {
    const text = cellText(cellFormat('0.00'))
    expect(['NaN', 'Infinity', 'n/a', '', '1e9999', true, new Uint8Array([1])].map(text)).toEqual([
      'NaN',
      'Infinity',
      'n/a',
      '',
      '1e9999',
      'true',
      '\\x01',
    ])
    expect([1n, 2, '3'].map(text)).toEqual(['1.00', '2.00', '3.00'])
  })

  it.each([
    ['EUR', '€1,234.50'],
    ['GBP', '£1,234.50'],
    ['USD', '$1,234.50'],
    ['JPY', '¥1,235'],
    ['CHF', 'CHF 1,234.50'],
    ['PLN', 'zł 1,234.50'],
    ['SEK', 'kr 1,234.50'],
    ['KWD', 'KWD 1,234.500'],
  ])('currency %s', (currency, expected) => {
    expect(shown(`currency ${currency}`, '1234.5')).toBe(expected)
    expect(shown(`currency ${currency}`, '-1234.5')).toBe(`-${expected}`)
  })
})

describe('dates', () => {
  it.each([
    ['date', '2026-10-05', '5 Oct 2026'],
    ['month', '2026-10-05', 'October 2026'],
    ['month', '2026-10', 'October 2026'],
    ['datetime', '2026-10-05T09:08:07Z', '5 Oct 2026 09:08'],
    ['datetime', '2026-10-05', '5 Oct 2026 00:00'],
    ['dd.mm.yy', '0099-02-03', '03.02.99'],
    ['mm hh:mm mm', '2026-10-05 09:08:07', '10 09:08 10'],
    ['h:m:s', '2026-10-05 09:08:07', '9:8:7'],
    ['mm:ss', '2026-10-05 09:08:07', '08:07'],
    ['hh "h" mm', '2026-10-05 09:08:07', '09 h 08'],
    ['dd mm', '2026-10-05 09:08:07', '05 10'],
    ['d "of" mmmm', '2026-10-05', '5 of October'],
    ['yyyy-mm-dd', '2024-02-29', '2024-02-29'],
    ['yyyy-mm-dd hh:mm:ss', '2026-10-05 09:08:07.999999+05:30', '2026-10-05 09:08:07'],
    ['yyyy-mm-dd hh:mm:ss', '2026-10-05 09:08:07-03', '2026-10-05 09:08:07'],
    ['yyyy', '12026-10-05', '12026'],
    ['dddd', '0001-01-01', 'Monday'],
    ['ddd', '0033-04-03', 'Sun'],
  ])('%s shows %s as %s', (format, text, expected) => {
    expect(cellFormat(format).of).toBe('date')
    expect(shown(format, text)).toBe(expected)
  })

  it('knows the weekdays of all years, which come again after 400', () => {
    for (const day of ['01-01', '02-28', '03-01', '12-31']) {
      for (const year of [4, 76, 99, 100, 999, 1582]) {
        const early = `${String(year).padStart(4, '0')}-${day}`
        expect(shown('dddd', early)).toBe(shown('dddd', `${year + 2000}-${day}`))
      }
    }
    // An oracle of its own for those.
    const { format } = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })
    for (const date of ['2004-02-28', '2100-03-01', '3582-12-31']) {
      expect(shown('dddd', date)).toBe(format(new Date(date)))
    }
  })

  it.each([
    'infinity',
    '-infinity',
    '0044-03-15 BC',
    '0044-03-15 10:00:00 BC',
    '0000-00-00',
    '2026-00-05',
    '2026-13-05',
    '2026-02-29',
    '2100-02-29',
    '2026-10-05 24:00:00',
    '2026-10-05 09:60:00',
    '2026-10-05 soon',
    '2026-10-05 09:08 soon',
    '05/10/2026',
    '10:30:00',
    '2026',
    '20261005',
    '',
  ])('%j is no date', (text) => {
    expect(shown('d mmm yyyy', text)).toBeUndefined()
    expect(cellText(cellFormat('date'))(text)).toBe(text)
  })

  it('gives no day to what is a month', () => {
    expect(shown('d mmm yyyy', '2026-10')).toBeUndefined()
    expect(shown('mmm yyyy', '2026-10')).toBe('Oct 2026')
  })
})

it.each([
  '',
  'x',
  '"x"',
  '-',
  '#',
  '#,##',
  '0.',
  '0.#0',
  '%0',
  '0%%',
  '0.00E+00',
  '#,##0;(#,##0)',
  '[Red]0',
  'yyy',
  'yyyyy-mm',
  'mmmmm',
  'ddddd',
  'hhh',
  'YYYY-MM-DD',
  'd mmm yyyy AM/PM',
  'd "open',
  'currency',
  'currency eur',
  'currency EUX',
  'currency EUROS',
  'constructor',
  '__proto__',
  'toString',
])('the format %j is refused', (format) => {
  const message = `there is no format ${JSON.stringify(format)}`
  expect(() => cellFormat(format)).toThrow(expect.objectContaining({ code: 'usage', message }))
})
