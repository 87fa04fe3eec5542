import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Book, Database, Dataset } from '../../src/index.js'
import { failure } from '../drivers/run.js'

/** What docs/from-python-records.md promises, line by line. */
describe('Records', () => {
  const database = new Database('sqlite://')
  const rows = () => database.query('select name, price from cheese order by name')
  const file = join(inject('folder'), 'parity.sql')

  beforeAll(async () => {
    writeFileSync(file, 'select name from cheese where price > :price')
    await database.execute('create table cheese (name text, price real)')
    const list = [
      { name: 'edam', price: 1.5 },
      { name: 'brie', price: 2 },
      { name: 'gouda', price: null },
    ]
    const { changed } = await database.bulk('insert into cheese values (:name, :price)', list)
    expect(changed).toBe(3)
  })
  afterAll(() => database.close())

  test('get_table_names', async () => {
    expect((await database.tables()).map(({ name }) => name)).toEqual(['cheese'])
  })

  test('query, fetchall, query_file', async () => {
    expect(await rows().all()).toHaveLength(3)
    expect(await database.queryFile(file, { price: 1.9 })).toEqual([{ name: 'brie' }])
  })

  test('more queries than there are connections', async () => {
    for (let n = 0; n < 30; n++) for await (const _ of rows()) break
    expect(await rows().first()).toMatchObject({ name: 'brie' })
  })

  test('transaction throws on what it rolls back for', async () => {
    const work = database.transaction(async (connection) => {
      await connection.execute('delete from cheese')
      throw new Error('stop')
    })
    await expect(work).rejects.toThrow('stop')
    expect(await database.query('select count(*) from cheese').scalar()).toBe(3)
  })

  test('get_connection', async () => {
    expect(await database.session((lent) => lent.query('select 1').scalar())).toBe(1)
  })

  test('index, slice, len', async () => {
    const all = await rows()
    expect(all[0]?.name).toBe('brie')
    expect(all.at(-1)?.name).toBe('gouda')
    expect(all.slice(1, 3)).toHaveLength(2)
    expect(all.length).toBe(3)
  })

  test('first, one, scalar', async () => {
    const none = () => database.query('select name from cheese where false')
    expect(await none().first('default')).toBe('default')
    expect((await failure(none().one())).code).toBe('query')
    const gouda = "select price from cheese where name = 'gouda'"
    expect(await database.query(gouda).scalar('default')).toBeNull()
    expect(await none().scalar('default')).toBe('default')
  })

  test('dataset, export', async () => {
    expect((await rows().dataset()).height).toBe(3)
    expect(await rows().export('csv')).toBe('name,price\nbrie,2.0\nedam,1.5\ngouda,\n')
  })

  test('a row by name, by index, keys, values, as_dict, export', async () => {
    const [row] = await rows()
    expect(row?.name).toBe('brie')
    expect(Object.keys(row ?? {})).toEqual(['name', 'price'])
    expect((await rows().arrays())[0]).toEqual(['brie', 2])
    const first = (await rows().dataset()).subset({ rows: [0] })
    expect(await first.export('json')).toBe('[{"name": "brie", "price": 2.0}]\n')
  })

  test('columns of one name', async () => {
    expect(await database.query('select 1 as a, 2 as a').one()).toEqual({ a: 1, a_2: 2 })
  })
})

describe('tablib', () => {
  const cheese = () =>
    new Dataset({
      title: 'Cheese',
      columns: ['name', 'price'],
      rows: [
        ['edam', 1.5],
        ['brie', null],
        ['gouda', 2],
      ],
    })

  test('headers, height, width, title', () => {
    const { names, height, width, title } = cheese()
    expect([names, height, width, title]).toEqual([['name', 'price'], 3, 2, 'Cheese'])
  })

  test('rows and columns by position and name', () => {
    const data = cheese()
    expect([data.at(0)?.name, data.at(-1)?.name]).toEqual(['edam', 'gouda'])
    expect(data.column('name')).toEqual(data.column(0))
    expect(data.objects()).toEqual([...data])
  })

  test('append, insert, pop', () => {
    const data = cheese()
    data.append(['feta', 3])
    data.insert(0, { name: 'cheddar' })
    expect(data.remove(-1)).toEqual({ name: 'feta', price: 3 })
    expect(data.column('name')).toEqual(['cheddar', 'edam', 'brie', 'gouda'])
  })

  test('append_col, insert_col, functions as columns', () => {
    const data = cheese()
    data.addColumn('double', (row) => Number(row.price) * 2)
    data.addColumn('id', [1, 2, 3], 'name')
    expect(data.at(2)).toEqual({ id: 3, name: 'gouda', price: 2, double: 4 })
    expect(data.removeColumn('double')).toEqual([3, 0, 4])
    expect(data.names).toEqual(['id', 'name', 'price'])
  })

  test('add_formatter, in every format', async () => {
    const data = cheese()
    data.formatColumn('price', (price) => (price === null ? 'n/a' : `£${price}`))
    expect(await data.export('csv')).toBe('name,price\nedam,£1.5\nbrie,n/a\ngouda,£2\n')
    expect(await data.export('json')).toContain('{"name": "brie", "price": "n/a"}')
  })

  test('filter, sort with NULLs, transpose, stack, stack_cols, subset, remove_duplicates', () => {
    const data = cheese()
    expect(data.filter(({ price }) => price !== null).height).toBe(2)
    expect(data.sort('price').column('name')).toEqual(['brie', 'edam', 'gouda'])
    expect(data.transpose().names).toEqual(['name', 'edam', 'brie', 'gouda'])
    expect(data.stack(data).height).toBe(6)
    expect(data.stack(data).distinct().height).toBe(3)
    expect(data.stackColumns(data).width).toBe(4)
    expect(data.subset({ rows: [0], columns: ['price'] }).arrays()).toEqual([[1.5]])
    expect(data.height).toBe(3)
  })

  test.each(['csv', 'tsv', 'json', 'yaml', 'xlsx'] as const)('load from %s', async (format) => {
    const data = cheese()
    const back = await Dataset.read(format, await data.export(format))
    expect(back.names).toEqual(data.names)
    expect(back.arrays({ columns: { price: 'number' } })).toEqual(data.arrays())
  })

  test('print', () => {
    expect(String(cheese())).toBe('name |price\n-----|-----\nedam |1.5\nbrie |\ngouda|2')
  })

  test.each(['xlsx', 'ods', 'json', 'yaml', 'html'] as const)(
    'a Databook as %s',
    async (format) => {
      const book = new Book([cheese()])
      book.add(cheese().filter(() => false))
      expect((await book.export(format)).length).toBeGreaterThan(100)
    },
  )

  test.each([
    ['xls', 'xlsx'],
    ['dbf', 'csv'],
  ])('%s is answered with %s', async (format, near) => {
    expect((await failure(cheese().export(format))).hint).toContain(near)
  })
})
