import { afterEach, describe, expect, test, vi } from 'vitest'
import { mysql, postgres, sqlite } from '../../src/drivers/dialects.js'
import { Database } from '../../src/index.js'
import type { Commands } from '../../src/repl/completion/commands.js'
import { complete } from '../../src/repl/completion/complete.js'
import { SchemaCache } from '../../src/repl/completion/schema-cache.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

const commands: Commands = { list: [], parameters: [], connections: [] }
const dialects = { sqlite, postgresql: postgres, mysql }

function texts(text: string, cache: SchemaCache, dialect = sqlite): string[] {
  return complete(text, text.length, cache, dialect, commands).items.map((item) => item.text)
}

const open: { close(): unknown }[] = []

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

function opened<T extends { close(): unknown }>(one: T): T {
  open.push(one)
  return one
}

async function read(queries: ConstructorParameters<typeof SchemaCache>[0]): Promise<SchemaCache> {
  const cache = opened(new SchemaCache(queries))
  cache.stale()
  await cache.settled()
  return cache
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const dialect = dialects[name]

    test('knows tables, views, columns and functions', async () => {
      await execute(
        `create table cheese (id integer, "Label" integer);
         create view cheap as select id from cheese`.replaceAll('"', name === 'mysql' ? '`' : '"'),
      )
      const cache = await read(opened(new Database(url)))
      expect(texts('select * from ch', cache, dialect)).toEqual(['cheap', 'cheese'])
      const label = name === 'postgresql' ? '"Label"' : 'Label'
      expect(texts('update cheese set la', cache, dialect)).toContain(label)
      expect(texts('select coun', cache, dialect)).toContain('count')
    })

    test('reads a schema when it is asked for', async () => {
      if (name === 'sqlite') return
      const cache = await read(opened(new Database(url)))
      const ask = () => texts('select * from information_schema.tab', cache, dialect)
      ask()
      await cache.settled()
      expect(ask().map((text) => text.toLowerCase())).toContain('tables')
      const columns = texts(
        'select * from information_schema.tables t where t.table_n',
        cache,
        dialect,
      )
      expect(columns.map((text) => text.replace(/["`]/g, '').toLowerCase())).toEqual(['table_name'])
    })

    test('a change is known once it is told of', async () => {
      const cache = await read(opened(new Database(url)))
      await execute('create table added (a integer)')
      expect(texts('select * from add', cache, dialect)).toEqual([])
      cache.stale()
      cache.stale()
      await cache.settled()
      expect(texts('select * from add', cache, dialect)).toEqual(['added'])
    })
  })
}

describeDatabase('postgresql', ({ url }) => {
  test("the system's own tables are found by their names", async () => {
    const cache = await read(opened(new Database(url)))
    texts('select * from pg_', cache, postgres)
    await cache.settled()
    expect(texts('select * from pg_stat_act', cache, postgres)).toEqual(['pg_stat_activity'])
    expect(texts('select * from pg_stat_activity where usen', cache, postgres)).toEqual(['usename'])
  })
})

describe('SQLite', () => {
  test("on the session's connection, what nobody else sees is known", async () => {
    const database = opened(new Database('sqlite://'))
    await database.session(async (connection) => {
      await connection.execute('create temporary table brief (a integer)')
      await connection.transaction(async (inner) => {
        await inner.execute('create table uncommitted (b integer)')
        const cache = await read(inner)
        expect(texts('select * from br', cache)).toEqual(['brief'])
        expect(texts('update uncommitted set ', cache)).toContain('b')
      })
    })
  })

  test('a view that is broken spoils nothing', async () => {
    const database = opened(new Database('sqlite://'))
    await database.script(
      'create table a (b); create view v as select b from a; drop table a; create table c (d)',
    )
    const cache = await read(database)
    expect(texts('update c set ', cache)).toContain('d')
    expect(texts('select * from v', cache)).toEqual(['v'])
  })

  test('a table of one name in another file does not lend its columns', async () => {
    const database = opened(new Database('sqlite://'))
    await database.script(
      `attach ':memory:' as other; create table t (a); create table other.t (b);`,
    )
    const cache = await read(database)
    const columns = complete('update t set ', 13, cache, sqlite, commands).items.filter(
      ({ kind }) => kind === 'column',
    )
    expect(columns.map(({ text }) => text)).toEqual(['a'])
    expect(texts('select * from other.t where other.t.', cache)).toEqual(['b'])
  })
})

test('keywords are there at once, and an error is nobody’s', async () => {
  const cache = opened(new SchemaCache(opened(new Database('postgresql://localhost:1/none'))))
  cache.stale()
  expect(texts('sel', cache, postgres)).toEqual(['select'])
  await cache.settled()
  expect(texts('select * from ', cache, postgres)).toEqual([])
  expect(texts('sel', cache, postgres)).toEqual(['select'])
})

test('closed, it asks nothing more', async () => {
  const database = opened(new Database('sqlite://'))
  const run = vi.spyOn(database, 'run')
  const cache = new SchemaCache(database)
  cache.stale()
  cache.close()
  await cache.settled()
  expect(run).not.toHaveBeenCalled()
})

describe('5,000 tables of 20 columns', () => {
  const columns = Array.from({ length: 20 }, (_, index) => `column_${index} integer`).join(', ')
  const script = Array.from({ length: 5000 }, (_, index) => `create table t_${index} (${columns})`)

  test('are read without holding up keys, and completed at once', async () => {
    const database = opened(new Database('sqlite://'))
    await database.session(async (connection) => {
      await connection.script(`begin; ${script.join(';')}; commit`)
      const started = performance.now()
      let held = 0
      let last = started
      const ticks = setInterval(() => {
        held = Math.max(held, performance.now() - last)
        last = performance.now()
      })
      const cache = await read(connection)
      clearInterval(ticks)
      // A key that is pressed meanwhile is drawn.
      expect(held).toBeLessThan((performance.now() - started) / 3)

      const inputs = ['select * from ', 'select * from t_4', 'select * from t_4999 where c', 'sel']
      for (const input of inputs) {
        const all: number[] = []
        for (let run = 0; run < 20; run++) {
          const begun = performance.now()
          expect(texts(input, cache).length).toBeGreaterThan(0)
          all.push(performance.now() - begun)
        }
        // Some twenty times what it takes. With the square of the tables it would be longer.
        expect(all.sort((a, b) => a - b)[10]).toBeLessThan(50)
      }
      expect(texts('select * from ', cache)).toHaveLength(5001)
    })
  })
})
