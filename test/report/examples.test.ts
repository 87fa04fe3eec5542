import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { namesIn, newFolder } from '../cli/process/folder.js'
import { records } from '../cli/records.js'
import { hasOpenpyxl, readXlsx } from '../readers/xlsx.js'

const examples = join(import.meta.dirname, '../../examples/reports')
const definitions = readdirSync(examples).filter((name) => name.endsWith('.yml'))

/** What each makes, by its defaults. */
const made: Readonly<Record<string, readonly string[]>> = {
  'customers.yml': ['customers-2025-Q4.tex', 'customers-2025-Q4.xlsx'],
  'monthly-sales.yml': ['purchases-2025-12.csv', 'sales-2025-12.html', 'sales-2025-12.xlsx'],
  'stock.yml': ['stock.ods', 'to-order.md'],
}

test('every example is here', () => {
  expect(definitions).toEqual(Object.keys(made))
})

test.each(definitions)('%s is right, and makes its files', async (name) => {
  const folder = newFolder()
  cpSync(examples, folder, { recursive: true })
  const before = namesIn(folder)
  const env = { HOME: newFolder() }
  expect(await records(['check', join(folder, name)], { env })).toMatchObject({ status: 0 })
  expect(namesIn(folder)).toEqual(before)
  expect(await records(['run', join(folder, name)], { env })).toMatchObject({ status: 0 })
  expect(namesIn(folder).filter((file) => !before.includes(file))).toEqual(made[name])
})

test.runIf(hasOpenpyxl)('the totals of the workbook are those of the database', async () => {
  const folder = newFolder()
  cpSync(examples, folder, { recursive: true })
  const env = { HOME: newFolder() }
  await records(['run', join(folder, 'monthly-sales.yml')], { env })
  const { stdout } = await records(
    [
      "select count(*), sum(quantity), sum(revenue) from sales where month = '2025-12'",
      'tsv',
      '--no-header',
      '--url',
      'demo:',
    ],
    { env },
  )
  const page = readFileSync(join(folder, 'sales-2025-12.html'), 'utf8')
  const total = /<tr class="total">(.*)<\/tr>/.exec(page)?.[1] ?? ''
  const shown = [...total.matchAll(/<td class="number">([^<]*)</g)].map(([, text]) => text)
  const [purchases, portions, revenue] = stdout.trim().split('\t').map(Number)
  expect(shown).toEqual([
    String(purchases),
    String(portions),
    `£${Number(revenue).toLocaleString('en', { minimumFractionDigits: 2 })}`,
  ])
  const { sheets } = readXlsx(readFileSync(join(folder, 'sales-2025-12.xlsx')))
  expect(sheets.map((sheet) => sheet.name)).toEqual([
    'Contents',
    'By style',
    'Best days',
    'Purchases',
    'About',
  ])
})
