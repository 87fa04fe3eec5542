import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { hasOpenpyxl, readXlsx } from './readers/xlsx.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = ['reports/sales.xlsx', 'reports/purchases.csv', 'reports/customers.html']

test('npm run demo makes its reports, and says where they are', () => {
  for (const report of reports) rmSync(join(root, report), { force: true })
  const said = execFileSync(process.execPath, [join(root, 'scripts/demo.js')], { encoding: 'utf8' })
  expect(said).toContain('parmigiano reggiano')
  for (const report of reports) {
    expect(said).toContain(join(root, report))
    expect(existsSync(join(root, report))).toBe(true)
  }
  expect(readFileSync(join(root, 'reports/customers.html'), 'utf8')).toContain('Customers of 2025')
  if (hasOpenpyxl) {
    const { sheets } = readXlsx(readFileSync(join(root, 'reports/sales.xlsx')))
    expect(sheets[0]?.rows).toHaveLength(25)
  }
})
