import { describe, expect, it, test } from 'vitest'
import html from '../../formatters/html.js'
import latex from '../../formatters/latex.js'
import markdown from '../../formatters/markdown.js'
import tableFormat from '../../formatters/table.js'
import { type Presentation, presented } from '../../src/core/presentation/presentation.js'
import { sampleSize } from '../../src/core/sample.js'
import type { Row } from '../../src/core/value.js'
import { type HtmlPage, hasHtml5lib, hasTidy, readHtml, tidied } from '../readers/html.js'
import { type Engine, hasLatex, typeset } from '../readers/latex.js'
import { hasCmark, readMarkdown } from '../readers/markdown.js'
import { hostileTexts } from './hostile.js'
import { how, orders, table, text } from './orders.js'
import { column, dataset, written } from './written.js'

/** The rows of `how`, as every format for the eye shows them. */
const shownRows = [
  ['Eire', '3', '30 Sep 2026', '€1,250.50', ''],
  ['Eire', '1', '1 Oct 2026', '-€0.50', 'late'],
  ['Total Eire', '4', '', '€1,250.00', ''],
  ['UK', '', '5 Oct 2026', '€100.00', 'x'],
  ['Total UK', '', '', '€100.00', ''],
  ['Total', '4', '', '€1,350.00', ''],
]

const cellTexts = (page: HtmlPage, at = 0) =>
  page.tables[at]?.rows.map((row) => row.map((cell) => cell.text))

describe.each([
  { format: html, options: {} },
  { format: markdown, options: {} },
  { format: latex, options: { document: true } },
  { format: latex, options: { longtable: true } },
  ...['ascii', 'plain', 'box', 'rounded', 'expanded'].map((style) => ({
    format: tableFormat,
    options: { style },
  })),
])('$format.name $options', ({ format, options }) => {
  it('does not depend on how the rows arrive', async () => {
    const many: Row[] = Array.from({ length: sampleSize + 200 }, (_, n) => [
      `country ${Math.floor(n / 100)}`,
      '2026-01-01',
      `${n}.25`,
      BigInt(n),
      null,
    ])
    const whole = await text(format, [table(how, many, { size: many.length })], options)
    for (const size of [1, 99, sampleSize - 10, sampleSize, sampleSize + 1]) {
      expect(await text(format, [table(how, many, { size })], options)).toBe(whole)
    }
  })

  it('has titles and no totals of no rows', async () => {
    const shown = await text(format, [table(how, [])], { ...options, title: 'Report' })
    for (const words of ['Report', 'Orders', 'of autumn', 'Without returns']) {
      expect(shown).toContain(words)
    }
    expect(shown).not.toMatch(/Total|total">/)
  })

  it('has titles and notes of a table without columns', async () => {
    const hidden = { hidden: true }
    const presentation: Presentation = {
      ...how,
      order: [],
      groupBy: [],
      columns: { country: hidden, ordered: hidden, amount: hidden, n: hidden, state: hidden },
    }
    const shown = await text(format, [table(presentation)], { ...options, title: 'Report' })
    for (const words of ['Report', 'Orders', 'of autumn', '(3 rows, no columns)', 'Without']) {
      expect(shown).toContain(words)
    }
  })

  it('says a title once where it is the heading too, and a table’s own where no other is said', async () => {
    const same = await text(format, [table({ title: 'Orders' })], { ...options, title: 'Orders' })
    expect(same.replace(/<title>.*/, '').match(/Orders/g)).toHaveLength(1)
    const own = await text(format, [table({}, orders, { title: 'Sheet' })], options)
    expect(own).toContain('Sheet')
    const none = await text(format, [table({ title: '', subtitle: '' })], options)
    expect(none).toBe(await text(format, [table({})], options))
  })
})

describe.skipIf(!hasHtml5lib)('HTML', () => {
  const read = async (
    ...words: Parameters<typeof text> extends [unknown, ...infer W] ? W : never
  ) => readHtml(await text(html, ...words))

  it('shows what is said', async () => {
    const page = await read([table()], { title: 'Report' })
    expect(page.errors).toEqual([])
    expect(page.tables[0]?.header.map((cell) => cell.text)).toEqual([
      'Country',
      'n',
      'On',
      'Amount',
      'state',
    ])
    expect(cellTexts(page)).toEqual(shownRows)
    expect(page.tables[0]?.rows.map((row) => row.map((cell) => cell.class))).toEqual([
      ['', 'number', '', 'number', 'number null warning'],
      ['', 'number', '', 'number bad', 'number'],
      ['', 'number', '', 'number', 'number'],
      ['', 'number null', '', 'number', 'number good'],
      ['', 'number', '', 'number', 'number'],
      ['', 'number', '', 'number', 'number'],
    ])
    const classOf = (tag: string) =>
      page.elements.filter((each) => each.tag === tag).map(({ attributes }) => attributes.class)
    expect(classOf('tr').slice(1)).toEqual([
      ...[undefined, undefined, 'subtotal', undefined, 'subtotal', 'total'],
    ])
    const said = page.elements.filter(({ tag }) => /^(?:h1|h2|p|col)$/.test(tag))
    expect(
      said.map(({ tag, attributes, text }) => [tag, ...Object.values(attributes), text]),
    ).toEqual([
      ['h1', 'Report'],
      ['h2', 'Orders'],
      ['p', 'subtitle', 'of autumn'],
      ['col', ''],
      ['col', 'width: 6ch', ''],
      ['col', ''],
      ['col', ''],
      ['col', ''],
      ['p', 'note', 'Without returns.'],
      ['p', 'note', '2. note'],
    ])
  })

  it('links lead to the tables they name, whatever those are called', async () => {
    const hostile = hostileTexts(200)
    const names = [...new Set(['a b', 'a-b', 'a_b', 'a~20~b', 'Ünï', '日本', '\uD800', ...hostile])]
    const columns = [column('Sheet', 'text')]
    const contents = {
      ...dataset(columns, [...names.map((name) => [name]), [null]]),
      shown: {
        ...{ title: 'Contents', subtitle: undefined, notes: [], groups: [] },
        columns: [{ linksToTables: true }],
      },
    }
    const tables = names.map((name) => table({ title: name }, [], { title: name }))
    const { elements, errors } = await read([contents, ...tables])
    expect(errors).toEqual([])
    const ids = elements
      .filter(({ tag }) => tag === 'section')
      .map(({ attributes }) => attributes.id)
    expect(new Set(ids).size).toBe(names.length + 1)
    for (const id of ids.slice(1)) expect(id).toMatch(/^[^\s"'<>&]*$/)
    const links = elements.filter(({ tag }) => tag === 'a')
    expect(
      links.map(({ attributes }) => decodeURIComponent(attributes.href ?? '').slice(1)),
    ).toEqual(ids.slice(1))
  })

  it('escapes whatever is said', async () => {
    for (const hostile of ['</h2><script>', '"><b>', '&amp;', '\'"<i>&', '\x1b\0']) {
      const presentation: Presentation = {
        title: hostile,
        subtitle: hostile,
        notes: [hostile],
        columns: { country: { title: hostile } },
      }
      const page = await read([table(presentation, orders, { title: hostile })], {
        title: `${hostile}!`,
      })
      expect(page.errors).toEqual([])
      const shown = hostile === '\x1b\0' ? '\\x1b\\x00' : hostile
      const texts = page.elements.filter(({ tag }) => /^(?:h1|h2|p)$/.test(tag))
      expect(texts.map((each) => each.text)).toEqual([`${shown}!`, shown, shown, shown])
      expect(page.tables[0]?.header[0]?.text).toBe(shown)
      expect(page.elements.map(({ tag }) => tag)).not.toContain('b')
    }
  })

  it.skipIf(!hasTidy)('is valid', async () => {
    const tables = [
      table(how, orders, { title: 'One & "two"' }),
      table(how, [], { title: '1 <b>' }),
      table({}, orders),
    ]
    expect(tidied(await text(html, tables, { title: 'Report' }))).toBe('')
  })
})

describe.skipIf(!hasCmark)('Markdown', () => {
  const bold = (page: HtmlPage) =>
    page.elements.filter(({ tag }) => tag === 'strong').map((each) => each.text)

  it('shows what is said', async () => {
    const page = readMarkdown(await text(markdown, [table()], { title: 'Report' }))
    expect(page.headings).toEqual(['Report'])
    const said = page.elements.filter(({ tag }) => /^(?:h2|p)$/.test(tag))
    expect(said.map(({ tag, text }) => [tag, text])).toEqual([
      ['h2', 'Orders'],
      ['p', 'of autumn'],
      ['p', 'Without returns.'],
      ['p', '2. note'],
    ])
    expect(cellTexts(page)).toEqual(shownRows)
    expect(bold(page)).toEqual([
      ...['-€0.50', 'Total Eire', '4', '€1,250.00', 'x', 'Total UK', '€100.00'],
      ...['Total', '4', '€1,350.00'],
    ])
  })

  const blocks = ['# a', '> a', '- a', '+ a', '* a', '1. a', '12) a', '===', '---', '***', '___']
  const others = [
    '    code',
    '\tcode',
    '```',
    '~~~',
    '<div>',
    '| a |',
    '[a]: b',
    '[^1]: a',
    'a\n# b',
  ]
  const white = [' ', '\u00A0', '\u3000a\u2003', 'a ', '\u2028']

  it('nothing that is said begins a block of another kind', async () => {
    const said = [...blocks, ...others, ...white, ...hostileTexts(500)].filter(Boolean)
    const tables = said.map((each) =>
      table({ title: each, subtitle: each, notes: [each, each] }, []),
    )
    const page = readMarkdown(await text(markdown, tables))
    const found = page.elements.filter(({ tag }) => !/^(?:table|thead|tr|th|br|a)$/.test(tag))
    expect(found.map(({ tag, text }) => [tag, text])).toEqual(
      said.flatMap((each) => ['h2', 'p', 'p', 'p'].map((tag) => [tag, each])),
    )
  })

  it('every text can be bold', async () => {
    const values = [...blocks, ...others, ...white, ...hostileTexts(500)].filter(Boolean)
    const columns = { country: { highlight: { bad: '<> none' } } }
    const rows = values.map((value): Row => [value, null, null, null, null])
    const page = readMarkdown(await text(markdown, [table({ columns }, rows)]))
    expect(cellTexts(page)?.map(([first]) => first)).toEqual(values)
    expect(bold(page)).toEqual(values)
  })
})

describe.skipIf(!hasLatex).each<Engine>(['xelatex', 'pdflatex'])('LaTeX by %s', (engine) => {
  /** The lines of the pages, without white space. */
  function lines(document: string): string[] {
    const { complaints, text } = typeset(document, engine)
    expect(complaints).toEqual([])
    return text.split(/[\n\f]/).flatMap((line) => line.replace(/\s/g, '') || [])
  }

  it('shows what is said, in the order that is said', async () => {
    const read = lines(await text(latex, [table()], { document: true, title: 'Report' }))
    expect(read).toEqual([
      'Report',
      'Table1:Orders—ofautumn',
      'CountrynOnAmountstate',
      ...shownRows.map((row) => row.join('').replace(/\s/g, '')),
      'Withoutreturns.',
      '2.note',
      '1',
    ])
  })

  it('a table of many groups goes on from page to page', async () => {
    const rows = Array.from({ length: 39 }, (_, n): Row => [`c${n}`, null, '1', 1n, null])
    const read = lines(await text(latex, [table(how, rows)], { document: true }))
    expect(read.filter((line) => /^Totalc\d+1€1\.00$/.test(line))).toHaveLength(39)
    expect(read).toContain('Total39€39.00')
    expect(read.filter((line) => line === 'CountrynOnAmountstate')).toHaveLength(2)
  })

  it('bold rows are no wider than the page', async () => {
    const wide = Array.from({ length: 12 }, (_, index) => column(`WMWMW ${index}`, 'decimal'))
    const said = Object.fromEntries(wide.map(({ name }) => [name, { total: 'sum' as const }]))
    const rows = Array.from({ length: 60 }, () => wide.map(() => '1234567890.12'))
    for (const few of [rows, rows.slice(0, 5)]) {
      const shown = { columns: said }
      const document = await text(latex, [presented(dataset(wide, few), shown)], { document: true })
      expect(lines(document)).toContain(`${(1234567890.12 * few.length).toFixed(2)}`.repeat(12))
    }
  })

  it('escapes whatever is said, and tells what a part of a document needs', async () => {
    const hostile = hostileTexts(80)
      .concat('\\end{table}', '[x]', '*', '%', '\n\na')
      .filter((each) => each.trim() !== '')
    const presentation: Presentation = {
      ...how,
      title: hostile.slice(0, 5).join(' '),
      subtitle: hostile.slice(5, 10).join(' '),
      notes: hostile,
    }
    const part = await text(latex, [table(presentation)], { title: '$%_^' })
    const packages = [...part.matchAll(/\\usepackage(?:\[T1\])?\{(?!fontenc)[^}]*\}/g)].map(String)
    expect(packages).toEqual(['\\usepackage{booktabs}', '\\usepackage{xcolor}'])
    const font =
      engine === 'xelatex'
        ? '\\usepackage{fontspec}'
        : '\\usepackage[T1]{fontenc}\\usepackage{lmodern}'
    const read = lines(
      `\\documentclass{article}${font}${packages.join('')}\\begin{document}\n${part}\\end{document}\n`,
    ).join('')
    expect(read).toContain('$%_^')
    for (const each of hostile) expect(read).toContain(each.replace(/\s/g, ''))
  })
})

describe('table', () => {
  it.each([
    [
      'ascii',
      `\
+------------+--------+-------------+-----------+-------+
| Country    |      n | On          |    Amount | state |
+------------+--------+-------------+-----------+-------+
| Eire       |      3 | 30 Sep 2026 | €1,250.50 |       |
| Eire       |      1 | 1 Oct 2026  |    -€0.50 |  late |
| Total Eire |      4 |             | €1,250.00 |       |
| UK         |        | 5 Oct 2026  |   €100.00 |     x |
| Total UK   |        |             |   €100.00 |       |
+------------+--------+-------------+-----------+-------+
| Total      |      4 |             | €1,350.00 |       |
+------------+--------+-------------+-----------+-------+
`,
    ],
    [
      'plain',
      `\
Country   |n     |On         |Amount   |state
----------|------|-----------|---------|-----
Eire      |3     |30 Sep 2026|€1,250.50|
Eire      |1     |1 Oct 2026 |-€0.50   |late
Total Eire|4     |           |€1,250.00|
UK        |      |5 Oct 2026 |€100.00  |x
Total UK  |      |           |€100.00  |
----------|------|-----------|---------|-----
Total     |4     |           |€1,350.00|
`,
    ],
    [
      'rounded',
      `\
╭────────────┬────────┬─────────────┬───────────┬───────╮
│ Country    │      n │ On          │    Amount │ state │
├────────────┼────────┼─────────────┼───────────┼───────┤
│ Eire       │      3 │ 30 Sep 2026 │ €1,250.50 │       │
│ Eire       │      1 │ 1 Oct 2026  │    -€0.50 │  late │
│ Total Eire │      4 │             │ €1,250.00 │       │
│ UK         │        │ 5 Oct 2026  │   €100.00 │     x │
│ Total UK   │        │             │   €100.00 │       │
├────────────┼────────┼─────────────┼───────────┼───────┤
│ Total      │      4 │             │ €1,350.00 │       │
╰────────────┴────────┴─────────────┴───────────┴───────╯
`,
    ],
  ])('shows what is said in %s', async (style, expected) => {
    const shown = await text(tableFormat, [table()], { style, title: 'Report' })
    expect(shown).toBe(`Report\n\nOrders\nof autumn\n${expected}Without returns.\n2. note\n`)
  })

  it('box is rounded but for its corners', async () => {
    const rounded = await text(tableFormat, [table()], { style: 'rounded' })
    const corners: Record<string, string> = { '╭': '┌', '╮': '┐', '╰': '└', '╯': '┘' }
    const boxed = rounded.replace(/[╭╮╰╯]/g, (corner) => corners[corner] as string)
    expect(await text(tableFormat, [table()], { style: 'box' })).toBe(boxed)
  })

  it('totals are records of their own in expanded', async () => {
    const shown = await text(tableFormat, [table(how, orders.slice(2))], { style: 'expanded' })
    expect(shown).toBe(`\
Orders
of autumn
-[ RECORD 1 ]-------
Country | UK
n       | 
On      | 5 Oct 2026
Amount  | €100.00
state   | x
-[ Total UK ]-------
Country | Total UK
n       | 
On      | 
Amount  | €100.00
state   | 
-[ Total ]----------
Country | Total
n       | 
On      | 
Amount  | €100.00
state   | 
Without returns.
2. note
`)
  })

  it('never sends what a terminal obeys', async () => {
    const hostile = '\x1b[2J\x07\u202E\n'
    const presentation: Presentation = {
      ...{ title: hostile, subtitle: hostile, notes: [hostile] },
      columns: { country: { title: hostile }, n: { total: 'sum' } },
      groupBy: ['country'],
    }
    const rows: Row[] = [[hostile, null, null, 1n, hostile]]
    for (const style of ['ascii', 'plain', 'box', 'rounded', 'expanded']) {
      const shown = await text(tableFormat, [table(presentation, rows)], { style, title: hostile })
      expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
    }
  })

  test('the totals of many rows have room', async () => {
    const rows = Array.from({ length: 5 * sampleSize }, (): Row => ['x', null, '99.99', 9n, null])
    const columns = { amount: { format: '#,##0.00', total: 'sum' }, n: { total: 'sum' } } as const
    const { notes, text: shown } = await written(tableFormat, [table({ columns }, rows)])
    expect(notes).toEqual([])
    expect(shown).toMatch(/\| Total +\| +\| +499,950\.00 \| +45000 \| +\|\n/)
  })
})
