import { describe, expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { Book, Dataset } from '../../src/index.js'
import { hasPython, readJson } from '../readers/data.js'
import { hasHtml5lib, readHtml } from '../readers/html.js'
import { readOds } from '../readers/ods.js'
import { hasOpenpyxl, readXlsx } from '../readers/xlsx.js'

const cheese = () => Dataset.from([{ name: 'brie', price: 1.5 }], 'Cheese')
const sales = () => Dataset.from([{ id: 1 }, { id: 2 }], 'Sales: 2024')
const untitled = () => Dataset.from([{ count: 1 }])

/** Three titles of which two are the same but for their case, and none. */
const book = () =>
  new Book([cheese(), sales(), untitled(), new Dataset({ title: 'CHEESE', columns: ['n'] })])

describe('titles', () => {
  const sheets = ['Cheese', 'Sales_ 2024', 'Sheet3', 'CHEESE (2)']

  test.skipIf(!hasOpenpyxl)('are the names of sheets: xlsx', async () => {
    const notes: string[] = []
    const notify = (note: string) => notes.push(note)
    const xlsx = readXlsx(await book().export('xlsx', { notify }))
    expect(xlsx.sheets.map(({ name }) => name)).toEqual(sheets)
    const cells = xlsx.sheets.map(({ rows }) => rows.map((row) => row.map(({ value }) => value)))
    expect(cells).toEqual([
      [
        ['name', 'price'],
        ['brie', 1.5],
      ],
      [['id'], [1], [2]],
      [['count'], [1]],
      [['n']],
    ])
    expect(notes).toEqual([expect.stringContaining('"Sales_ 2024"')])
  })

  test.skipIf(!hasPython)('are the names of sheets: ods', async () => {
    const names = readOds(await book().export('ods')).sheets.map(({ name }) => name)
    expect(names).toEqual(sheets)
  })

  test.skipIf(!hasHtml5lib)('are captions: html', async () => {
    const { tables } = readHtml(await book().export('html'))
    expect(tables.map(({ caption }) => caption)).toEqual(['Cheese', 'Sales: 2024', null, 'CHEESE'])
  })

  test.skipIf(!hasPython)('stand beside the data: json', async () => {
    expect(JSON.parse(await book().export('json'))).toEqual([
      { title: 'Cheese', data: [{ name: 'brie', price: 1.5 }] },
      { title: 'Sales: 2024', data: [{ id: 1 }, { id: 2 }] },
      { title: null, data: [{ count: 1 }] },
      { title: 'CHEESE', data: [] },
    ])
    expect(readJson(await book().export('json', { indent: 2 }))).toEqual(
      readJson(await book().export('json')),
    )
  })

  test('stand beside the data: yaml', async () => {
    expect(await book().export('yaml')).toBe(`\
- title: Cheese
  data:
    - {name: brie, price: 1.5}
- title: "Sales: 2024"
  data:
    - {id: 1}
    - {id: 2}
- title: null
  data:
    - {count: 1}
- title: CHEESE
  data: []
`)
  })

  test('stand above the tables: markdown, table', async () => {
    for (const format of ['markdown', 'table']) {
      const text = String(await book().export(format))
      const places = ['Cheese', 'brie', 'Sales: 2024', 'id', 'CHEESE'].map((part) =>
        text.indexOf(part),
      )
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(places).not.toContain(-1)
    }
  })
})

test.each(['csv', 'tsv', 'jsonl'])(
  '%s holds one table, and says what holds several',
  async (format) => {
    await expect(book().export(format)).rejects.toMatchObject({
      code: 'usage',
      message: `there are several tables, and ${format} holds one`,
      hint: 'Export one of them, or take a format that holds several: table, json, yaml, xlsx, ods, html, markdown, latex, rst, jira, sql.',
    })
    expect(await new Book([cheese()]).export(format)).toBe(await cheese().export(format))
    await expect(new Book().export(format)).rejects.toMatchObject({
      code: 'usage',
      message: 'there is no table to write',
    })
  },
)

test.each(formats.filter(({ tables, writeBook }) => tables === 'many' || writeBook))(
  'a book of nothing, and of nothing but an empty dataset: $name',
  async ({ name }) => {
    expect(await new Book().export(name)).toBeDefined()
    expect(await new Book([new Dataset({ columns: [] })]).export(name)).toBeDefined()
  },
)

test('datasets are added, and found by their title', () => {
  const all = new Book()
  all.add(cheese())
  all.add(untitled())
  all.add(cheese())
  expect(all.dataset('Cheese')).toBe(all.datasets[0])
  expect(all.dataset('cheese')).toBeUndefined()
  expect([...all].map(({ title }) => title)).toEqual(['Cheese', undefined, 'Cheese'])
})

test('a title that is given later is the one that is written', async () => {
  const dataset = untitled()
  dataset.title = 'Later'
  expect(await new Book([dataset]).export('yaml')).toBe(
    '- title: Later\n  data:\n    - {count: 1}\n',
  )
})

test.each(['json', 'yaml', 'xlsx'])(
  'what is written in %s is read as the same book',
  async (format) => {
    const titled = new Book([cheese(), Dataset.from([{ id: 1 }, { id: 2 }], 'Sales')])
    const read = await Book.read(format, Buffer.from(await titled.export(format)))
    expect(read.datasets.map(({ title }) => title)).toEqual(['Cheese', 'Sales'])
    expect(read.datasets.map((dataset) => dataset.names)).toEqual([['name', 'price'], ['id']])
    expect(await read.export('json')).toBe(await titled.export('json'))
    await expect(
      Dataset.read(format, Buffer.from(await titled.export(format))),
    ).rejects.toMatchObject({
      code: 'usage',
      message: 'there are 2 tables where one is read',
      hint: 'Read them as a Book.',
    })
  },
)
