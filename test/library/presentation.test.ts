import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { expect, inject, it, test } from 'vitest'
import { Book, Database, Dataset, formats, type Presentation } from '../../src/index.js'

const presentation: Presentation = {
  title: 'Stock',
  order: ['milk'],
  groupBy: ['milk'],
  columns: { n: { title: 'Pieces', format: 'integer', total: 'sum' } },
}

const sql = "select 1234 as n, 'cow' as milk union all select 2, 'goat'"

const markdown = `\
## Stock

| milk | Pieces |
| --- | ---: |
| cow | 1,234 |
| **Total cow** | **1,234** |
| goat | 2 |
| **Total goat** | **2** |
| **Total** | **1,236** |
`

test('every way of writing shows it', async () => {
  await using database = new Database('demo:')
  const rows = () => database.query(sql)
  expect(await rows().export('markdown', { presentation })).toBe(markdown)
  expect(await textOf(rows().readable('markdown', { presentation }))).toBe(markdown)
  const path = join(inject('folder'), 'presented.md')
  await rows().save(path, { presentation })
  expect(readFileSync(path, 'utf8')).toBe(markdown)
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const read = textOf(readable)
  await rows().write(writable, 'markdown', { presentation })
  await writable.close()
  expect(await read).toBe(markdown)
  const held = new Dataset({
    columns: ['n', 'milk'],
    rows: [
      [1234, 'cow'],
      [2, 'goat'],
    ],
  })
  expect(await held.export('markdown', { presentation })).toBe(markdown)
})

it('holds for every table of a book, which keep their titles', async () => {
  const sheet = (title: string) => new Dataset({ columns: ['n'], rows: [[1], [2]], title })
  const book = new Book([sheet('One'), sheet('Two')])
  const sums: Presentation = { columns: { n: { total: 'sum' } } }
  const rows = '| n |\n| ---: |\n| 1 |\n| 2 |\n| **3** |\n'
  expect(await book.export('markdown', { presentation: sums, title: 'Both' })).toBe(
    `# Both\n\n## One\n\n${rows}\n## Two\n\n${rows}`,
  )
})

it.each(formats().map((format) => [format.name, format.presents] as const))(
  '%s shows it or refuses it',
  async (name, presents) => {
    await using database = new Database('demo:')
    const written = database.query(sql).export(name, { presentation } as never)
    if (presents) expect((await written).length).toBeGreaterThan(0)
    else {
      await expect(written).rejects.toMatchObject({
        code: 'usage',
        message: `${name} holds the query's own columns, without totals`,
        hint: 'Take a format for the eye: table, xlsx, ods, html, markdown, latex.',
      })
    }
  },
)

test('what cannot be shown is said before anything is written', async () => {
  await using database = new Database('demo:')
  const refused = (columns: Presentation['columns']) =>
    expect(database.query(sql).export('table', { presentation: { columns } })).rejects
  await refused({ m: {} }).toMatchObject({ code: 'usage', message: 'the query gives no column m' })
  await refused({ n: { width: -1 } }).toMatchObject({ code: 'usage' })
  await refused({ n: { format: '0.0.0' } }).toMatchObject({ code: 'usage' })
  await refused({ milk: { total: 'sum' } }).toMatchObject({ code: 'query' })
})
