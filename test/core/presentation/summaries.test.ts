import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { type Presentation, presented } from '../../../src/core/presentation/presentation.js'
import { isSummary, withSummaries } from '../../../src/core/presentation/summaries.js'
import type { Row, Value } from '../../../src/core/value.js'
import { column, dataset } from '../../formatters/written.js'

/** The lines as they are shown: of rows their cells, of totals their level and their texts. */
async function lines(names: readonly string[], rows: readonly Row[], how: Presentation, size = 2) {
  const columns = names.map((name) => column(name, 'unknown'))
  const { shown, ...table } = presented(dataset(columns, rows, size), how)
  if (shown === undefined) throw new Error('nothing is said')
  const shownLines: unknown[] = []
  for await (const batch of withSummaries(table.batches, table.columns, shown)) {
    for (const line of batch) {
      shownLines.push(isSummary(line) ? { level: line.level, texts: line.texts() } : line)
    }
  }
  return shownLines
}

const sums = { n: { total: 'sum' } } as const

test('below each group and below all', async () => {
  const rows: Row[] = [
    ['blue', 'UK', 1n],
    ['blue', 'UK', 2n],
    ['blue', 'Eire', 4n],
    ['soft', 'Eire', 8n],
  ]
  const how = { columns: sums, groupBy: ['style', 'country'] }
  expect(await lines(['style', 'country', 'n'], rows, how)).toEqual([
    rows[0],
    rows[1],
    { level: 2, texts: [null, 'Total UK', '3'] },
    rows[2],
    { level: 2, texts: [null, 'Total Eire', '4'] },
    { level: 1, texts: ['Total blue', null, '7'] },
    rows[3],
    { level: 2, texts: [null, 'Total Eire', '8'] },
    { level: 1, texts: ['Total soft', null, '8'] },
    { level: 0, texts: ['Total', null, '15'] },
  ])
})

test('NULL, the empty text and bytes are groups of their own', async () => {
  const bytes = (byte: number) => new Uint8Array([byte])
  const values: Value[] = [null, null, '', '', bytes(1), bytes(1), bytes(2), 0n, '0']
  const rows = values.map((value): Row => [value, 1n])
  const shown = await lines(['g', 'n'], rows, { columns: sums, groupBy: ['g'] })
  expect(shown.filter((line) => !Array.isArray(line))).toEqual([
    { level: 1, texts: ['Total', '2'] },
    { level: 1, texts: ['Total', '2'] },
    { level: 1, texts: ['Total \\x01', '2'] },
    { level: 1, texts: ['Total \\x02', '1'] },
    { level: 1, texts: ['Total 0', '1'] },
    { level: 1, texts: ['Total 0', '1'] },
    { level: 0, texts: ['Total', '9'] },
  ])
})

test('totals and labels are shown as their columns are; counts are plain', async () => {
  const columns = {
    n: { total: 'sum', format: '0.00' },
    k: { total: 'count', format: '0.00' },
    day: { format: 'd mmm yyyy' },
  } as const
  const rows: Row[] = [
    ['2026-10-05', 1n, 1n],
    ['2026-10-05', 2n, null],
  ]
  const shown = await lines(['day', 'n', 'k'], rows, { columns, groupBy: ['day'] })
  expect(shown.slice(2)).toEqual([
    { level: 1, texts: ['Total 5 Oct 2026', '3.00', '1'] },
    { level: 0, texts: ['Total', '3.00', '1'] },
  ])
})

test('the label stands in the first column that has no total, if there is one', async () => {
  const rows: Row[] = [[1n, 'a', 2n]]
  expect((await lines(['n', 'name', 'm'], rows, { columns: sums })).at(-1)).toEqual({
    level: 0,
    texts: ['1', 'Total', null],
  })
  expect((await lines(['n'], [[1n]], { columns: sums })).at(-1)).toEqual({ level: 0, texts: ['1'] })
})

test('there are none below no rows', async () => {
  expect(await lines(['g', 'n'], [], { columns: sums, groupBy: ['g'] })).toEqual([])
})

it('is what adding up by hand gives, however the rows arrive', async () => {
  const cell = fc.constantFrom<Value>(null, '', 'a', 'b', 1n)
  const amount = fc.option(fc.integer({ min: -10_000, max: 10_000 }), { nil: null })
  const rowsOf = fc.array(fc.tuple(cell, cell, amount), { maxLength: 30 })
  const property = fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
    const cells = rows.map(([a, b, cents]): Row => [a, b, cents === null ? null : cents / 100])
    const how = { columns: sums, groupBy: ['a', 'b'] }
    const shown = await lines(['a', 'b', 'n'], cells, how, size)
    expect(shown).toEqual(await lines(['a', 'b', 'n'], cells, how, 1))
    expect(shown.filter(Array.isArray)).toEqual(cells)
    expect(totalsOf(shown)).toEqual(byHand(rows))
  })
  await fc.assert(property)
})

type Found = readonly [level: number, cents: number | null]

function totalsOf(shown: readonly unknown[]): Found[] {
  const summaries = shown.filter((line) => !Array.isArray(line)) as {
    level: number
    texts: (string | null)[]
  }[]
  return summaries.map(({ level, texts }) => [
    level,
    texts[2] == null ? null : Math.round(Number(texts[2]) * 100),
  ])
}

/** For each row that is a group's last, the sum of that group, found by looking back. */
function byHand(rows: readonly (readonly [Value, Value, number | null])[]): Found[] {
  const found: Found[] = []
  rows.forEach((row, at) => {
    for (const level of [2, 1, 0]) {
      const sameGroup = (other: typeof row | undefined) =>
        other !== undefined && [0, 1].slice(0, level).every((key) => other[key] === row[key])
      if (sameGroup(rows[at + 1])) continue
      let first = at
      while (sameGroup(rows[first - 1])) first--
      const cents = rows.slice(first, at + 1).flatMap(([, , each]) => (each === null ? [] : [each]))
      found.push([level, cents.length === 0 ? null : cents.reduce((sum, each) => sum + each)])
    }
  })
  return found
}
