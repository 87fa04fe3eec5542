import { describe, expect, it } from 'vitest'
import rst from '../../formatters/rst.js'
import { hasDocutils, readRst } from '../readers/rst.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, written } from './written.js'

async function text(
  ...words: Parameters<typeof written> extends [unknown, ...infer W] ? W : never
) {
  return (await written(rst, ...words)).text
}

const columns = [column('order_id', 'integer'), column('customer', 'text')]

it('is easy to read', async () => {
  const rows = [
    ['-1', 'Marks & Spencer'],
    ['2', 'a|b *c*\nd'],
    ['3', null],
  ]
  expect(await text([dataset(columns, rows)], { title: 'Orders' })).toBe(`\
.. list-table:: Orders
   :header-rows: 1
   :widths: auto

   * - order_id
     - customer
   * - -1
     - Marks & Spencer
   * - 2
     - | a\\|b \\*c\\*
       | d
   * - 3
     -
`)
})

describe.skipIf(!hasDocutils)('read by Docutils', () => {
  async function readBack(values: readonly string[]) {
    const columns = [column('c', 'text'), column('d', 'text')]
    const rows = values.map((value, index) => [value, values[values.length - 1 - index] ?? ''])
    const { complaints, tables } = readRst(await text([dataset(columns, rows)]))
    expect(complaints).toBe('')
    return tables[0]?.rows
  }

  it('every text comes back', async () => {
    const white = [
      '',
      ' ',
      '  ',
      ' a  b ',
      '\n',
      '\n\na \n',
      ' \n ',
      '日本酒 🫠',
      '\u00A0',
      '\u3000a',
    ]
    const values = [...white, ...blocks, ...hostileTexts(1000)]
    const reversed = values.toReversed()
    expect(await readBack(values)).toEqual(values.map((value, index) => [value, reversed[index]]))
  })

  it('long lines come back, which Docutils would refuse', async () => {
    const long = [
      'x'.repeat(30_000),
      'a *b* \\ '.repeat(3000),
      '*'.repeat(9000),
      '日'.repeat(20_000),
    ]
    const values = [...long, long.join('\n'), `${' '.repeat(15_000)}a`]
    const reversed = values.toReversed()
    expect(await readBack(values)).toEqual(values.map((value, index) => [value, reversed[index]]))
  })

  it('any line end is one, and what is no text is shown', async () => {
    expect(
      (await readBack(['a\r\nb\rc\nd', '\t\0\x1b[1m\uD800\u2028\uFEFF']))?.map(([first]) => first),
    ).toEqual(['a\nb\nc\nd', '\\t\\x00\\x1b[1m\\ud800\\u2028\\ufeff'])
  })

  it('names, rows or not', async () => {
    const names = ['', 'a', 'a', '2', '__proto__', '- a', '1. a', '<i>|*`\\\n&amp;']
    const all = names.map((name) => column(name, 'text'))
    const { complaints, tables } = readRst(
      await text([dataset(all, [names]), dataset(all, []), dataset([column('')], [[''], [null]])]),
    )
    expect(complaints).toBe('')
    expect(tables.map(({ header, rows }) => ({ header, rows }))).toEqual([
      { header: [names], rows: [names] },
      { header: [], rows: [names] },
      { header: [['']], rows: [[''], ['']] },
    ])
  })

  it('titles', async () => {
    for (const title of ['Sales *1* ', ' # ', ':a: b', 'a::', '- a', 'x_']) {
      const results = [dataset(columns, [['1', 'a']]), dataset([], [[]])]
      const { complaints, tables } = readRst(await text(results, { title }))
      expect(complaints).toBe('')
      expect(tables.map((table) => table.title)).toEqual([title])
    }
  })

  it('nothing of a table without names and rows but its title', async () => {
    const empty = await text([dataset(columns, [])], { header: false, title: 'a\nb' })
    expect(readRst(empty)).toEqual({ complaints: '', paragraphs: ['a b'], tables: [] })
  })
})

/** What begins a block, or announces one. */
const blocks = [
  ...['- a', '-', '* a', '+ a', '• a', '1. a', '1.', 'a) b', '(i) a', '#. a', 'iv. a', 'A.', 'Ab.'],
  ...['.. a::', '.. [1] a', '.. _a: b', '..', '__ a', ':a: b', '-a  b', '--all', '/V  b', '>>> a'],
  ...[
    'a::',
    '::',
    ':::',
    'a:\\:',
    '----',
    '====',
    '\\\\\\\\',
    '~~~~',
    '+--+',
    '== ==',
    '| a',
    '-5',
  ],
  ...[
    'a\n---',
    'a\n  b',
    '  a\nb',
    'a\n\nb',
    '- a\n- b',
    'a::\n\n  b',
    '\\',
    'a\\',
    'a\\\nb',
    'x_\ny',
  ],
  ...[
    '|a|',
    'a_',
    '`a`_',
    'a__',
    '_`a`',
    '[1]_',
    ':sup:`a`',
    '``a``',
    '-1.5',
    '-1e5',
    'mailto:a@b.c_',
  ],
]
