import { describe, expect, test } from 'vitest'
import xlsx from '../../formatters/xlsx.js'
import type { Column } from '../../src/core/column.js'
import { type ColumnPresentation, presented } from '../../src/core/presentation/presentation.js'
import type { Table } from '../../src/core/table.js'
import type { Row, Value } from '../../src/core/value.js'
import { hasOffice, resavedXlsx } from '../readers/office.js'
import { type PresentedSheet, readPresented } from '../readers/presented.js'
import { hasOpenpyxl } from '../readers/xlsx.js'
import { revenueCells, revenueOutlines, revenueTable } from './revenue.js'
import { column, dataset, written } from './written.js'
import { changedZip } from './zips.js'

type Options = Parameters<typeof written>[2]

async function sheets(tables: readonly Table[], options?: Options): Promise<PresentedSheet[]> {
  return readPresented((await written(xlsx, tables, options)).bytes)
}

async function sheet(table: Table, options?: Options): Promise<PresentedSheet> {
  return (await sheets([table], options))[0] as PresentedSheet
}

/** A table of one column that is shown so, below rows of this length. */
function shownColumn(
  given: Column,
  values: readonly Value[],
  presentation: ColumnPresentation,
): Table {
  const rows = values.map((value): Row => [value, 'x'])
  return presented(dataset([given, column('other')], rows), {
    columns: { [given.name]: presentation },
  })
}

const values = (rows: PresentedSheet['rows']) => rows.map((row) => row.map(({ value }) => value))
const formulas = ({ rows }: PresentedSheet, number: number) =>
  rows[number - 1]?.map(({ formula }) => formula)

describe.skipIf(!hasOpenpyxl)('read by openpyxl', () => {
  test('a sheet has its title, its table with totals, and notes', async () => {
    const { rows, outlines } = await sheet(revenueTable(), { title: 'Report of 2025' })
    expect(values(rows.slice(0, 4)).map(([first]) => first)).toEqual([
      'Report of 2025',
      'Revenue by city',
      'All shops, 2025',
      null,
    ])
    expect(rows.slice(0, 3).map(([cell]) => [cell?.size, cell?.bold])).toEqual([
      [9, false],
      [14, true],
      [11, false],
    ])
    expect(values(rows.slice(4, 17))).toEqual(revenueCells)
    expect(outlines.slice(4, 17)).toEqual(revenueOutlines)
    const notes = rows.slice(18).map(([cell]) => cell)
    expect(notes.map((cell) => cell?.value)).toEqual([
      'Net of returns.',
      expect.stringMatching(/^Growth is against .{60,83}$/),
      expect.stringMatching(/year\.$/),
    ])
    expect(notes.every((cell) => cell?.italic && cell.size === 9 && !cell.wrap)).toBe(true)
  })

  test('totals are formulas of their rows, which span those of groups within', async () => {
    const book = await sheet(revenueTable())
    expect(formulas(book, 6)).toEqual([
      null,
      null,
      '=SUBTOTAL(3,C5:C5)',
      '=SUBTOTAL(9,D5:D5)',
      '=SUBTOTAL(1,E5:E5)',
      '=SUBTOTAL(4,F5:F5)',
    ])
    expect(formulas(book, 9)?.[3]).toBe('=SUBTOTAL(9,D5:D8)')
    expect(formulas(book, 12)?.[3]).toBe('=SUBTOTAL(9,D10:D11)')
    expect(formulas(book, 15)?.[3]).toBe('=SUBTOTAL(9,D10:D14)')
    expect(formulas(book, 16)?.[3]).toBe('=SUBTOTAL(9,D5:D15)')
  })

  test('the header stays, is printed on every page, and filters all but the last total', async () => {
    const book = await sheet(revenueTable())
    expect(book).toMatchObject({
      freeze: 'A5',
      filter: 'A4:F15',
      printTitles: '$4:$4',
      printArea: ['$A$1:$F$20'],
      orientation: 'landscape',
      footer: ['&A', 'Page &P of &N'],
      grid: false,
    })
    const header = book.rows[3] ?? []
    expect(header.map(({ bold, fill, color }) => [bold, fill, color])).toEqual(
      header.map(() => [true, '1F3A5F', 'FFFFFF']),
    )
  })

  test('cells have the formats, the sides and the colours that are said', async () => {
    const { rows } = await sheet(revenueTable())
    const formats = ['General', 'General', '#,##0', '"€"#,##0.00', '0.0%', 'd mmm yyyy']
    expect(rows[4]?.map(({ format }) => format)).toEqual(formats)
    expect(rows[15]?.map(({ format }) => format)).toEqual([
      ...['General', 'General', '0'],
      ...formats.slice(3),
    ])
    expect(rows[4]?.map(({ align }) => align)).toEqual([
      ...['left', 'left', 'right'],
      ...['right', 'right', 'right'],
    ])
    expect(
      [4, 6, 9, 12].map((row) => rows[row]?.[4]).map((cell) => [cell?.fill, cell?.color]),
    ).toEqual([
      ['C6EFCE', '006100'],
      ['FFC7CE', '9C0006'],
      [null, null],
      ['FFEB9C', '9C5700'],
    ])
    expect(rows.map((row) => row[3]?.bold)).toEqual(
      rows.map((_, index) => [3, 5, 7, 8, 11, 13, 14, 15].includes(index)),
    )
  })

  test('without anything said a table is below its names, from the first row on', async () => {
    const rows: readonly Row[] = [
      ['1', 'a'],
      [null, 'b'],
    ]
    const table = presented(dataset([column('n', 'integer'), column('text')], rows), {})
    const book = await sheet(table)
    expect(values(book.rows)).toEqual([
      ['n', 'text'],
      [1, 'a'],
      [null, 'b'],
    ])
    expect(book).toMatchObject({ freeze: 'A2', filter: 'A1:B3', outlines: [0, 0, 0] })
    expect(book.rows.flat().every(({ formula }) => formula === null)).toBe(true)
  })

  test('without rows there are the title, the names and the notes', async () => {
    const book = await sheet(revenueTable({ notes: ['None yet.'] }, []))
    expect(values(book.rows).map(([first]) => first)).toEqual([
      ...['Revenue by city', 'All shops, 2025', null],
      ...['Country', null, 'None yet.'],
    ])
    expect(book.filter).toBe('A4:F4')
  })

  test('without names nothing stays, and nothing is filtered', async () => {
    const book = await sheet(revenueTable({ notes: [] }), { header: false })
    expect(values(book.rows.slice(3))).toEqual(revenueCells.slice(1))
    expect(book).toMatchObject({ freeze: null, filter: null, printTitles: null })
  })

  test.each<[string, Column, readonly Value[], ColumnPresentation, unknown, string | null]>([
    [
      'a sum of integers',
      column('n', 'integer'),
      ['1', null, '-3'],
      { total: 'sum' },
      -2,
      '=SUBTOTAL(9,A2:A4)',
    ],
    [
      'a sum of SQLite',
      column('n', 'unknown'),
      [1n, 0.5],
      { total: 'sum' },
      1.5,
      '=SUBTOTAL(9,A2:A3)',
    ],
    [
      'the least date',
      column('d', 'date'),
      ['2025-01-02', '2024-01-02'],
      { total: 'min' },
      '2024-01-02 00:00:00',
      '=SUBTOTAL(5,A2:A3)',
    ],
    [
      'a date that no sheet has',
      column('d', 'date'),
      ['1850-01-02', '2024-01-02'],
      { total: 'min' },
      '1850-01-02',
      null,
    ],
    ['the greatest of texts', column('t'), ['a', 'b'], { total: 'max' }, 'b', null],
    [
      'a number that is kept as text',
      column('n', 'integer'),
      ['12345678901234567', '1'],
      { total: 'sum' },
      '12345678901234568',
      null,
    ],
    [
      'numbers of which only the sum is too long',
      column('n', 'decimal', { scale: 2 }),
      ['999999999999.99', '9999999999999.99'],
      { total: 'sum' },
      '10999999999999.98',
      null,
    ],
    [
      'a count of texts',
      column('t'),
      ['a', null, 'b'],
      { total: 'count' },
      2,
      '=SUBTOTAL(3,A2:A4)',
    ],
    ['a count with empty texts', column('t'), ['a', ''], { total: 'count' }, 2, null],
    [
      'a count of booleans',
      column('b', 'boolean'),
      [true, null],
      { total: 'count' },
      1,
      '=SUBTOTAL(3,A2:A3)',
    ],
    ['a sum of nothing', column('n', 'integer'), [null], { total: 'sum' }, null, null],
  ])('%s', async (_, given, cells, presentation, value, formula) => {
    const { rows } = await sheet(shownColumn(given, cells, presentation))
    expect(rows.at(-1)?.[0]).toMatchObject({ value, formula })
  })

  test('a count is no formula where NULL has a text', async () => {
    const table = shownColumn(column('t'), ['a', null], { total: 'count' })
    const { rows } = await sheet(table, { null: 'NULL' })
    expect(rows.at(-1)?.[0]).toMatchObject({ value: 1, formula: null })
  })

  test('formats are for the cells that are numbers and dates', async () => {
    const columns = [
      ...[column('long', 'integer'), column('text'), column('month'), column('time', 'time')],
      ...[column('flag', 'boolean'), column('at', 'datetime')],
    ]
    const row = ['12345678901234567', '5', '2024-02', '12:30:45', true, '2024-02-29 12:30:45']
    const table = presented(dataset(columns, [row]), {
      columns: {
        long: { format: 'integer' },
        text: { format: 'integer' },
        month: { format: 'month' },
        time: { format: 'date' },
        flag: { format: 'percent' },
        at: { format: 'datetime' },
      },
    })
    const { rows } = await sheet(table)
    expect(rows[1]?.map(({ value, format }) => [value, format])).toEqual([
      ['12345678901234567', 'General'],
      ['5', 'General'],
      ['2024-02-01 00:00:00', 'mmmm yyyy'],
      ['12:30:45', 'hh:mm:ss'],
      [true, '"TRUE";"TRUE";"FALSE"'],
      ['2024-02-29 12:30:45', 'd mmm yyyy hh:mm'],
    ])
  })

  test('columns are as wide as what they show, or as is said', async () => {
    const columns = [column('a', 'decimal'), column('b', 'decimal'), column('c')]
    const rows = [['1234567.5', '1234567.5', 'a long text '.repeat(4)]]
    const {
      widths,
      rows: cells,
      heights,
    } = await sheet(
      presented(dataset(columns, rows), {
        columns: { b: { format: 'currency EUR', total: 'sum' }, c: { width: 20 } },
      }),
    )
    expect(widths.C).toBe(20)
    expect(widths.B).toBeGreaterThan((widths.A as number) + 3)
    expect(cells[1]?.[2]?.wrap).toBe(true)
    expect(heights[1]).toBe(45)
  })

  test('the contents lead to the sheets, by the names that these have', async () => {
    const names = ['Revenue', 'It\'s 50% "up"', 'Anything/that is longer than a sheet allows']
    const contents = presented(
      dataset(
        [column('Sheet')],
        names.map((name) => [name]),
      ),
      {},
    )
    const links = { ...contents.shown, columns: [{ linksToTables: true }] } as Table['shown']
    const others = names.map((title) => ({ ...revenueTable(), title }))
    const [first, ...rest] = await sheets([
      { ...contents, title: 'Contents', shown: links },
      ...others,
    ])
    const targets = rest.map(({ name }) => `'${name.replaceAll("'", "''")}'!A1`)
    const [, ...cells] = first?.rows.map(([cell]) => cell) ?? []
    expect(cells.map((cell) => cell?.value)).toEqual(names)
    expect(cells.map((cell) => cell?.link)).toEqual(targets)
    expect(cells[0]).toMatchObject({ color: '0563C1' })
    expect(first?.filter).toBe(null)
  })

  test('the same table has the same bytes, however its rows arrive', async () => {
    const rows: readonly Row[] = Array.from({ length: 3000 }, (_, n) => [`${n % 7}`, `${n}`])
    const columns = [column('a'), column('n', 'integer')]
    const one = async (size: number) => {
      const presentation = { groupBy: ['a'], columns: { n: { total: 'sum' } } } as const
      return (await written(xlsx, [presented(dataset(columns, rows, size), presentation)])).bytes
    }
    expect(await one(7)).toEqual(await one(3000))
  })
})

describe.skipIf(!hasOpenpyxl || !hasOffice)('computed by LibreOffice', () => {
  test('the totals are those of the database', async () => {
    const { bytes } = await written(xlsx, [revenueTable({ notes: [] })])
    const part = 'xl/worksheets/sheet1.xml'
    const without = await changedZip(bytes, part, (xml) =>
      xml.replace(/(<\/f>)<v>[^<]*<\/v>/g, '$1'),
    )
    const [sheet] = readPresented(resavedXlsx(without))
    expect(values(sheet?.rows.slice(3) ?? [])).toEqual(
      revenueCells.map((row) =>
        row.map((value) => (typeof value === 'number' ? expect.closeTo(value, 9) : value)),
      ),
    )
    expect(sheet?.outlines.slice(3)).toEqual(revenueOutlines)
    expect(sheet?.rows.at(-1)?.[3]?.formula).toMatch(/^=SUBTOTAL\(9,D5:D15\)$/)
  })
})
