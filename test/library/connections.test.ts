import { setTimeout as sleep } from 'node:timers/promises'
import knexModule from 'knex'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { Database } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { databaseNames, describeDatabase } from '../servers/index.js'
import { countsConnections, openConnections } from './open-connections.js'

const numbers = {
  sqlite:
    'with recursive s(i) as (select 1 union all select i + 1 from s where i < 5000) select i from s',
  postgresql: 'select generate_series(1, 5000) as i',
  mysql: 'select seq as i from seq_1_to_5000',
}

const slow = { sqlite: '', postgresql: 'select pg_sleep(60)', mysql: 'select sleep(60)' }

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    const sql = numbers[name]

    test('a thousand queries, however they are left, hold no connection', async () => {
      const database = new Database(url)
      for (let n = 0; n < 250; n++) {
        expect(await database.query(sql).first()).toEqual({ i: 1 })
        for await (const { i } of database.query(sql)) if (i === 2) break
        await failure(database.query('select nothing from nowhere').all())
        // Asked for and never read.
        database.query(sql)
      }
      if (countsConnections(name)) expect(await openConnections(name, url)).toBe(1)
      await database.close()
      if (countsConnections(name))
        await vi.waitFor(async () => {
          expect(await openConnections(name, url)).toBe(0)
        })
    })

    test('close ends what is read by half, and a program that forgot it', async () => {
      const database = new Database(url)
      const rows = database.query(sql)[Symbol.asyncIterator]()
      expect((await rows.next()).value).toEqual({ i: 1 })
      await database.close()
      const { code, message } = await failure(database.query('select 1').all())
      expect([code, message]).toEqual(['usage', 'the database has been closed'])
    })

    test('a database that was never used closes', async () => {
      await new Database(url).close()
    })

    test('where no connection comes free, the error says why', async () => {
      await using database = new Database(url, { connections: 1, connectTimeout: 300 })
      for await (const _ of database.query(sql)) {
        const { code, message, hint } = await failure(database.query('select 1').all())
        expect([code, message]).toEqual([
          'connection',
          'no connection came free: the only one is in use',
        ])
        expect(hint).toContain('connections')
        break
      }
      expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    })

    test('queries within a loop over another have a connection of their own', async () => {
      await using database = new Database(url)
      let count = 0
      for await (const { i } of database.query(`${sql} limit 5`)) {
        count += Number(await database.query('select :i + 1 as n', { i: Number(i) }).scalar())
      }
      expect(count).toBe(20)
    })

    test("a program's own knex serves, and stays open", async () => {
      const knex = knexModule(configuration(name, url))
      const database = new Database(knex)
      expect(await database.query('select 9007199254740993 as big').scalar()).toBe(
        9007199254740993n,
      )
      await database.transaction((connection) => connection.execute('select 1'))
      await database.close()
      expect(await knex.raw('select 1 as one').then(firstRow)).toEqual({ one: 1 })
      await knex.destroy()
    })

    test.skipIf(name === 'sqlite')('a timeout stops the query on the server', async () => {
      await using database = new Database(url)
      const started = performance.now()
      const { code, message } = await failure(
        database.query(slow[name], {}, { timeout: 200 }).all(),
      )
      expect([code, message]).toEqual([
        'interrupted',
        'the query was stopped: it took more than 200 ms',
      ])
      expect(performance.now() - started).toBeLessThan(10_000)
      expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    })

    test.skipIf(name === 'sqlite')("so does the program's signal", async () => {
      await using database = new Database(url)
      const controller = new AbortController()
      const rows = database.query(slow[name], {}, { signal: controller.signal }).all()
      await sleep(100)
      const reason = new Error('enough')
      controller.abort(reason)
      const { code, cause } = await failure(rows)
      expect([code, cause]).toEqual(['interrupted', reason])
    })

    test('a signal stops the reading between two batches', async () => {
      await using database = new Database(url)
      const controller = new AbortController()
      const { signal } = controller
      // Of five thousand small rows one batch may be all.
      const several = sql.replace('5000', '50000')
      const read = async () => {
        for await (const _ of database.query(several, {}, { signal })) controller.abort()
      }
      expect((await failure(read())).code).toBe('interrupted')
      expect((await failure(database.query(sql, {}, { signal }).all())).code).toBe('interrupted')
      expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    })
  })
}

function configuration(name: keyof typeof numbers, url: string): knexModule.Knex.Config {
  if (name === 'postgresql') return { client: 'pg', connection: url }
  if (name === 'mysql') return { client: 'mysql2', connection: url }
  return {
    client: 'better-sqlite3',
    connection: { filename: url.replace('sqlite:///', '') },
    useNullAsDefault: true,
  }
}

/** Each of knex's clients gives rows in a way of its own. */
function firstRow(raw: unknown): unknown {
  const { rows } = raw as { rows?: unknown[] }
  return { ...((rows ?? (raw as unknown[]).flat())[0] as object) }
}

describe('which database', () => {
  afterAll(() => vi.unstubAllEnvs())

  test('DATABASE_URL names it where nothing else does', async () => {
    vi.stubEnv('DATABASE_URL', 'demo:')
    await using database = new Database()
    expect(await database.query('select count(*) > 0 as some from cheese').scalar()).toBe(1)
  })

  test('none is an error that says how to name one', () => {
    vi.stubEnv('DATABASE_URL', undefined)
    expect(() => new Database()).toThrow('no database is named')
  })

  test.each([
    ['oracle://localhost/x', 'There are '],
    ['postgrse://localhost/x', 'postgres'],
  ])('%s is told at once', (url, hint) => {
    const error = (() => {
      try {
        return new Database(url)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toMatchObject({ code: 'usage', hint: expect.stringContaining(hint) })
  })

  test('a knex client without a driver is named', () => {
    class Foreign extends knexModule.Client {
      override readonly driverName = 'oracledb'
    }
    const knex = knexModule({ client: Foreign })
    expect(() => new Database(knex)).toThrow("there is no driver for knex's client oracledb")
  })
})
