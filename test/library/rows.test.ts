import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Database, type RowObject } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const database = new Database(url)

    beforeAll(() =>
      execute(`
        create table cheese (id integer primary key, name varchar(40), price decimal(10, 2));
        insert into cheese values (1, 'red leicester', 1.5), (2, 'wensleydale', 2.2), (3, 'edam', null)`),
    )
    afterAll(() => database.close())

    const all = 'select id, name from cheese order by id'
    const red = { id: 1, name: 'red leicester' }
    const wensleydale = { id: 2, name: 'wensleydale' }
    const edam = { id: 3, name: 'edam' }

    test('await gives every row', async () => {
      expect(await database.query(all)).toEqual([red, wensleydale, edam])
      expect(await database.query(all).all()).toEqual([red, wensleydale, edam])
    })

    test('it has what promises have', async () => {
      const failed = database.query('select nothing from nowhere').catch(({ code }) => code)
      expect(await failed).toBe('query')
      let over = false
      const rows = await database.query(all).finally(() => {
        over = true
      })
      expect([over, rows.length]).toEqual([true, 3])
    })

    test('a loop gives one row after another', async () => {
      const rows: RowObject[] = []
      for await (const row of database.query(all)) rows.push(row)
      expect(rows).toEqual([red, wensleydale, edam])
    })

    test('batches give several at a time', async () => {
      const sizes: number[] = []
      const rows: RowObject[] = []
      for await (const batch of database.query(all).batches()) {
        sizes.push(batch.length)
        rows.push(...batch)
      }
      expect(rows).toEqual([red, wensleydale, edam])
      expect(sizes.length).toBeLessThan(3)
    })

    test('arrays are by position, for every column of one name', async () => {
      const rows = database.query('select 1 as a, 2 as a, 3 as "2"'.replaceAll('"', quote))
      expect(await rows.arrays()).toEqual([[1, 2, 3]])
    })

    test('objects keep every column: a second a is a_2', async () => {
      const sql = 'select 1 as a, 2 as a, 3 as "__proto__", 4 as "constructor"'
      const [row] = await database.query(sql.replaceAll('"', quote))
      expect(Object.entries(row as object)).toEqual([
        ['a', 1],
        ['a_2', 2],
        ['__proto__', 3],
        ['constructor', 4],
      ])
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
    })

    const quote = name === 'mysql' ? '`' : '"'
    const none = 'select id, name from cheese where id = 0'

    test('first gives one row, or what is given for none', async () => {
      expect(await database.query(all).first()).toEqual(red)
      expect(await database.query(none).first()).toBeUndefined()
      expect(await database.query(none).first(null)).toBeNull()
      expect(await database.query(all).first('none')).toEqual(red)
    })

    test('one gives the only row', async () => {
      const one = database.query('select id, name from cheese where id = :id', { id: 2 })
      expect(await one.one()).toEqual(wensleydale)
    })

    test('one is an error on none and on many', async () => {
      const { code, message } = await failure(database.query(none).one())
      expect([code, message]).toEqual(['query', 'the query gives no row, where one() wants one'])
      expect((await failure(database.query(all).one())).message).toContain('more than one row')
    })

    test('scalar gives the first cell; NULL is null, not what is given for no row', async () => {
      expect(await database.query('select count(*) from cheese').scalar()).toBe(3)
      expect(await database.query('select price from cheese where id = 3').scalar(0)).toBeNull()
      expect(await database.query('select id from cheese where id = 0').scalar(0)).toBe(0)
      expect(await database.query('select id from cheese where id = 0').scalar()).toBeUndefined()
    })

    test('columns are told without rows', async () => {
      const columns = await database.query(none).columns()
      expect(columns.map((column) => column.name)).toEqual(['id', 'name'])
    })

    test('dataset holds the exact cells', async () => {
      const dataset = await database.query('select name, price from cheese order by id').dataset()
      expect(dataset.names).toEqual(['name', 'price'])
      expect(dataset.rows[0]).toEqual(['red leicester', name === 'sqlite' ? 1.5 : '1.50'])
    })

    test('a statement without rows runs when it is awaited', async () => {
      const update = "update cheese set name = name where name <> 'edam'"
      expect(await database.query(update)).toEqual([])
      expect(await database.query(update).columns()).toEqual([])
      expect(await database.query(update).first('nothing')).toBe('nothing')
      expect((await failure(database.query(update).export('csv'))).message).toBe(
        'there is no table to write',
      )
    })

    test('execute tells how many rows were changed', async () => {
      expect(await database.execute('update cheese set price = 1 where id > :id', { id: 0 })).toBe(
        3,
      )
      expect(await database.execute('create table other (a integer)')).toBe(0)
      expect(await database.execute(all)).toBe(3)
    })

    test('rows are read once', async () => {
      const rows = database.query(all)
      await rows
      const { code, hint } = await failure(Promise.resolve(rows))
      expect([code, hint]).toEqual(['usage', expect.stringContaining('Query again')])
      expect((await failure(rows.export('csv'))).code).toBe('usage')
    })

    test('nothing runs before the rows are asked for', async () => {
      database.query('this is no SQL')
      const { code } = await failure(database.query('this is no SQL').all())
      expect(code).toBe('query')
    })

    test('query takes one statement', async () => {
      const { code, hint } = await failure(database.query('select 1; select 2').all())
      expect([code, hint]).toEqual(['usage', 'Run them with script().'])
    })

    test('a query builder of knex runs as it is', async () => {
      const knex = await database.knex()
      const builder = knex('cheese').select('name').where('id', '>', 1).orderBy('id')
      expect(await database.query(builder)).toEqual([{ name: 'wensleydale' }, { name: 'edam' }])
      const raw = knex.raw('select ? as text, ? as number', ['it’s', 7])
      expect(await database.query(raw).one()).toMatchObject({ text: 'it’s' })
      expect(await database.execute(knex('cheese').where('id', 99).delete())).toBe(0)
    })

    test('the text of its own error is told with the place', async () => {
      const error = await failure(database.query('select id frmo cheese').all())
      expect(error.sql).toBe('select id frmo cheese')
      expect(error.cause).toBeInstanceOf(Error)
    })

    describe('files', () => {
      const path = join(inject('folder'), `${name}-library.sql`)
      beforeAll(() => {
        writeFileSync(path, '\uFEFFselect name from cheese where id = :id\n;')
      })

      test('queryFile reads its SQL from a file', async () => {
        expect(await database.queryFile(path, { id: 3 })).toEqual([{ name: 'edam' }])
      })

      test('a file that is not there is named', async () => {
        const { code, message } = await failure(database.queryFile(`${path}.not`).all())
        expect([code, message]).toEqual(['usage', expect.stringContaining(`${path}.not`)])
      })

      test('scriptFile and bulkFile too', async () => {
        const [dataset] = await database.scriptFile(path, { id: 1 })
        expect(String(dataset)).toContain('red leicester')
        expect(await database.bulkFile(path, [{ id: 1 }, { id: 9 }])).toEqual({
          changed: 1,
          counts: [1, 0],
        })
      })
    })
  })
}
