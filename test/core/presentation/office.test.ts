import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { cellFormat } from '../../../src/core/presentation/cell-format.js'
import { hasOffice, officeShown } from '../../readers/office.js'

const numberFormats = [
  ...['integer', 'number', 'percent', 'currency EUR', 'currency GBP', 'currency JPY'],
  ...['currency CHF', '0', '00', '000.0', '#00', '#,##0.000', '0.0##', '0.00%', '0%', '$#,##0.00'],
  ...['"£"#,##0', '0" kg"', '#,##0 "€"', '"n° "0.0', '+0', '(0)'],
]
/** Those that a float, which LibreOffice has, rounds to the same digits. */
const numbers = [
  ...['0', '1', '-1', '0.5', '-0.5', '1.5', '2.5', '-2.5', '0.005', '-0.001', '-0.004'],
  ...['0.125', '99.995', '999.5', '1234.5', '-1234567.891', '123456789012', '0.1', '-99999.9951'],
]

const dateFormats = [
  ...['date', 'month', 'datetime', 'yyyy-mm-dd', 'yy-m-d', 'dd/mm/yyyy', 'dddd d mmmm yyyy'],
  ...['ddd dd mmm yy', 'hh:mm', 'h:mm', 'h:m', 'mm:ss', 'hh:mm:ss', 'yyyy-mm-dd hh:mm', 'm/d/yyyy'],
  ...['d mmm yyyy, hh:mm', 'd "of" mmmm', 'mm yyyy hh:mm mm', 'h:m:s', 'hh mm', 'mmm. d'],
]
const dates = [
  ...[
    '1900-03-01',
    '1999-12-31 23:59:59',
    '2000-02-29 00:00:00',
    '2023-01-01',
    '2024-02-29 12:34:56',
  ],
  ...['2024-12-09 09:05:07', '2026-09-30 00:00:01', '9999-12-31 10:20:30'],
]

/** The cells as LibreOffice shows them, each a number and the format's code. */
async function shownByOffice(cells: readonly { value: number; code: string }[]): Promise<string[]> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('cells')
  for (const { value, code } of cells) sheet.addRow([value]).getCell(1).numFmt = code
  return officeShown(new Uint8Array(await workbook.xlsx.writeBuffer()))
}

/** Days since 1899-12-30. */
function serial(date: string): number {
  const [day, time = '00:00:00'] = date.split(' ')
  return Date.parse(`${day}T${time}Z`) / 86_400_000 + 25_569
}

test.skipIf(!hasOffice)('numbers and dates are shown as LibreOffice shows them', async () => {
  const pairs = [
    ...numberFormats.flatMap((format) =>
      numbers.map((text) => ({ format, text, value: Number(text) })),
    ),
    ...dateFormats.flatMap((format) =>
      dates.map((text) => ({ format, text, value: serial(text) })),
    ),
  ].map((pair) => ({ ...pair, ...cellFormat(pair.format) }))
  const theirs = await shownByOffice(pairs)
  expect(theirs).toHaveLength(pairs.length)
  const shown = pairs.map(({ format, text, shown }, index) => ({
    format,
    text,
    ours: shown(text),
    theirs: theirs[index],
  }))
  expect(shown.filter(({ ours, theirs }) => ours !== theirs)).toEqual([])
})
