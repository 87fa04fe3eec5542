import { describe, expect, test } from 'vitest'
import tsv from '../../formatters/tsv.js'
import type { Row } from '../../src/core/value.js'
import { hasPython, readTsv } from '../readers/data.js'
import { describeDatabase } from '../servers/index.js'
import { anyTexts } from './any-text.js'
import { columns, rows } from './every-kind.js'
import { expectGolden } from './golden.js'
import { hostileTexts } from './hostile.js'
import { loadedBy } from './loaded.js'
import { column, dataset, written } from './written.js'

const texts = [...anyTexts(2000), ...hostileTexts(500)]
const two = [column('a'), column('b')]

/** What is written of rows of two columns of text, below their names. */
async function body(
  rows: readonly Row[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return (await written(tsv, [dataset(two, rows)], { header: false, ...options })).text
}

test('tsv.tsv is as it was', async () => {
  expectGolden('tsv.tsv', (await written(tsv, [dataset(columns, rows)])).text)
})

test.each([
  ['a\tb', 'a\\tb'],
  ['a\nb', 'a\\nb'],
  ['a\r\nb', 'a\\r\\nb'],
  ['\b\f\v', '\\b\\f\\v'],
  ['back\\slash', 'back\\\\slash'],
  ['\\N', '\\\\N'],
  ['\\.', '\\\\.'],
  ['say "no", \'never\'', 'say "no", \'never\''],
  [' a ', ' a '],
  ['', ''],
])('%j stays on its line', async (text, field) => {
  expect(await body([[text, 'x']])).toBe(`${field}\tx\n`)
  expect((await written(tsv, [dataset([column(text)], [])])).text).toBe(`${field}\n`)
})

test('option header', async () => {
  expect((await written(tsv, [dataset(two, [['1', '2']])])).text).toBe('a\tb\n1\t2\n')
  expect(await body([['1', '2']], { header: false })).toBe('1\t2\n')
})

test('option null', async () => {
  expect(await body([[null, '']])).toBe('\\N\t\n')
  expect(await body([[null, '\\N']], { null: 'NULL' })).toBe('NULL\t\\\\N\n')
})

test.each(['a\tb', 'a\nb', '\r'])('null %j is refused: it would break the file', async (text) => {
  await expect(body([], { null: text })).rejects.toMatchObject({
    code: 'usage',
    message: `--null cannot be ${JSON.stringify(text)}`,
  })
})

describe.skipIf(!hasPython)("read by the rules of COPY's text format", () => {
  test('any text comes back, and NULL', async () => {
    const cells = [null, ...texts]
    const pairs = cells.map((cell, index) => [cell, cells.at(-1 - index) ?? ''])
    expect(readTsv(await body(pairs))).toEqual(
      pairs.map((pair) => pair.map((cell) => cell?.toWellFormed() ?? null)),
    )
  })

  test('any text comes back as a name', async () => {
    const columns = texts.map((text) => column(text))
    const { text } = await written(tsv, [dataset(columns, [])])
    expect(readTsv(text)).toEqual([texts.map((text) => text.toWellFormed())])
  })
})

describeDatabase('postgresql', (database) => {
  // No text of PostgreSQL has \0.
  const cells = [null, ...texts.filter((text) => !text.includes('\0'))]
  const pairs = cells.map((cell, index) => [cell, cells.at(-1 - index) ?? ''])

  test.each(['\\N', '(null)'])(
    'COPY reads back any text and NULL, written as %s',
    async (nullText) => {
      const loaded = await loadedBy(
        database,
        await body(pairs, { null: nullText }),
        `format text, null '${nullText}'`,
        ['a', 'b'],
      )
      expect(loaded).toEqual(pairs.map((pair) => pair.map((cell) => cell?.toWellFormed() ?? null)))
    },
  )
})
