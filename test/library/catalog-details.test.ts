import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/core/catalog.js'
import { Database } from '../../src/index.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'

const functions: Readonly<Record<DatabaseName, string>> = {
  sqlite: '',
  postgresql: `
    create function twice(n integer) returns integer language sql as 'select n * 2';
    create function twice(n text) returns text language sql as 'select n || n';
    create procedure tidy(inout n integer) language sql as 'select n';
    create aggregate total(integer) (sfunc = int4pl, stype = integer)`,
  mysql: `
    create function twice(n int) returns int deterministic return n * 2;
    create procedure tidy(n int, inout name varchar(10)) select n`,
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const database = new Database(url)
    const own = name === 'sqlite' ? 'main' : name === 'mysql' ? pathOf(url) : 'public'

    beforeAll(() =>
      execute(
        `
        create table cheese (id integer not null, name varchar(40), price decimal(10, 2),
          primary key (id, name));
        create table "Wine list" (a integer, b integer unique);
        create view cheap as select name from cheese where price < 2;
        create index by_price on cheese (price, name);
        ${functions[name]}`.replaceAll('"', name === 'mysql' ? '`' : '"'),
      ),
    )
    afterAll(() => database.close())

    async function asked(what: keyof Catalog, parameters: Record<string, string | null> = {}) {
      const sql = (await database.catalog())[what]
      return (await database.query(sql ?? '', parameters)) as Record<string, unknown>[]
    }

    test('the columns of all tables', async () => {
      const rows = await asked('allColumns', { schema: null })
      const of = (table: string) => rows.filter((row) => row.table === table).map((row) => row.name)
      expect(of('cheese')).toEqual(['id', 'name', 'price'])
      expect(of('Wine list')).toEqual(['a', 'b'])
      expect(of('cheap')).toEqual(['name'])
      expect(rows.map(({ schema }) => schema)).toEqual(Array(6).fill(own))
      expect(await asked('allColumns', { schema: own })).toHaveLength(6)
      expect(await asked('allColumns', { schema: 'no_such_schema' })).toEqual([])
    })

    test('indexes', async () => {
      const rows = await asked('indexes', { schema: null, table: null })
      expect(rows).toHaveLength(3)
      const told = rows.map(({ table, unique, primary_key, columns }) => ({
        table,
        unique: Boolean(unique),
        primary: Boolean(primary_key),
        columns,
      }))
      expect(told).toContainEqual({
        table: 'cheese',
        unique: true,
        primary: true,
        columns: 'id, name',
      })
      expect(told).toContainEqual({
        table: 'cheese',
        unique: false,
        primary: false,
        columns: 'price, name',
      })
      expect(told).toContainEqual({
        table: 'Wine list',
        unique: true,
        primary: false,
        columns: 'b',
      })
      expect(await asked('indexes', { schema: own, table: 'cheese' })).toHaveLength(2)
      const [by] = rows.filter((row) => row.name === 'by_price')
      expect(by?.schema).toBe(own)
    })

    test('functions', async () => {
      const rows = await asked('functions', { schema: null })
      const all = rows.map((row) => [row.name, row.type, row.arguments, row.result])
      if (name === 'sqlite') {
        expect(all).toContainEqual(['round', 'function', '2', null])
        expect(all).toContainEqual(['coalesce', 'function', 'any number', null])
        expect(all).toContainEqual(['count', 'window', '1', null])
        expect(await asked('functions', { schema: 'main' })).toEqual([])
        return
      }
      expect(all).toEqual(
        name === 'mysql'
          ? [
              ['tidy', 'procedure', 'n int(11), INOUT name varchar(10)', null],
              ['twice', 'function', 'n int(11)', 'int(11)'],
            ]
          : [
              ['tidy', 'procedure', 'INOUT n integer', null],
              ['total', 'aggregate', 'integer', 'integer'],
              ['twice', 'function', 'n integer', 'integer'],
              ['twice', 'function', 'n text', 'text'],
            ],
      )
      expect(await asked('functions', { schema: own })).toHaveLength(all.length)
    })

    test('schemas', async () => {
      const rows = await asked('schemas')
      const system = (schema: string) => rows.find((row) => row.name === schema)?.system
      expect(Boolean(system(own))).toBe(false)
      expect(rows.map((row) => row.name)).toContain(own)
      if (name !== 'sqlite') expect(Boolean(system('information_schema'))).toBe(true)
    })

    test('databases', async () => {
      const rows = await asked('databases')
      const current = rows.filter((row) => Boolean(row.current)).map((row) => row.name)
      expect(current).toEqual([name === 'sqlite' ? 'main' : pathOf(url)])
    })
  })
}

function pathOf(url: string): string {
  return new URL(url).pathname.slice(1)
}
