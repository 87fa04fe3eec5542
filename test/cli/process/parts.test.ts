import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { formats } from '../../../formatters/index.js'
import { partName } from '../../../src/export-parts.js'
import { databaseNames, describeDatabase } from '../../servers/index.js'
import { type Run, records } from '../records.js'
import { run, start } from './command.js'
import { namesIn, newFolder } from './folder.js'

const numbers = (count: number): string =>
  `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count}) select i from n`

function split(folder: string, words: readonly string[], url = 'demo:'): Promise<Run> {
  return records(words, { env: { DATABASE_URL: url, HOME: folder } })
}

test.each([
  ['sales.csv', 1, 'sales-00001.csv'],
  ['a/b.c/sales.csv.gz', 23, 'a/b.c/sales-00023.csv.gz'],
  ['sales.CSV.ZST', 2, 'sales-00002.CSV.ZST'],
  ['a.b/sales', 1, 'a.b/sales-00001'],
  ['.sales', 1, '.sales-00001'],
  ['sales.2026.csv', 100_000, 'sales.2026-100000.csv'],
])('%s has %i as %s', (path, part, name) => {
  expect(partName(path, part)).toBe(name)
})

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    test('the rows are in the parts, in order, each part whole', async () => {
      const folder = newFolder()
      const words = [numbers(900), '-o', join(folder, 'n.csv'), '--split-rows', '400']
      expect(await split(folder, words, url)).toMatchObject({ status: 0, stderr: '' })
      expect(namesIn(folder)).toEqual(['n-00001.csv', 'n-00002.csv', 'n-00003.csv'])
      const parts = namesIn(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
      expect(parts.map((text) => text.split('\n')[0])).toEqual(['i', 'i', 'i'])
      const rows = parts.flatMap((text) => text.split('\n').slice(1, -1))
      expect(rows).toEqual(Array.from({ length: 900 }, (_, index) => String(index + 1)))
      expect(parts.map((text) => text.split('\n').length - 2)).toEqual([400, 400, 100])
    })
  })
}

test.each([3, 4, 1000])('of 12 rows in parts of %i there is no empty one', async (rows) => {
  const folder = newFolder()
  await split(folder, [numbers(12), '-o', join(folder, 'n.csv'), '--split-rows', String(rows)])
  expect(namesIn(folder)).toHaveLength(Math.ceil(12 / rows))
})

test('no rows are one part, and several results go on counting', async () => {
  const folder = newFolder()
  const sql = `select 1 as a where 1 = 0; ${numbers(3)}`
  await split(folder, [sql, '-o', join(folder, 'n.csv.gz'), '--split-rows', '2'])
  const texts = namesIn(folder).map((file) =>
    gunzipSync(readFileSync(join(folder, file))).toString(),
  )
  expect(texts).toEqual(['a\n', 'i\n1\n2\n', 'i\n3\n'])
})

test.each(formats.map(({ name, extensions }) => [name, extensions[0] as string]))(
  'every part of %s is what the rows alone give',
  async (name, extension) => {
    const folder = newFolder()
    const path = join(folder, `n.${extension}`)
    await split(folder, [numbers(5), name, '-o', path, '--split-rows', '3'])
    const alone = join(folder, `alone.${extension}`)
    await split(folder, [numbers(3), name, '-o', alone])
    expect(readFileSync(partName(path, 1)).equals(readFileSync(alone))).toBe(true)
    expect(namesIn(folder)).toHaveLength(3)
  },
)

test('parts of an earlier run that had more are told, and left', async () => {
  const folder = newFolder()
  const words = (rows: number) => [
    numbers(10),
    '-o',
    join(folder, 'n.csv'),
    '--split-rows',
    String(rows),
  ]
  await split(folder, words(3))
  const { stderr } = await split(folder, words(5))
  expect(stderr).toContain('n-00003.csv is of an earlier run, which had more parts')
  expect(namesIn(folder)).toHaveLength(4)
})

test('after a failure none has changed', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'n-00001.csv'), 'yesterday\n')
  const sql = `select abs(-9223372036854775808 + (i < 5)) from (${numbers(10)})`
  const { status } = await split(folder, [sql, '-o', join(folder, 'n.csv'), '--split-rows', '2'])
  expect(status).toBe(1)
  expect(namesIn(folder)).toEqual(['n-00001.csv'])
  expect(readFileSync(join(folder, 'n-00001.csv'), 'utf8')).toBe('yesterday\n')
})

test('killed in between, none is left', async () => {
  const folder = newFolder()
  const words = [numbers(50_000_000), '--url', 'demo:', '-o', join(folder, 'n.csv')]
  const { child, ended } = start([...words, '--split-rows', '1000'])
  await expect.poll(() => namesIn(folder).length, { timeout: 10_000 }).toBeGreaterThan(5)
  child.kill('SIGKILL')
  await ended
  await expect.poll(() => namesIn(folder), { timeout: 5000 }).toEqual([])
})

describe('what cannot be', () => {
  test.each([
    [['--split-rows', '2'], '--split-rows writes files: say where with -o FILE'],
    [['--split-rows', '2', '-o', '-'], '--split-rows writes files: say where with -o FILE'],
    [['--split-rows', '0', '-o', 'a.csv'], '--split-rows cannot be 0'],
    [['--split-rows', 'all', '-o', 'a.csv'], '--split-rows cannot be all'],
  ])('%j', async (words, said) => {
    const { status, stderr } = await split(newFolder(), ['select 1 as n', 'csv', ...words])
    expect(status).toBe(2)
    expect(stderr).toContain(said)
  })
})

const hasZstd = 'createZstdCompress' in (await import('node:zlib'))

test.runIf(hasZstd)('.zst is Zstandard', async () => {
  const folder = newFolder()
  const path = join(folder, 'n.jsonl.zst')
  expect(await run([numbers(3), '-o', path, '--url', 'demo:'])).toMatchObject({ status: 0 })
  expect(readFileSync(path).subarray(0, 4).toString('hex')).toBe('28b52ffd')
})

test.skipIf(hasZstd)('.zst says which Node has Zstandard', async () => {
  const folder = newFolder()
  const { status, stderr } = await split(folder, [numbers(3), '-o', join(folder, 'n.csv.zst')])
  expect(status).toBe(2)
  expect(stderr).toContain('Take Node 22.15 or newer, or compress by .gz.')
  expect(namesIn(folder)).toEqual([])
})
