import { describe, expect, test } from 'vitest'
import ods from '../../formatters/ods.js'
import type { Column } from '../../src/core/column.js'
import { cellFormat, cellText } from '../../src/core/presentation/cell-format.js'
import { presented } from '../../src/core/presentation/presentation.js'
import type { Table } from '../../src/core/table.js'
import type { Row, Value } from '../../src/core/value.js'
import { hasOffice, officeCells, resavedXlsx } from '../readers/office.js'
import { type PresentedSheet, readPresented } from '../readers/presented.js'
import { hasOpenpyxl } from '../readers/xlsx.js'
import { revenueCells, revenueOutlines, revenueTable } from './revenue.js'
import { column, dataset, written } from './written.js'
import { changedZip } from './zips.js'

type Options = Parameters<typeof written>[2]

/** The sheets as LibreOffice understands them, totals as it computes them. */
async function sheets(tables: readonly Table[], options?: Options): Promise<PresentedSheet[]> {
  const { bytes } = await written(ods, tables, options)
  const value = /(table:formula="[^"]*") office:value-type="[^"]*" office:[a-z-]+="[^"]*"/g
  const without = await changedZip(bytes, 'content.xml', (xml) => xml.replace(value, '$1'))
  return readPresented(resavedXlsx(without, 'ods'))
}

const values = (rows: PresentedSheet['rows']) => rows.map((row) => row.map(({ value }) => value))

/** Patterns of every sort: cells, and how core shows them. */
const patterns: readonly [Column, Value, string, string][] = [
  [column('n', 'integer'), '-1234567', '#,##0', '-1,234,567'],
  [column('n', 'decimal'), '1234.5', '"£"#,##0.00', '£1,234.50'],
  [column('n', 'decimal'), '-1234.5', 'currency EUR', '-€1,234.50'],
  [column('n', 'decimal'), '1234.5', '#,##0.0 "kg"', '1,234.5 kg'],
  [column('n', 'decimal'), '1.25', '0.0##', '1.25'],
  [column('n', 'decimal'), '1', '0.0##', '1.0'],
  [column('n', 'integer'), '7', '000', '007'],
  [column('n', 'float'), '0.1256', '0.0%', '12.6%'],
  [column('n', 'float'), '-0.5', 'percent', '-50.0%'],
  [column('n', 'integer'), '5', '($0)', '($5)'],
  [column('d', 'date'), '2024-02-09', 'd mmm yyyy', '9 Feb 2024'],
  [column('d', 'date'), '2024-02-09', 'dddd, dd mmmm yy', 'Friday, 09 February 24'],
  [column('d', 'date'), '2024-02-09', 'ddd d/m/yyyy', 'Fri 9/2/2024'],
  [column('d', 'datetime'), '2024-02-09 07:05:03', 'dd.mm.yyyy hh:mm:ss', '09.02.2024 07:05:03'],
  [column('d', 'datetime'), '2024-02-09 07:05:03', 'yyyy-mm-dd "at" h:mm', '2024-02-09 at 7:05'],
  [column('d', 'datetime'), '2024-02-09 07:05:03', 'mm:ss', '05:03'],
  [column('m'), '2024-02', 'month', 'February 2024'],
]

describe.skipIf(!hasOpenpyxl || !hasOffice)('understood by LibreOffice', () => {
  test('a sheet has its title, its table with totals that are computed, and notes', async () => {
    const [sheet] = await sheets([revenueTable()], { title: 'Report of 2025' })
    const rows = sheet?.rows ?? []
    expect(rows.slice(0, 4).map(([cell]) => cell?.value)).toEqual([
      ...['Report of 2025', 'Revenue by city', 'All shops, 2025', null],
    ])
    expect(rows.slice(0, 3).map(([cell]) => [cell?.size, cell?.bold])).toEqual([
      [9, false],
      [14, true],
      [10, false],
    ])
    expect(values(rows.slice(4, 17))).toEqual(
      revenueCells.map((row) =>
        row.map((value) => (typeof value === 'number' ? expect.closeTo(value, 9) : value)),
      ),
    )
    expect(rows[16]?.[3]?.formula).toBe('=SUBTOTAL(9,D6:D16)')
    expect(sheet?.outlines.slice(4, 17)).toEqual(revenueOutlines)
    expect(rows.slice(18).map(([cell]) => [cell?.italic, cell?.size])).toEqual([
      ...[1, 2, 3].map(() => [true, 9]),
    ])
  })

  test('the header stays, is printed on every page, and filters all but the last total', async () => {
    const [sheet] = await sheets([revenueTable()])
    expect(sheet).toMatchObject({
      filter: 'A4:F15',
      printTitles: '$4:$4',
      orientation: 'landscape',
    })
    expect(sheet?.footer.map((text) => text?.replace(/&".*?"|&K\w{6}|&\d+/g, ''))).toEqual([
      expect.stringContaining('&A'),
      expect.stringContaining('Page &P of &N'),
    ])
    expect(sheet?.rows[3]?.map(({ bold, fill, color }) => [bold, fill, color])).toEqual(
      revenueCells[0]?.map(() => [true, '1F3A5F', 'FFFFFF']),
    )
  })

  test('cells have the sides and the colours that are said', async () => {
    const [sheet] = await sheets([revenueTable()])
    const rows = sheet?.rows ?? []
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
  })

  test('what is shown is what core shows', async () => {
    const columns = patterns.map(([given], index) => ({ ...given, name: `${index}` }))
    const said = patterns.map(([, , format], index) => [index, { format }])
    const table = dataset(columns, [patterns.map(([, value]) => value)])
    const shown = presented(table, { columns: Object.fromEntries(said) })
    const { bytes } = await written(ods, [shown], { header: false })
    expect(officeCells(bytes, 'ods')).toEqual([patterns.map(([, , , expected]) => expected)])
    const core = patterns.map(([, value, format]) => cellText(cellFormat(format))(value as string))
    expect(core).toEqual(patterns.map(([, , , expected]) => expected))
  })

  test('without anything said a table is below its names, from the first row on', async () => {
    const rows: readonly Row[] = [
      ['1', 'a'],
      [null, 'b'],
    ]
    const table = presented(dataset([column('n', 'integer'), column('text')], rows), {})
    const [sheet] = await sheets([table])
    expect(values(sheet?.rows ?? [])).toEqual([
      ['n', 'text'],
      [1, 'a'],
      [null, 'b'],
    ])
    expect(sheet).toMatchObject({ filter: 'A1:B3' })
  })

  test('without rows there are the title, the names and the notes', async () => {
    const [sheet] = await sheets([revenueTable({ notes: ['None yet.'] }, [])])
    expect(values(sheet?.rows ?? []).map(([first]) => first)).toEqual([
      ...['Revenue by city', 'All shops, 2025', null],
      ...['Country', null, 'None yet.'],
    ])
  })

  test('the contents lead to the sheets', async () => {
    const names = ['Revenue', `It's 50% "up" & <more>`, 'Any/thing']
    const contents = presented(
      dataset(
        [column('Sheet')],
        names.map((name) => [name]),
      ),
      {},
    )
    const shown = { ...contents.shown, columns: [{ linksToTables: true }] } as Table['shown']
    const others = names.map((title) => ({ ...revenueTable(), title }))
    const [first, ...rest] = await sheets([{ ...contents, title: 'Contents', shown }, ...others])
    const [, ...cells] = first?.rows.map(([cell]) => cell) ?? []
    expect(cells.map((cell) => cell?.value)).toEqual(names)
    expect(cells.map((cell) => cell?.link?.replace(/^#/, ''))).toEqual(
      rest.map(({ name }) => `'${name.replaceAll("'", "''")}'!A1`),
    )
  })
})

test('the rows to the header stay, and there are no other lines than those of cells', async () => {
  const { bytes } = await written(ods, [revenueTable(), revenueTable({ title: undefined })])
  let settings = ''
  await changedZip(bytes, 'settings.xml', (xml) => (settings = xml))
  const item = (name: string) => new RegExp(`config:name="${name}" config:type="\\w+">(\\w+)<`, 'g')
  const all = (name: string) => Array.from(settings.matchAll(item(name)), ([, value]) => value)
  expect(all('VerticalSplitMode')).toEqual(['2', '2'])
  expect(all('VerticalSplitPosition')).toEqual(['4', '3'])
  expect(all('ShowGrid')).toEqual(['false', 'false'])
})

test('the same table has the same bytes, however its rows arrive', async () => {
  const rows: readonly Row[] = Array.from({ length: 3000 }, (_, n) => [`${n % 7}`, `${n}`])
  const columns = [column('a'), column('n', 'integer')]
  const one = async (size: number) => {
    const presentation = { groupBy: ['a'], columns: { n: { total: 'sum' } } } as const
    return (await written(ods, [presented(dataset(columns, rows, size), presentation)])).bytes
  }
  expect(await one(7)).toEqual(await one(3000))
})
