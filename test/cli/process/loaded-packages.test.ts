import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

/** The modules of Node's own that the command loads. */
async function nodeModulesLoadedBy(args: readonly string[]): Promise<string[]> {
  const folder = newFolder()
  const list = join(folder, 'list.json')
  const atEnd = join(folder, 'at-end.cjs')
  writeFileSync(
    atEnd,
    `process.on('exit', () => require('node:fs').writeFileSync(
      ${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList)))`,
  )
  const env = { ...process.env, NODE_OPTIONS: `--require=${atEnd}` }
  expect(await run(args, { env })).toMatchObject({ status: 0, stderr: '' })
  const loaded = JSON.parse(readFileSync(list, 'utf8')) as string[]
  return loaded.map((name) => name.replace(/^NativeModule /, ''))
}

const drivers = { sqlite: 'better-sqlite3', postgresql: 'pg', mysql: 'mysql2' }
const writers = ['cli-table3', 'exceljs', 'js-yaml', 'zip-stream']
/** What a transaction needs, the help, and a report's definition. */
const others = ['knex', 'yargs', 'ajv']

test.each([
  ['csv', []],
  ['json', []],
  ['yaml', ['js-yaml']],
  ['table', ['cli-table3']],
  ['xlsx', ['exceljs', 'zip-stream']],
  ['ods', ['zip-stream']],
  ['html', []],
])('a report as %s loads only what it needs', async (format, needed) => {
  const loaded = await packagesLoadedBy(['select 1 as n', format, '--url', 'demo:'])
  expect(loaded).toContain('yargs-parser')
  expect(loaded.filter((name) => [...others, ...writers].includes(name))).toEqual(needed)
})

test('the packages of a report as csv', async () => {
  const loaded = await packagesLoadedBy(['select 1 as n', 'csv', '--url', 'sqlite://'])
  expect(loaded).toEqual(['better-sqlite3', 'tarn', 'yargs-parser'])
})

test('knex is loaded for a transaction', async () => {
  const loaded = await packagesLoadedBy(['select 1', 'csv', '-1', '--url', 'sqlite://'])
  expect(loaded).toContain('knex')
})

test.each([
  ['-', []],
  ['report.csv.gz', ['child_process', 'crypto', 'zlib']],
])('what Node loads to write %s', async (output, needed) => {
  const path = output === '-' ? output : join(newFolder(), output)
  const loaded = await nodeModulesLoadedBy(['select 1', 'csv', '--url', 'sqlite://', '-o', path])
  const forFiles = ['child_process', 'crypto', 'zlib']
  expect(loaded.filter((name) => forFiles.includes(name)).sort()).toEqual(needed)
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
