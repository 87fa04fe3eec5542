import CliTable from 'cli-table3'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import table from '../../formatters/table.js'
import { sampleSize } from '../../src/core/sample.js'
import type { Batch, Row } from '../../src/core/value.js'
import { column, dataset, written } from './written.js'

async function text(
  ...words: Parameters<typeof written> extends [unknown, ...infer W] ? W : never
) {
  return (await written(table, ...words)).bytes.toString()
}

const cheese = () =>
  dataset(
    [column('name', 'text'), column('price', 'float')],
    [
      ['red leicester', 1],
      ['wensleydale', 2.2],
    ],
  )

describe('the frame', () => {
  it('is ASCII by default, numbers to the right', async () => {
    expect(await text([cheese()])).toBe(`\
+---------------+-------+
| name          | price |
+---------------+-------+
| red leicester |   1.0 |
| wensleydale   |   2.2 |
+---------------+-------+
`)
  })

  it("is the original's in plain", async () => {
    expect(await text([cheese()], { style: 'plain' })).toBe(`\
name         |price
-------------|-----
red leicester|1.0
wensleydale  |2.2
`)
  })

  it('is a record a row in expanded', async () => {
    const notes = dataset(
      [column('name', 'text'), column('a\nnote', 'text'), column('n', 'integer')],
      [
        ['brie', 'two\nlines', '1'],
        ['日本', null, '-2'],
      ],
    )
    expect(await text([notes], { style: 'expanded', null: 'NULL', title: 'Cheese' })).toBe(`\
Cheese
-[ RECORD 1 ]--
name    | brie
a\\nnote | two
        | lines
n       | 1
-[ RECORD 2 ]--
name    | 日本
a\\nnote | NULL
n       | -2
`)
  })

  const ascii = {
    ...{ top: '-', 'top-left': '+', 'top-mid': '+', 'top-right': '+' },
    ...{ mid: '-', 'left-mid': '+', 'mid-mid': '+', 'right-mid': '+' },
    ...{ bottom: '-', 'bottom-left': '+', 'bottom-mid': '+', 'bottom-right': '+' },
    ...{ left: '|', middle: '|', right: '|' },
  }
  const rounded = { 'top-left': '╭', 'top-right': '╮', 'bottom-left': '╰', 'bottom-right': '╯' }
  const looks = { ascii, box: {}, rounded }

  /** Text of several lines, in characters that cli-table3 measures as terminals do. */
  const cellText = fc.string({ unit: fc.constantFrom(...' abcXYZ019.,é߀Łж日本\n'), maxLength: 12 })
  const tables = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }))
    .chain(([width, height]) => {
      const kinds = fc.constantFrom('text' as const, 'integer' as const)
      const name = cellText.filter((name) => name.trim() !== '')
      const columns = fc.tuple(name, kinds).map(([name, kind]) => column(name, kind))
      return fc.record({
        style: fc.constantFrom('ascii' as const, 'box' as const, 'rounded' as const),
        columns: fc.array(columns, { minLength: width, maxLength: width }),
        rows: fc.array(fc.array(cellText, { minLength: width, maxLength: width }), {
          minLength: height,
          maxLength: height,
        }),
      })
    })

  it('and the rows are those of cli-table3', async () => {
    const property = fc.asyncProperty(tables, async ({ style, columns, rows }) => {
      const theirs = new CliTable({
        head: columns.map(({ name }) => name),
        colAligns: columns.map(({ kind }) => (kind === 'integer' ? 'right' : 'left')),
        chars: looks[style],
        style: { compact: true, head: [], border: [] },
      })
      theirs.push(...rows)
      const ours = await text([dataset(columns, rows)], { style })
      expect(ours).toBe(`${theirs}\n`)
    })
    await fc.assert(property, { numRuns: 100 })
  })
})

describe('cells', () => {
  async function cell(value: string): Promise<string> {
    const shown = await text([dataset([column('c', 'text')], [[value]])], { header: false })
    return shown.split('\n').slice(1, -2).join('\n')
  }

  it.each([
    ['\x1b[31mred\x1b[0m', '| \\x1b[31mred\\x1b[0m |'],
    ['a\tb\rc\0', '| a\\tb\\rc\\x00 |'],
    ['\x7f\x9b2J', '| \\x7f\\x9b2J |'],
    ['abc\u202Edcba\u2069', '| abc\\u202edcba\\u2069 |'],
    ['\u2028\uFEFF\uD800', '| \\u2028\\ufeff\\ud800 |'],
    ['one\ntwo lines', '| one       |\n| two lines |'],
  ])('%j is shown', async (value, shown) => {
    expect(await cell(value)).toBe(shown)
  })

  it('never send what a terminal obeys', async () => {
    const values = fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 })
    const property = fc.asyncProperty(values, values, async (names, values) => {
      const columns = names.map((name) => column(name, 'text'))
      const shown = await text([dataset(columns, [values])], { title: names.join('') })
      expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u)
    })
    await fc.assert(property)
  })

  it('line up by what a terminal shows', async () => {
    const values = [
      '日本酒',
      '👨‍👩‍👧‍👦',
      '🧑🏽‍🚒',
      '🫠',
      '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
      'é',
      '©',
      '\u00A0',
      'e\u0301',
      'க்ஷி',
      '',
    ]
    const rows = values.map((value) => [value, 'x'])
    const shown = await text([dataset([column('a', 'text'), column('b', 'text')], rows)])
    const lines = shown.trimEnd().split('\n')
    expect(new Set(lines.map((line) => stringWidth(line)))).toEqual(new Set([14]))
    for (const value of values) expect(shown).toContain(`| ${value}`)
  })

  it('are never cut: after the sample they push their line out, which is said', async () => {
    const rows: Row[] = Array.from({ length: sampleSize }, () => ['x', 'y'])
    const columns = [column('a', 'text'), column('b', 'text')]
    const within = await written(table, [dataset(columns, [...rows, ['z', 'z']])])
    expect(within.notes).toEqual([])
    const beyond = await written(table, [dataset(columns, [...rows, ['longer', 'z']])])
    expect(beyond.bytes.toString()).toContain('\n| longer | z |\n+---+---+\n')
    expect(beyond.notes).toHaveLength(1)
    expect(beyond.notes[0]).toContain('1,000')
  })
})

describe('options', () => {
  const rows: Batch = [[null, '']]
  const columns = [column('a', 'text'), column('b', 'text')]

  it('null is the text for NULL', async () => {
    const shown = await text([dataset(columns, rows)], { null: '\x1bNULL' })
    expect(shown).toContain('| \\x1bNULL |   |\n')
  })

  it('title stands above the first table, an empty line between two', async () => {
    const options = { title: 'Cheeses\x07', style: 'plain', header: false }
    const datasets = [dataset(columns, [['1', '2']]), dataset(columns, [['3', '4']])]
    expect(await text(datasets, options)).toBe('Cheeses\\x07\n1|2\n\n3|4\n')
  })
})
