import { describe, expect, it } from 'vitest'
import markdown from '../../formatters/markdown.js'
import { hasCmark, readMarkdown } from '../readers/markdown.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, written } from './written.js'

async function text(
  ...words: Parameters<typeof written> extends [unknown, ...infer W] ? W : never
) {
  return (await written(markdown, ...words)).bytes.toString()
}

it('is easy to read', async () => {
  const columns = [column('order_id', 'integer'), column('customer', 'text')]
  const rows = [
    ['1', 'Marks & Spencer'],
    ['2', 'a|b *c* [d]'],
  ]
  expect(await text([dataset(columns, rows)])).toBe(`\
| order_id | customer |
| ---: | --- |
| 1 | Marks & Spencer |
| 2 | a\\|b \\*c\\* \\[d] |
`)
})

describe.skipIf(!hasCmark)('read by cmark-gfm', () => {
  async function readBack(values: readonly string[]) {
    const columns = [column('c', 'text'), column('', 'text')]
    const rows = values.map((value, index) => [value, values[values.length - 1 - index] ?? ''])
    const [table] = readMarkdown(await text([dataset(columns, rows)])).tables
    return table?.rows.map((row) => row.map((cell) => cell.text))
  }

  it('every text comes back', async () => {
    const white = ['', ' ', '  ', '\t', ' a  b ', '\n', '\n\na \n', '日本酒 🫠', '\u00A0\u2028']
    const values = [...white, ...hostileTexts(1000)]
    const reversed = values.toReversed()
    expect(await readBack(values)).toEqual(values.map((value, index) => [value, reversed[index]]))
  })

  it('any line end is a <br>, and control characters are shown', async () => {
    expect((await readBack(['a\r\nb\rc\nd', '\0\x1b[1m\uD800']))?.map(([first]) => first)).toEqual([
      'a\nb\nc\nd',
      '\\x00\\x1b[1m\\ud800',
    ])
  })

  it('names, and a lone column without one', async () => {
    const names = ['', 'a', 'a', '2', '__proto__', '<i>|*`\\\n&amp;']
    const columns = names.map((name) => column(name, 'text'))
    const results = [dataset(columns, []), dataset([column('', 'text')], [[''], [null]])]
    const { tables } = readMarkdown(await text(results))
    expect(tables.map(({ header }) => header.map((cell) => cell.text))).toEqual([names, ['']])
    expect(tables[1]?.rows).toHaveLength(2)
  })

  it('title', async () => {
    for (const title of ['Sales #1 ##', ' # ', 'a*b*\nc', '## x']) {
      const { headings } = readMarkdown(await text([dataset([column('a', 'text')], [])], { title }))
      expect(headings).toEqual([title])
    }
  })
})
