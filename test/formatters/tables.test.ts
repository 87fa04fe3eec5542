import { describe, expect, it } from 'vitest'
import html from '../../formatters/html.js'
import jira from '../../formatters/jira.js'
import latex from '../../formatters/latex.js'
import markdown from '../../formatters/markdown.js'
import rst from '../../formatters/rst.js'
import table from '../../formatters/table.js'
import type { Format } from '../../src/core/formatter.js'
import { sampleSize } from '../../src/core/sample.js'
import type { Batch, Row } from '../../src/core/value.js'
import { expectGolden } from './golden.js'
import { book, column, dataset, defaults, written } from './written.js'

const columns = [
  column('id', 'integer'),
  column('cheese', 'text'),
  column('price', 'decimal'),
  column('in_stock', 'boolean'),
  column('note', 'unknown'),
]

const rows: Batch = [
  [1n, 'red leicester', '1.50', true, null],
  [2n, 'wensleydale', '-12.25', false, ''],
  [3n, 'Łódź & Söhne', '0.00', true, 'two\nlines'],
  [4n, '日本酒 🧀', '1000000.00', false, '<b>*bold*</b> | \\n 50% [x] "q" \x1b[31m'],
  [5n, "O'Brien -- ``quoted''", null, null, '  spaces  '],
]

async function text(...words: Parameters<typeof written>): Promise<string> {
  return (await written(...words)).bytes.toString()
}

/** A sink that keeps what it is given. */
function collected() {
  const chunks: string[] = []
  return { chunks, write: async (chunk: string | Uint8Array) => void chunks.push(String(chunk)) }
}

const goldens = [
  { format: table, file: 'table.txt', options: {} },
  { format: table, file: 'table-plain.txt', options: { style: 'plain' } },
  { format: table, file: 'table-box.txt', options: { style: 'box', null: 'NULL' } },
  { format: table, file: 'table-rounded.txt', options: { style: 'rounded', title: 'Cheeses' } },
  { format: table, file: 'table-no-header.txt', options: { header: false } },
  { format: markdown, file: 'markdown.md', options: { title: 'Cheeses #1 #', null: '∅' } },
  { format: markdown, file: 'markdown-no-header.md', options: { header: false } },
  { format: html, file: 'html.html', options: { title: 'Cheeses & more' } },
  { format: html, file: 'html-fragment.html', options: { fragment: true, null: 'NULL' } },
  { format: latex, file: 'latex.tex', options: { title: '50% of our cheeses' } },
  { format: latex, file: 'latex-longtable.tex', options: { longtable: true, title: 'Cheeses' } },
  { format: latex, file: 'latex-document.tex', options: { document: true, null: '---' } },
  { format: rst, file: 'rst.rst', options: { title: 'Cheeses *& more*', null: '—' } },
  { format: rst, file: 'rst-no-header.rst', options: { header: false } },
  { format: jira, file: 'jira.jira', options: { title: 'Cheeses #1', null: '∅' } },
  { format: jira, file: 'jira-no-header.jira', options: { header: false } },
]

describe.each(goldens)('$file', ({ format, file, options }) => {
  it('is as it was', async () => {
    const second = dataset([column('n', 'integer')], [['1'], ['22']])
    expectGolden(file, await text(format, [dataset(columns, rows), second], options))
  })
})

const formats: readonly Extract<Format, { tables: 'many' }>[] = [
  table,
  markdown,
  html,
  latex,
  rst,
  jira,
]

describe.each(formats)('$name', (format) => {
  const many: Row[] = Array.from({ length: sampleSize + 500 }, (_, n) => [BigInt(n), 'cheddar'])

  it('does not depend on how the rows arrive', async () => {
    const columns = [column('', 'unknown'), column('cheese', 'text')]
    const whole = await text(format, [dataset(columns, many, many.length)])
    for (const size of [1, 2, 7, sampleSize - 1, sampleSize, sampleSize + 1]) {
      expect(await text(format, [dataset(columns, many, size)])).toBe(whole)
    }
  })

  it('writes once per batch', async () => {
    const { chunks, ...sink } = collected()
    const source = book(dataset([column('n', 'integer'), column('c', 'text')], many, 50))
    await format.write(source, sink, defaults(format), () => {})
    const batches = 1 + (many.length - sampleSize) / 50
    const aroundThem = 4
    expect(chunks.length).toBeLessThanOrEqual(batches + aroundThem)
  })

  it('writes the header of no rows, however they do not come', async () => {
    async function* empty(): AsyncGenerator<Batch> {
      yield []
    }
    const header = await text(format, [dataset(columns, [])])
    expect(header).toContain('price')
    expect(await text(format, [{ columns, batches: empty() }])).toBe(header)
  })

  it('says how many rows have no columns', async () => {
    const results = [dataset([], [[], []]), dataset([], [[]])]
    const written = await text(format, results, { title: 'Title' })
    expect(written).toMatch(/Title.*\(2 rows, no columns\).*\(1 row, no columns\)/s)
  })

  it('leaves the names out', async () => {
    const written = await text(format, [dataset(columns, rows)], { header: false })
    expect(written).not.toContain('price')
    expect(written).toContain('leicester')
  })

  it('rejects as the sink does, and ends the query', async () => {
    let ended = false
    async function* endless(): AsyncGenerator<Batch> {
      try {
        for (;;) yield rows
      } finally {
        ended = true
      }
    }
    const full = new Error('disk full')
    const sink = {
      async write(chunk: string | Uint8Array) {
        if (String(chunk).includes('wensleydale')) throw full
      },
    }
    const source = book({ columns, batches: endless() })
    await expect(format.write(source, sink, defaults(format), () => {})).rejects.toBe(full)
    expect(ended).toBe(true)
  })

  it('rejects as the dataset does, and closes nothing', async () => {
    const lost = new Error('connection lost')
    async function* failing(): AsyncGenerator<Batch> {
      yield many
      throw lost
    }
    const columns = [column('n', 'integer'), column('c', 'text')]
    const { chunks, ...sink } = collected()
    const source = book({ columns, batches: failing() })
    await expect(format.write(source, sink, defaults(format), () => {})).rejects.toBe(lost)
    const part = chunks.join('')
    const whole = await text(format, [dataset(columns, many)])
    expect(part.match(/cheddar/g)).toHaveLength(many.length)
    expect(whole.startsWith(part)).toBe(true)
    // These have nothing below the rows.
    const open: readonly Format[] = [markdown, rst, jira]
    expect(part.length < whole.length).toBe(!open.includes(format))
  })
})
