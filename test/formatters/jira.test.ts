import { describe, expect, it } from 'vitest'
import jira from '../../formatters/jira.js'
import { hasPandoc, readJira } from '../readers/jira.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, written } from './written.js'

async function text(
  ...words: Parameters<typeof written> extends [unknown, ...infer W] ? W : never
) {
  return (await written(jira, ...words)).text
}

it('is easy to read', async () => {
  const columns = [column('order_id', 'integer'), column('customer', 'text')]
  const rows = [
    ['-1', 'Marks & Spencer (UK)'],
    ['2', 'a|b *c* [d] C:\\e'],
    ['3', '1 - 2!\n#x'],
    [null, ''],
  ]
  expect(await text([dataset(columns, rows)])).toBe(`\
|| order_id || customer ||
| -1 | Marks & Spencer (UK) |
| 2 | a&#124;b \\*c\\* \\[d] C:\\e |
| 3 | 1 \\- 2! \\\\ \\#x |
|  |  |
`)
})

/** The text as a page shows it. */
const shown = (text: string) => text.replace(/[ \t]+/g, ' ').replace(/^ | $/gm, '')

describe.skipIf(!hasPandoc)('read by pandoc', () => {
  async function readBack(values: readonly string[]) {
    const columns = [column('c', 'text'), column('', 'text')]
    const rows = values.map((value, index) => [value, values[values.length - 1 - index] ?? ''])
    const [table] = readJira(await text([dataset(columns, rows)])).tables
    return table?.rows
  }

  it('every text comes back', async () => {
    const white = ['', ' ', ' a  b ', 'a\n\nb', 'a \n b', '日本酒 🫠', '\u00A0']
    const values = [...white, ...markup, ...hostileTexts(1000)]
    const reversed = values.toReversed()
    expect(await readBack(values)).toEqual(
      values.map((value, index) => [shown(value), shown(reversed[index] ?? '')]),
    )
  })

  it('any line end is a line break, and control characters are shown', async () => {
    expect((await readBack(['a\r\nb\rc\nd', '\0\x1b[1m\uD800']))?.map(([first]) => first)).toEqual([
      'a\nb\nc\nd',
      '\\x00\\x1b[1m\\ud800',
    ])
  })

  it('names, and a lone column without one', async () => {
    const names = ['', 'a', 'a', '2', '__proto__', '<i>|*`\\\n&amp;']
    const columns = names.map((name) => column(name, 'text'))
    const results = [dataset(columns, []), dataset([column('', 'text')], [[''], [null]])]
    const { tables } = readJira(await text(results))
    expect(tables).toEqual([
      { header: names, rows: [] },
      { header: [''], rows: [[''], ['']] },
    ])
  })

  it('title', async () => {
    for (const title of ['Sales #1 ##', '*a* | b', 'h1. x', '- a']) {
      expect(
        readJira(await text([dataset([column('a', 'text')], [])], { title })).headings,
      ).toEqual([title])
    }
  })
})

const markup = [
  ...['h1. a', 'bq. a', '* a', '- a', '# a', '## a', '----', '---', 'a -- b', '||', '|a|', 'a|'],
  ...['*a*', '_a_', '??a??', '-a-', '+a+', '^a^', '~a~', '{{a}}', '{code}', '{quote}', '{*}a{*}'],
  ...['{color:red}a{color}', '{noformat}', '{anchor:a}', '[a]', '[a|http://b.c]', '[~a]', '[^a]'],
  ...['!a.png!', 'a!b!', ':)', ':(', ':D', ':P', ';)', '(y)', '(!)', '(on)', '(*r)', '(flag)'],
  ...['\\', '\\\\', 'a\\', '\\\\a\\b', 'a\\\nb', '\\*', '\\|', 'C:\\a', '\\ a', '\\"', '\\&'],
  ...['&amp;', '&#124;', '&', '&lt;b&gt;', 'http://a.b/c_d', 'http://a.b/*c*', 'mailto:a@b.c *'],
  ...['-1', '1e+300', '+45 1', '2024-02-29', 'a_b_c', 'C++', 'a\nh1. b', 'a\n* b', 'a\n|b|'],
]
