import { afterAll, beforeAll, expect, test } from 'vitest'
import { Database } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

const types = {
  sqlite: ['INTEGER', 'varchar(40)', 'decimal(10, 2)', 'date'],
  postgresql: ['integer', 'character varying(40)', 'numeric(10,2)', 'date'],
  mysql: ['int(11)', 'varchar(40)', 'decimal(10,2)', 'date'],
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const database = new Database(url)

    beforeAll(() =>
      execute(
        `
        create table cheese (
          id INTEGER primary key, name varchar(40) not null default 'brie',
          price decimal(10, 2), made date);
        create table "Wine list" (a integer);
        create view cheap as select name from cheese where price < 2;
        create index by_name on cheese (name)`.replaceAll('"', name === 'mysql' ? '`' : '"'),
      ),
    )
    afterAll(() => database.close())

    test('tables, and views on request', async () => {
      const tables = await database.tables()
      expect(tables.map((table) => table.name).sort()).toEqual(['Wine list', 'cheese'])
      const all = await database.tables({ views: true })
      expect(all).toContainEqual({ schema: tables[0]?.schema, name: 'cheap', type: 'view' })
      expect(all).toHaveLength(3)
    })

    test('the tables of a schema', async () => {
      const [{ schema } = { schema: '' }] = await database.tables()
      expect(await database.tables({ schema })).toHaveLength(2)
      expect(await database.tables({ schema: 'no_such_schema' })).toEqual([])
    })

    test('columns, in their order', async () => {
      const columns = await database.columns('cheese')
      expect(columns.map((column) => column.name)).toEqual(['id', 'name', 'price', 'made'])
      expect(columns.map((column) => column.type)).toEqual(types[name])
      expect(columns.map(({ primaryKey }) => primaryKey)).toEqual([true, false, false, false])
      expect(columns.map(({ nullable }) => nullable).slice(1)).toEqual([false, true, true])
      expect(columns[1]?.default).toContain("'brie'")
      expect(columns[0]?.default).toBeUndefined()
      expect(await database.columns('Wine list')).toHaveLength(1)
      expect(await database.columns('cheap')).toHaveLength(1)
    })

    test('a table that is not there is named, with what is near', async () => {
      const { code, message, hint } = await failure(database.columns('chese'))
      expect([code, message, hint]).toEqual([
        'usage',
        'there is no table chese',
        'Did you mean cheese?',
      ])
    })

    test('within a transaction, what it has made is there', async () => {
      await database.session(async (connection) => {
        await connection.execute('create temporary table brief (a integer)')
        const names = (await connection.tables()).map((table) => table.name)
        // MySQL's catalogue does not tell of temporary tables.
        expect(names.includes('brief')).toBe(name !== 'mysql')
      })
    })
  })
}
