import { describe, expect, test, vi } from 'vitest'
import xlsx from '../../formatters/xlsx.js'
import type { Column } from '../../src/core/column.js'
import type { Table } from '../../src/core/table.js'
import type { Row, Value } from '../../src/core/value.js'
import { hasOffice, officeTexts, resavedXlsx } from '../readers/office.js'
import { hasOpenpyxl, readXlsx, type XlsxCell, type XlsxSheet } from '../readers/xlsx.js'
import { column, dataset, written } from './written.js'

type Options = Parameters<typeof written>[2]

async function sheets(datasets: readonly Table[], options: Options = {}): Promise<XlsxSheet[]> {
  return [...readXlsx((await written(xlsx, datasets, options)).bytes).sheets]
}

async function sheet(
  columns: readonly Column[],
  rows: readonly Row[],
  options: Options = {},
): Promise<XlsxSheet> {
  return (await sheets([dataset(columns, rows)], options))[0] as XlsxSheet
}

function values(rows: readonly (readonly XlsxCell[])[]): unknown[][] {
  return rows.map((row) => row.map(({ value }) => value))
}

/** Cells of different kinds: what is given, and its value, type and format in the sheet. */
const cells: readonly [Column, Value, XlsxCell['value'], string, string][] = [
  [column('int8', 'integer'), '123456789012345', 123456789012345, 'n', '0'],
  [column('int8', 'integer'), '1234567890123456', '1234567890123456', 's', 'General'],
  [column('sqlite', 'unknown'), -7n, -7, 'n', '0'],
  [column('zerofill', 'integer'), '0042', 42, 'n', '0000'],
  [column('numeric(10,2)', 'decimal', { scale: 2 }), '1234.50', 1234.5, 'n', '0.00'],
  [column('sum', 'decimal'), '-1.500', -1.5, 'n', '0.000'],
  [column('avg', 'decimal'), '85.6000000000000000', 85.6, 'n', 'General'],
  [column('avg', 'decimal'), '3.3333333333333333', '3.3333333333333333', 's', 'General'],
  [column('float8', 'float'), '1e-07', 1e-7, 'n', 'General'],
  [column('float8', 'float'), 'NaN', 'NaN', 's', 'General'],
  [column('real', 'unknown'), 0.1, 0.1, 'n', 'General'],
  [column('bool', 'boolean'), true, true, 'b', '"TRUE";"TRUE";"FALSE"'],
  [column('bool', 'boolean'), false, false, 'b', '"TRUE";"TRUE";"FALSE"'],
  [column('date', 'date'), '1900-03-01', '1900-03-01 00:00:00', 'd', 'yyyy-mm-dd'],
  [column('date', 'date'), '1900-02-28', '1900-02-28', 's', 'General'],
  [column('date', 'date'), '9999-12-31', '9999-12-31 00:00:00', 'd', 'yyyy-mm-dd'],
  [column('time', 'time'), '23:59:59', '23:59:59', 'd', 'hh:mm:ss'],
  [
    column('at', 'datetime'),
    '2024-02-29 12:30:45',
    '2024-02-29 12:30:45',
    'd',
    'yyyy-mm-dd hh:mm:ss',
  ],
  [
    column('at', 'datetime'),
    '2024-02-29 12:30:45.123+02',
    '2024-02-29 12:30:45.123000',
    'd',
    'yyyy-mm-dd hh:mm:ss.000',
  ],
  [
    column('at', 'datetime'),
    '2024-02-29 12:30:45.123456',
    '2024-02-29 12:30:45.123456',
    's',
    'General',
  ],
  [column('bytea', 'bytes'), new Uint8Array([0, 255]), '\\x00ff', 's', 'General'],
  [column('json', 'json'), '{"a": [1]}', '{"a": [1]}', 's', 'General'],
  [column('array', 'array'), '{1,NULL}', '{1,NULL}', 's', 'General'],
  [column('text', 'text'), '007', '007', 's', 'General'],
]

const columns = cells.map(([column]) => column)
const row = cells.map(([, value]) => value)

/** Text that a spreadsheet, XML or a reader might take for something else. */
const hostile = [
  '=1+1',
  '+1',
  '-2',
  '@a',
  "'quoted",
  'TRUE',
  '1e5',
  ' lead and trail ',
  '  ',
  'tab\tinside',
  '<b>&amp;</b> ]]>',
  'carriage\rreturn',
  'two\nlines',
  '\n',
  'control \u0001\u000b\u001f',
  'nul \u0000',
  'delete \u007f\u0085',
  '\ufffe\uffff',
  '_x0041_',
  '_x000d_',
  '__x0041_x0042_',
  '_x0041\u0001',
  '👩‍👩‍👧 高橋',
  'x'.repeat(32_767),
]

describe.skipIf(!hasOpenpyxl)('read by openpyxl', () => {
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

  test('lone surrogates become U+FFFD', async () => {
    const { rows } = await sheet([column('text', 'text')], [['\ud800x'], ['x\udc00']])
    expect(values(rows.slice(1))).toEqual([['\ufffdx'], ['x\ufffd']])
  })

  test('the header is bold, frozen, aligned as its column, and has a filter', async () => {
    const [text, number] = [column('name', 'text'), column('n', 'integer')]
    const { rows, freeze, filter } = await sheet([text, number], [['a', '1']])
    expect(rows[0]?.map(({ value, bold, align }) => [value, bold, align])).toEqual([
      ['name', true, 'left'],
      ['n', true, 'right'],
    ])
    expect(rows[1]?.map(({ bold }) => bold)).toEqual([false, false])
    expect([freeze, filter]).toEqual(['A2', 'A1:B2'])
  })

  test('without a header the first row is data', async () => {
    const { rows, freeze, filter } = await sheet([column('n', 'integer')], [['1']], {
      header: false,
    })
    expect(values(rows)).toEqual([[1]])
    expect([freeze, filter]).toEqual([null, null])
  })

  test('columns are as wide as their data, and wide characters count twice', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => column(name, 'text'))
    const { widths } = await sheet(names, [['x'.repeat(20), '高'.repeat(20), 'x'.repeat(999), 'x']])
    expect(widths).toEqual([21.5, 41.5, 60, 6])
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
    expect(values((await sheet(...table, { null: 'NULL' })).rows.slice(1))).toEqual([
      ['NULL', 'NULL'],
      ['', 1],
    ])
  })

  test('names of columns may repeat, be empty or be hostile', async () => {
    const names = ['a', 'a', '', '__proto__', '_x0041_', '=1']
    const { rows } = await sheet(
      names.map((name) => column(name, 'text')),
      [],
    )
    expect(values(rows)).toEqual([names])
  })

  test('no datasets, no columns and no rows are workbooks too', async () => {
    expect(await sheets([])).toMatchObject([{ name: 'Sheet1', filter: null }])
    expect(await sheets([dataset([], [[], []])])).toMatchObject([{ name: 'Sheet1', filter: null }])
    expect(await sheets([dataset([column('a', 'text')], [])])).toMatchObject([{ filter: 'A1:A1' }])
  })

  test('each dataset has a sheet', async () => {
    const tables = (count: number) =>
      Array.from({ length: count }, (_, n) => dataset([column('n', 'integer')], [[BigInt(n)]]))
    const read = await sheets(tables(3))
    expect(read.map(({ name }) => name)).toEqual(['Sheet1', 'Sheet2', 'Sheet3'])
    expect(read.map(({ rows }) => values(rows)[1])).toEqual([[0], [1], [2]])
    const named = await sheets(tables(3), { sheet: 'Sales' })
    expect(named.map(({ name }) => name)).toEqual(['Sales', 'Sales (2)', 'Sales (3)'])
  })

  test('the title is in the properties, and nothing tells the time', async () => {
    const { bytes } = await written(xlsx, [], { title: 'Q1 <2024> & more' })
    expect(readXlsx(bytes)).toMatchObject({ title: 'Q1 <2024> & more', creator: 'records' })
  })
})

describe.skipIf(!hasOpenpyxl || !hasOffice)('read by LibreOffice', () => {
  test('cells have the same types and values', async () => {
    const { bytes } = await written(xlsx, [dataset(columns, [row])])
    const read = readXlsx(resavedXlsx(bytes)).sheets[0]?.rows[1]
    // LibreOffice makes a formula of a boolean.
    const expected = cells.map(([, , value, type]) =>
      type === 'b' ? [`=${String(value).toUpperCase()}()`, 'f'] : [value, type],
    )
    expect(read?.map(({ value, type }) => [value, type])).toEqual(expected)
  })

  test('text is what it was', async () => {
    const rows = hostile.map((text) => [text])
    const { bytes } = await written(xlsx, [dataset([column('text')], rows)])
    expect(officeTexts(bytes)).toEqual(['text', ...hostile])
  })

  test('the header has a filter', async () => {
    const table = dataset([column('a')], [['x']])
    const { bytes } = await written(xlsx, [table], { sheet: "it's" })
    expect(readXlsx(resavedXlsx(bytes)).sheets).toMatchObject([{ filter: 'A1:A2' }])
  })
})

test('the same data gives the same bytes, at any time and in any batches', async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => [
    BigInt(n),
    n < 1500 ? 'short' : 'x'.repeat(40),
  ])
  const table = [column('n', 'integer'), column('text', 'text')]
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2001-01-01') })
  const first = await written(xlsx, [dataset(table, rows, 1)])
  vi.setSystemTime(new Date('2031-12-31'))
  const second = await written(xlsx, [dataset(table, rows, 3000)])
  vi.useRealTimers()
  expect(first.bytes.equals(second.bytes)).toBe(true)
})

test('a name that Excel does not allow is changed, and told', async () => {
  const { notes } = await written(xlsx, [], { sheet: 'Q1/Q2' })
  expect(notes).toEqual(['xlsx: the sheet is named "Q1_Q2", because Excel does not allow "Q1/Q2"'])
})
