import Excel from 'exceljs'
import { describe, expect, test } from 'vitest'
import { numberFormat } from '../../formatters/xlsx/reading/number-format.js'
import xlsx from '../../formatters/xlsx.js'
import type { Row } from '../../src/core/value.js'
import { hasOffice, resavedXlsx } from '../readers/office.js'
import { hasOpenpyxl } from '../readers/xlsx.js'
import { foreign } from '../writers/foreign.js'
import { columns, rows } from './every-kind.js'
import { readTable, readTables } from './reading.js'
import { column, dataset, written } from './written.js'
import { changedZip, zipOf } from './zips.js'

type Worksheet = InstanceType<typeof Excel.Workbook>['worksheets'][number]

/** A workbook as exceljs writes it in memory. */
async function workbook(
  fill: (sheet: Worksheet, book: InstanceType<typeof Excel.Workbook>) => void,
): Promise<Buffer> {
  const book = new Excel.Workbook()
  fill(book.addWorksheet('Sheet & <1>'), book)
  return Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer)
}

/** The kind and the cells of a column of numbers in one format. */
async function numbers(format: string, values: readonly number[]): Promise<unknown[]> {
  const bytes = await workbook((sheet) => {
    for (const value of ['a', ...values]) sheet.addRow([value]).getCell(1).numFmt = format
  })
  const table = await readTable(xlsx, bytes)
  return [table.columns[0], ...table.rows.flat()]
}

describe('what exceljs writes', () => {
  test.each<[string, number[], unknown[]]>([
    ['General', [1, -2, 123456789012345], ['a integer', '1', '-2', '123456789012345']],
    ['General', [1, 0.1, 1e300], ['a float', '1', '0.1', '1e+300']],
    ['0.00', [1, 1.1, -0.25], ['a decimal', '1.00', '1.10', '-0.25']],
    ['0.00', [1, 1.125], ['a float', '1.00', '1.125']],
    ['#,##0.00 "€"', [1234.5], ['a decimal', '1234.50']],
    ['0000', [42], ['a integer', '0042']],
    ['0.00%', [0.125], ['a float', '0.125']],
    [
      'yyyy-mm-dd',
      [45351, 61, 59, 1],
      ['a date', '2024-02-29', '1900-03-01', '1900-02-28', '1900-01-01'],
    ],
    ['yyyy-mm-dd', [60], ['a integer', '60']],
    ['yyyy-mm-dd', [45351, 45351.5], ['a datetime', '2024-02-29 00:00:00', '2024-02-29 12:00:00']],
    ['d/m/yy h:mm', [45351.521355590274], ['a datetime', '2024-02-29 12:30:45.123']],
    ['hh:mm:ss', [0.5, 0], ['a time', '12:00:00', '00:00:00']],
    ['[h]:mm', [1.0625, 0.25], ['a time', '25:30:00', '06:00:00']],
    ['yyyy-mm-dd', [-1, 3e6], ['a integer', '-1', '3000000']],
  ])('numbers as %s: %j', async (format, values, expected) => {
    expect(await numbers(format, values)).toEqual(expected)
  })

  test('days are counted from 1904 where the workbook says so', async () => {
    const bytes = await workbook((sheet, book) => {
      book.properties.date1904 = true
      sheet.addRow(['a'])
      sheet.addRow([43889]).getCell(1).numFmt = 'yyyy-mm-dd'
    })
    expect((await readTable(xlsx, bytes)).rows).toEqual([['2024-02-29']])
  })

  test('rich text, links, formulas, errors, booleans', async () => {
    const richText = [{ text: 'a ' }, { font: { bold: true }, text: ' b' }]
    const bytes = await workbook((sheet) => {
      sheet.addRow(['rich', 'link', 'formula', 'error', 'bool', 'text'])
      sheet.addRow([
        { richText },
        { text: 'site', hyperlink: 'http://a.b' },
        { formula: '1+1', result: 2 },
        { error: '#N/A' },
        true,
        '_x001B_[31m_x005F_x0041_ &lt;',
      ])
      sheet.addRow([null, null, { formula: '2*3.5', result: 7.5 }, null, false, '  '])
    })
    expect(await readTable(xlsx, bytes)).toEqual({
      columns: [
        'rich text',
        'link text',
        'formula float',
        'error text',
        'bool boolean',
        'text text',
      ],
      rows: [
        ['a  b', 'site', '2', '#N/A', true, '\x1b[31m_x0041_ &lt;'],
        [null, null, '7.5', null, false, '  '],
      ],
    })
  })

  test('a column of several types keeps each', async () => {
    const bytes = await workbook((sheet) => {
      for (const value of ['a', 'x', 1, 1.5, true, new Date('2024-02-29')]) sheet.addRow([value])
    })
    expect(await readTable(xlsx, bytes)).toEqual({
      columns: ['a unknown'],
      rows: [['x'], [1n], [1.5], [true], ['2024-02-29']],
    })
  })

  test('the table begins at the first row that holds something, and has every sheet', async () => {
    const bytes = await workbook((sheet, book) => {
      sheet.getCell('B3').value = 'b'
      sheet.getCell('C5').value = 'x'
      book.addWorksheet('empty')
      book.addWorksheet('hidden', { state: 'hidden' }).addRow(['only'])
    })
    const tables = await readTables(xlsx, bytes)
    expect(tables.map(({ title }) => title)).toEqual(['Sheet & <1>', 'empty', 'hidden'])
    expect(tables.map(({ columns }) => columns.map(({ name }) => name))).toEqual([
      ['', 'b', ''],
      [],
      ['only'],
    ])
    expect(tables.map(({ rows }) => rows)).toEqual([
      [
        [null, null, null],
        [null, null, 'x'],
      ],
      [],
      [],
    ])
    const [first] = await readTables(xlsx, bytes, { header: false })
    expect(first?.columns.map(({ name }) => name)).toEqual(['1', '2', '3'])
    expect(first?.rows).toHaveLength(5)
  })

  test('a formula without its result is an error', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['a'])
      sheet.addRow([{ formula: '1+1' }])
    })
    await expect(readTable(xlsx, bytes)).rejects.toMatchObject({
      code: 'query',
      message:
        'this xlsx cannot be read: the sheet "Sheet & <1>" has a formula without its result in cell A2',
      hint: 'Open it in a spreadsheet, which calculates it, and save it.',
    })
  })
})

describe('what we write', () => {
  test('has the kinds that a sheet can tell', async () => {
    const [id, , price, ratio, sold, , day, , at] = columns
    const some = [id, price, ratio, sold, day, at].map((column) => column as (typeof columns)[0])
    const given = [
      ['1', '1.50', '2.2', true, '2024-02-29', '2024-02-29 12:30:45.100'],
      ['-12345678901234567', '-1000000.00', '1e-07', false, null, '1999-12-31 00:00:00'],
      ['0', 'NaN', '-Infinity', null, '9999-12-31', null],
      [null, null, null, null, null, null],
    ]
    const { bytes } = await written(xlsx, [dataset(some, given)])
    const table = await readTable(xlsx, bytes)
    expect(table.columns.map((column) => column.split(' ')[1])).toEqual([
      ...['integer', 'decimal', 'float', 'boolean', 'date', 'datetime'],
    ])
    expect(table.rows).toEqual(given)
  })

  test('the text for NULL is NULL below the header', async () => {
    const { bytes } = await written(xlsx, [dataset([column('NULL')], [[null], ['']])], {
      null: 'NULL',
    })
    const table = await readTable(xlsx, bytes, { null: 'NULL' })
    expect(table).toEqual({ columns: ['NULL text'], rows: [[null], ['']] })
  })

  test('titles are those of the sheets', async () => {
    const { bytes } = await written(xlsx, [
      { title: 'One', ...dataset([column('a')], [['x']]) },
      dataset([], []),
    ])
    const tables = await readTables(xlsx, bytes)
    expect(tables.map(({ title }) => title)).toEqual(['One', 'Sheet2'])
    expect(tables.map(({ columns }) => columns.length)).toEqual([1, 0])
  })

  test.skipIf(!hasOffice)('saved by LibreOffice, it is the same', async () => {
    const names = ['id', 'name', 'price', 'sold', 'day', 'at']
    const kinds = ['integer', 'text', 'decimal', 'boolean', 'date', 'datetime'] as const
    const given: Row[] = [
      ['1', ' a\tb_x0041_\n<é>', '1.50', true, '2024-02-29', '2024-02-29 12:30:45'],
      ['-2', '=1+1', '-0.25', false, '1999-12-31', '1999-12-31 23:59:59'],
      [null, null, null, null, null, null],
      ['3', '007', '12.00', true, '1900-03-01', '2000-01-01 00:00:00'],
    ]
    const typed = names.map((name, index) =>
      column(name, kinds[index] as (typeof kinds)[number], name === 'price' ? { scale: 2 } : {}),
    )
    const { bytes } = await written(xlsx, [dataset(typed, given)])
    const table = await readTable(xlsx, resavedXlsx(bytes))
    expect(table.columns).toEqual(names.map((name, index) => `${name} ${kinds[index]}`))
    expect(table.rows).toEqual(given)
  })
})

test.skipIf(!hasOpenpyxl)('what openpyxl writes', async () => {
  const bytes = foreign('xlsx', [
    ['id', 'text', 'price', 'flag', 'none'],
    [1, ' <é> & "x"\n', 1.5, true, null],
    [12345678901234, '007', 0.1, false, null],
  ])
  expect(await readTable(xlsx, bytes)).toEqual({
    columns: ['id integer', 'text text', 'price float', 'flag boolean', 'none unknown'],
    rows: [
      ['1', ' <é> & "x"\n', '1.5', true, null],
      ['12345678901234', '007', '0.1', false, null],
    ],
  })
})

test.each<[string, string]>([
  ['General', 'general'],
  ['[Red]General', 'general'],
  ['@', 'general'],
  ['"day" 0', 'fixed'],
  ['\\d0.0', 'fixed'],
  ['_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)', 'fixed'],
  ['0.00E+00', 'general'],
  ['[$-409]d\\-mmm\\-yyyy;@', 'date'],
  ['mmm', 'date'],
  ['[$-F800]dddd, mmmm dd, yyyy', 'date'],
  ['h:mm AM/PM', 'time'],
  ['mm:ss.0', 'time'],
  ['[mm]:ss', 'elapsed'],
  ['m/d/yy h:mm', 'datetime'],
])('the format %s is %s', (code, type) => {
  expect(numberFormat(code).type).toBe(type)
})

describe('what is no workbook, or a broken one', () => {
  const ours = async () => (await written(xlsx, [dataset(columns, rows)])).bytes
  const sheet = 'xl/worksheets/sheet1.xml'
  const withCell = async (xml: string) =>
    changedZip(await ours(), sheet, () => `<worksheet><sheetData>${xml}</sheetData></worksheet>`)

  const broken: readonly [string, () => Buffer | Promise<Buffer>, string][] = [
    ['nothing', () => Buffer.alloc(0), 'it is not a zip'],
    ['text', () => Buffer.from('id,name\n1,x\n'), 'it is not a zip'],
    ['an .xls', () => Buffer.from('d0cf11e0a1b11ae1'.repeat(100), 'hex'), 'it is not a zip'],
    ['half a file', async () => (await ours()).subarray(0, 2000), 'it is not a zip'],
    ['another zip', () => zipOf({ 'a.txt': 'x' }), 'it is a zip of something else'],
    [
      'cut XML',
      async () => changedZip(await ours(), sheet, (xml) => xml.slice(0, 900)),
      'is damaged',
    ],
    ['entities', () => withCell('<!DOCTYPE x [<!ENTITY a "b">]>&a;'), 'is damaged'],
    ['half a row', () => withCell('<row r="1.5"/>'), 'has a row 1.5'],
    ['a row too far', () => withCell('<row r="1048577"/>'), 'has a row 1048577'],
    [
      'a column too far',
      () => withCell('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
      'has a cell XFE1',
    ],
    ['a word for a number', () => withCell('<row><c><v>x</v></c></row>'), 'has "x" in cell A1'],
    [
      'a number without end',
      () => withCell(`<row><c><v>0.${'0'.repeat(1e6)}1</v></c></row>`),
      'has "0.0',
    ],
    ['no such string', () => withCell('<row><c t="s"><v>7</v></c></row>'), 'has "7" in cell A1'],
    [
      'cells far apart',
      () =>
        withCell(
          Array.from({ length: 7000 }, (_, n) => `<row><c r="XFD${n + 1}"><v>1</v></c></row>`).join(
            '',
          ),
        ),
      'it would be 7,000 rows of 16,384 columns, and almost all of it NULL',
    ],
    [
      'a bomb',
      () => withCell(`<row><c><v>1</v></c></row>${' '.repeat(300 * 1024 * 1024)}`),
      'unpacks to 314,5',
    ],
  ]

  test.each(broken)('%s', async (_, bytes, problem) => {
    const error = await readTables(xlsx, await bytes()).catch((error: unknown) => error)
    expect(error).toMatchObject({
      code: 'query',
      message: expect.stringMatching(/^this xlsx cannot be read: /),
      hint: expect.any(String),
    })
    expect((error as Error).message).toContain(problem)
  })

  test('a byte that is another is seen by its checksum', async () => {
    const bytes = Buffer.from(zipOf({ '_rels/.rels': '<Relationships>12345</Relationships>' }))
    bytes.write('9', bytes.indexOf('12345'))
    await expect(readTables(xlsx, bytes)).rejects.toThrow('its checksum is wrong')
  })
})
