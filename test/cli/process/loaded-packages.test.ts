import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type DatabaseName, describeDatabase } from '../../servers/index.js'
import { connectTo, run } from './command.js'
import { newFolder } from './folder.js'

/** The packages whose code the command loads, outside the bundle or within it. */
async function packagesLoadedBy(args: readonly string[]): Promise<string[]> {
  const folder = newFolder()
  const env = { ...process.env, NODE_V8_COVERAGE: folder }
  const { status, stderr } = await run(args, { env })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const [report = ''] = readdirSync(folder)
  const { result } = JSON.parse(readFileSync(join(folder, report), 'utf8')) as {
    result: { url: string }[]
  }
  const files = result
    .filter(({ url }) => url.startsWith('file:'))
    .map(({ url }) => fileURLToPath(url))
  return [...new Set(files.flatMap(packagesIn))].sort()
}

/** A file of a package is that package's; a file of ours has a line for each that is bundled. */
function packagesIn(file: string): string[] {
  const package_ = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//s
  const own = package_.exec(file)?.[1]
  if (own !== undefined) return [own]
  return [
    ...readFileSync(file, 'utf8').matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm),
  ].map(([, name = '']) => name)
}

const drivers = { sqlite: 'better-sqlite3', postgresql: 'pg', mysql: 'mysql2' }
const writers = ['cli-table3', 'csv-stringify', 'exceljs', 'js-yaml', 'zip-stream']

test.each([
  ['csv', ['csv-stringify']],
  ['json', []],
  ['yaml', ['js-yaml']],
  ['table', ['cli-table3']],
  ['xlsx', ['exceljs', 'zip-stream']],
  ['ods', ['zip-stream']],
  ['html', []],
])('a report as %s loads only what it needs', async (format, needed) => {
  const loaded = await packagesLoadedBy(['select 1 as n', format, '--url', 'demo:'])
  expect(loaded).toContain('yargs')
  expect(loaded.filter((name) => writers.includes(name))).toEqual(needed)
})

for (const [name, driver] of Object.entries(drivers) as [DatabaseName, string][]) {
  describeDatabase(name, ({ url }) => {
    connectTo(url)
    test('loads no driver but its own', async () => {
      const loaded = await packagesLoadedBy(['select 1 as n', 'csv'])
      expect(loaded.filter((name) => Object.values(drivers).includes(name))).toEqual([driver])
    })
  })
}

test('the help loads no database and no format', async () => {
  const loaded = await packagesLoadedBy(['--help'])
  expect(loaded).toContain('yargs')
  expect(
    loaded.filter((name) => ['knex', ...Object.values(drivers), ...writers].includes(name)),
  ).toEqual([])
})
