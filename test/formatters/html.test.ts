import { describe, expect, it } from 'vitest'
import html from '../../formatters/html.js'
import { hasHtml5lib, hasTidy, readHtml, tidied } from '../readers/html.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, written } from './written.js'

async function page(
  ...words: Parameters<typeof written> extends [unknown, ...infer W] ? W : never
) {
  return (await written(html, ...words)).bytes.toString()
}

describe.skipIf(!hasHtml5lib)('read by html5lib', () => {
  async function readBack(values: readonly string[]) {
    const columns = [column('c', 'text')]
    const { errors, tables } = readHtml(
      await page([
        dataset(
          columns,
          values.map((value) => [value]),
        ),
      ]),
    )
    return { errors, cells: tables[0]?.rows.map((row) => row[0]?.text) }
  }

  it('every text comes back', async () => {
    const white = ['', ' ', '\n', '\n\na\n', '\t a\u00A0', '日本酒 🫠', '\u2028\u202E\uFEFF']
    const values = [...white, ...hostileTexts(500)]
    expect(await readBack(values)).toEqual({ errors: [], cells: values })
    expect((await readBack(['a\r\nb\rc'])).cells).toEqual(['a\r\nb\rc'])
  })

  it('control characters, which HTML has no place for, are shown', async () => {
    const values = ['\0', '\x1b[31m', '\x7f\x85', '\uFFFE\u{1FFFF}', '\uD800x']
    expect(await readBack(values)).toEqual({
      errors: [],
      cells: ['\\x00', '\\x1b[31m', '\\x7f\\x85', '\\ufffe\\u{1ffff}', '\\ud800x'],
    })
  })

  it('numbers and NULL have their classes', async () => {
    const columns = [column('<n>', 'integer'), column('&amp;', 'text')]
    const rows = [
      ['1', 'x'],
      [null, null],
      ['2', ''],
    ]
    const [table] = readHtml(await page([dataset(columns, rows)], { null: '<NULL>' })).tables
    expect(table).toEqual({
      caption: null,
      header: [
        { text: '<n>', class: 'number' },
        { text: '&amp;', class: '' },
      ],
      rows: [
        [
          { text: '1', class: 'number' },
          { text: 'x', class: '' },
        ],
        [
          { text: '<NULL>', class: 'number null' },
          { text: '<NULL>', class: 'null' },
        ],
        [
          { text: '2', class: 'number' },
          { text: '', class: '' },
        ],
      ],
    })
  })

  it('the title is the page’s and the first table’s', async () => {
    const tables = [dataset([column('a', 'text')], [['1']]), dataset([column('b', 'text')], [])]
    const read = readHtml(await page(tables, { title: '</title><b> & co' }))
    expect(read.title).toBe('</title><b> & co')
    expect(read.tables.map(({ caption }) => caption)).toEqual(['</title><b> & co', null])
    expect(read.tables.map(({ header }) => header[0]?.text)).toEqual(['a', 'b'])
  })
})

describe.skipIf(!hasTidy)('HTML Tidy', () => {
  const columns = [column('', 'text'), column('<b>', 'integer')]
  const full = () =>
    dataset(columns, [
      ['<i>&amp;\n"\'', '1'],
      [null, null],
    ])

  it('has no complaint about a page', async () => {
    expect(tidied(await page([full()]))).toBe('')
    expect(
      tidied(await page([full(), dataset(columns, []), dataset([], [[]])], { title: 'T' })),
    ).toBe('')
    expect(tidied(await page([], {}))).toBe('')
  })

  it('finds in a fragment only what is left to the page', async () => {
    const fragment = await page([full()], { fragment: true })
    expect(fragment).toMatch(/^<table>.*<\/table>\n$/s)
    const whole = `<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>${fragment}</body></html>`
    expect(tidied(whole)).toBe('')
  })
})
