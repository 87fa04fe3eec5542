import { describe, expect, test, vi } from 'vitest'
import ods from '../../formatters/ods.js'
import type { Column } from '../../src/core/column.js'
import type { Table } from '../../src/core/table.js'
import type { Batch, Row, Value } from '../../src/core/value.js'
import { hasPython } from '../readers/data.js'
import { countOdsRows, type OdsSheet, readOds } from '../readers/ods.js'
import { hasOffice, officeTexts, resavedXlsx } from '../readers/office.js'
import { hasOpenpyxl, readXlsx, type XlsxCell } from '../readers/xlsx.js'
import { column, dataset, written } from './written.js'

type Options = Parameters<typeof written>[2]

async function sheets(datasets: readonly Table[], options: Options = {}): Promise<OdsSheet[]> {
  return [...readOds((await written(ods, datasets, options)).bytes).sheets]
}

async function sheet(
  columns: readonly Column[],
  rows: readonly Row[],
  options: Options = {},
): Promise<OdsSheet> {
  return (await sheets([dataset(columns, rows)], options))[0] as OdsSheet
}

function values(rows: readonly (readonly XlsxCell[])[]): unknown[][] {
  return rows.map((row) => row.map(({ value }) => value))
}

/** Cells of different kinds: what is given, and its value, type and format in the sheet. */
const cells: readonly [Column, Value, XlsxCell['value'], string, string][] = [
  [column('int8', 'integer'), '123456789012345', 123456789012345, 'n', '0'],
  [column('int8', 'integer'), '1234567890123456', '1234567890123456', 's', 'General'],
  [column('zerofill', 'integer'), '0042', 42, 'n', '0000'],
  [column('numeric(10,2)', 'decimal', { scale: 2 }), '1234.50', 1234.5, 'n', '0.00'],
  [column('numeric(8,2)', 'decimal', { scale: 2 }), '0007.50', 7.5, 'n', '0000.00'],
  [column('avg', 'decimal'), '85.6000000000000000', 85.6, 'n', 'General'],
  [column('float8', 'float'), '1e-07', 1e-7, 'n', 'General'],
  [column('float8', 'float'), '-1.5e+300', -1.5e300, 'n', 'General'],
  [column('float8', 'float'), 'NaN', 'NaN', 's', 'General'],
  [column('real', 'unknown'), 0.1, 0.1, 'n', 'General'],
  [column('bool', 'boolean'), true, true, 'b', '"TRUE";"TRUE";"FALSE"'],
  [column('bool', 'boolean'), false, false, 'b', '"TRUE";"TRUE";"FALSE"'],
  [column('date', 'date'), '1900-03-01', '1900-03-01 00:00:00', 'd', 'yyyy-mm-dd'],
  [column('date', 'date'), '1900-02-28', '1900-02-28', 's', 'General'],
  [column('date', 'date'), '9999-12-31', '9999-12-31 00:00:00', 'd', 'yyyy-mm-dd'],
  [column('time', 'time'), '23:59:59', '23:59:59', 'd', 'hh:mm:ss'],
  [column('time', 'time'), '00:00:00.500', '00:00:00.500000', 'd', 'hh:mm:ss.000'],
  [
    column('at', 'datetime'),
    '2024-02-29 12:30:45.123+02',
    '2024-02-29 12:30:45.123000',
    'd',
    'yyyy-mm-dd hh:mm:ss.000',
  ],
  [
    column('at', 'datetime'),
    '2024-02-29 00:00:00.000001',
    '2024-02-29 00:00:00.000001',
    's',
    'General',
  ],
  [column('bytea', 'bytes'), new Uint8Array([0, 255]), '\\x00ff', 's', 'General'],
  [column('text', 'text'), '007', '007', 's', 'General'],
]

const columns = cells.map(([column]) => column)
const row = cells.map(([, value]) => value)

/** Text that a spreadsheet, XML or a reader might take for something else. */
const hostile = [
  ...['=1+1', '+1', '-2', '@a', "'quoted", '"quoted"', 'TRUE', '1e5', '_x0041_', '$A$1'],
  ...[' lead and trail ', '  ', ' ', 'a  b', '\t', 'tab\tinside', ' \t a', '\t\t'],
  ...['<b>&amp;</b> ]]>', '<text:s/>', '&#13;', '&#9;'],
  ...['carriage\rreturn', '\r', 'a\r\nb', 'two\nlines', '\n', '\n\na \n b', 'a\n\tb\r'],
  ...['delete \u007f\u0085', '\ufdd0\u{1fffe}', '\u2028\u2029\ufeff', '👩‍👩‍👧 高橋'],
  ...['x'.repeat(100_000), `${'x'.repeat(20_000)}\n${' y'.repeat(50_000)}`, 'z\n'.repeat(3000)],
]

describe.skipIf(!hasPython)('read by the standard', () => {
  test('cells have the type and the format of their column', async () => {
    const { rows } = await sheet(columns, [row])
    const read = rows[1]?.map(({ value, type, format }) => [value, type, format])
    expect(read).toEqual(cells.map(([, , ...expected]) => expected))
  })

  test('text is what it was, and never a formula', async () => {
    const { rows } = await sheet(
      [column('text', 'text')],
      hostile.map((text) => [text]),
      { header: false },
    )
    expect(values(rows)).toEqual(hostile.map((text) => [text]))
    expect(new Set(rows.flat().map(({ type }) => type))).toEqual(new Set(['s']))
  })

  test('what XML cannot hold is shown', async () => {
    const texts = ['a\0b\u001f', '\ufffe\uffff', '\ud800x', 'x\udc00', '\u001b\t']
    const { rows } = await sheet(
      [column('\u0001', 'text')],
      texts.map((text) => [text]),
    )
    const shown = ['\\x01', 'a\\x00b\\x1f', '\\ufffe\\uffff', '\\ud800x', 'x\\udc00', '\\x1b\t']
    expect(values(rows).flat()).toEqual(shown)
  })

  test('the header is bold, frozen, printed on every page, aligned, and has a filter', async () => {
    const [text, number] = [column('name', 'text'), column('n', 'integer')]
    const { rows, ...header } = await sheet([text, number], [['a', '1']])
    expect(rows[0]?.map(({ value, bold, align }) => [value, bold, align])).toEqual([
      ['name', true, 'start'],
      ['n', true, 'end'],
    ])
    expect(rows[1]?.map(({ bold }) => bold)).toEqual([false, false])
    expect(header).toMatchObject({ headers: 1, frozen: 1, filter: 'A1:B2' })
  })

  test('without a header the first row is data', async () => {
    const { rows, ...header } = await sheet([column('n', 'integer')], [['1']], { header: false })
    expect(values(rows)).toEqual([[1]])
    expect(header).toMatchObject({ headers: 0, frozen: 0, filter: null })
  })

  test('columns are as wide as their data, and wide characters count twice', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => column(name, 'text'))
    const { widths } = await sheet(names, [['x'.repeat(20), '高'.repeat(20), 'x'.repeat(999), 'x']])
    expect(widths).toEqual(['4.3cm', '8.3cm', '12.0cm', '1.2cm'])
  })

  test('text of several lines wraps', async () => {
    const { rows } = await sheet([column('a', 'text'), column('b', 'text')], [['a\nb', 'ab']])
    expect(rows[1]?.map(({ wrap }) => wrap)).toEqual([true, false])
  })

  test('NULL is an empty cell, or the text that is asked for', async () => {
    const table = [
      [column('a', 'text'), column('b', 'integer')],
      [
        [null, null],
        ['', '1'],
      ],
    ] as const
    expect(values((await sheet(...table)).rows.slice(1))).toEqual([
      [null, null],
      ['', 1],
    ])
    expect(values((await sheet(...table, { null: ' <NULL>' })).rows.slice(1))).toEqual([
      [' <NULL>', ' <NULL>'],
      ['', 1],
    ])
  })

  test('no tables, no columns and no rows are sheets of a cell', async () => {
    const empty = { name: 'Sheet1', filter: null, rows: [[{ value: null }]] }
    expect(await sheets([])).toMatchObject([empty])
    expect(await sheets([dataset([], [])])).toMatchObject([empty])
    expect(await sheets([dataset([], [[], []])])).toMatchObject([{ rows: [[{}], [{}]] }])
    const none = dataset([column('a', 'text')], [])
    expect(await sheets([none], { header: false, null: 'NULL' })).toMatchObject([empty])
    expect(await sheets([dataset([column('a', 'text')], [])])).toMatchObject([{ filter: 'A1:A1' }])
  })

  test('each table has a sheet, with its title', async () => {
    const titles = [undefined, 'it\'s <1> & "2"', 'a', 'A', undefined]
    const tables = titles.map((title) => ({ ...dataset([column('n')], [['1']]), title }))
    const names = ['Sheet1', 'it\'s <1> & "2"', 'a', 'A (2)', 'Sheet5']
    expect(await sheets(tables)).toMatchObject(
      names.map((name) => ({ name, frozen: 1, filter: 'A1:A2' })),
    )
    const [first, second] = await sheets([dataset([column('n')], []), dataset([column('n')], [])], {
      sheet: 'Sales',
    })
    expect([first?.name, second?.name]).toEqual(['Sales', 'Sales (2)'])
  })

  test('the title is in the properties', async () => {
    const { bytes } = await written(ods, [], { title: 'Q1 <2024> & more' })
    expect(readOds(bytes)).toMatchObject({ title: 'Q1 <2024> & more', generator: 'records' })
  })

  test('rows beyond 1,048,576 are on a next sheet, and told', async () => {
    async function* batches(): AsyncGenerator<Batch> {
      const rows = Array.from({ length: 4096 }, () => [1n])
      for (let batch = 0; batch < 256; batch++) yield rows
    }
    const table = { columns: [column('n', 'integer')], batches: batches() }
    const { bytes, notes } = await written(ods, [table], { sheet: 'Numbers' })
    // 256 times 4096 rows, and one row of the header on each sheet
    expect(countOdsRows(bytes)).toEqual([1_048_576, 2])
    expect(notes).toEqual([
      'ods: a sheet holds 1,048,576 rows; the next are on the sheet "Numbers (2)"',
    ])
  })
})

describe.skipIf(!hasOffice)('read by LibreOffice', () => {
  test('text is what it was', async () => {
    const rows = hostile.map((text) => [text])
    const { bytes } = await written(ods, [dataset([column('text')], rows)])
    expect(officeTexts(bytes, 'ods')).toEqual(['text', ...hostile])
  })
})

describe.skipIf(!hasOffice || !hasOpenpyxl)('saved as XLSX by LibreOffice', () => {
  async function resaved(datasets: readonly Table[], options: Options = {}) {
    return readXlsx(resavedXlsx((await written(ods, datasets, options)).bytes, 'ods'))
  }

  test('cells have the same types, values and formats', async () => {
    const { sheets } = await resaved([dataset(columns, [row])])
    const expected = cells.map(([, , ...expected]) => expected)
    // LibreOffice escapes what stands between the parts of a date.
    const read = sheets[0]?.rows[1]?.map(({ value, type, format }) => [
      value,
      type,
      format.replaceAll('\\', ''),
    ])
    expect(read).toEqual(expected)
  })

  test('there are the sheets, their filters and bold headers', async () => {
    const names = ["it's", 'a$b.c #1']
    const tables = names.map((title) => ({ ...dataset([column('a')], [['x']]), title }))
    const book = await resaved(tables, { title: 'Title' })
    expect(book.title).toBe('Title')
    expect(book.sheets).toMatchObject(
      names.map((name) => ({ name, filter: 'A1:A2', rows: [[{ bold: true }], [{ bold: false }]] })),
    )
  })
})

test('the same data gives the same bytes, at any time and in any batches', async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => [
    BigInt(n),
    n < 1500 ? 'short' : 'x'.repeat(40),
  ])
  const table = [column('n', 'integer'), column('text', 'text')]
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2001-01-01') })
  const first = await written(ods, [dataset(table, rows, 1)])
  vi.setSystemTime(new Date('2031-12-31'))
  const second = await written(ods, [dataset(table, rows, 3000)])
  vi.useRealTimers()
  expect(first.bytes.equals(second.bytes)).toBe(true)
})

test('a name that LibreOffice does not allow is changed, and told', async () => {
  const { notes } = await written(ods, [], { sheet: 'Q1/Q2' })
  expect(notes).toEqual([
    'ods: the sheet is named "Q1_Q2", because LibreOffice does not allow "Q1/Q2"',
  ])
})

test('16,384 columns are held, one more is an error', async () => {
  const wide = Array.from({ length: 16_385 }, (_, n) => column(`c${n}`))
  const { bytes } = await written(ods, [dataset(wide.slice(1), [])])
  expect(bytes.length).toBeGreaterThan(0)
  await expect(written(ods, [dataset(wide, [])])).rejects.toMatchObject({
    code: 'output',
    message: 'the result has 16,385 columns; a sheet of ODS holds 16,384',
  })
})
