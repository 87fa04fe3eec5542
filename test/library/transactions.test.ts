import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Database } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const database = new Database(url)
    const insert = 'insert into ledger values (:amount)'
    const total = () => database.query('select coalesce(sum(amount), 0) from ledger').scalar(-1)

    beforeAll(() => execute('create table ledger (amount integer not null)'))
    beforeEach(() => execute('delete from ledger'))
    afterAll(() => database.close())

    test('a transaction commits what was done, and gives its result', async () => {
      const result = await database.transaction(async (connection) => {
        await connection.execute(insert, { amount: 5 })
        return connection.query('select count(*) from ledger').scalar()
      })
      expect(result).toBe(1)
      expect(Number(await total())).toBe(5)
    })

    test('it rolls back and throws on what its work throws', async () => {
      const mistake = new Error('mine')
      const work = database.transaction(async (connection) => {
        await connection.execute(insert, { amount: 5 })
        throw mistake
      })
      await expect(work).rejects.toBe(mistake)
      expect(Number(await total())).toBe(0)
    })

    test('nested, it is a savepoint', async () => {
      await database.transaction(async (outer) => {
        await outer.execute(insert, { amount: 1 })
        const inner = outer.transaction(async (connection) => {
          await connection.execute(insert, { amount: 10 })
          await connection.execute('insert into ledger values (null)')
        })
        expect((await failure(inner)).code).toBe('query')
        await outer.transaction((connection) => connection.execute(insert, { amount: 100 }))
      })
      expect(Number(await total())).toBe(101)
    })

    test('an outer one takes back what an inner one has committed', async () => {
      const work = database.transaction(async (outer) => {
        await outer.transaction((inner) => inner.execute(insert, { amount: 1 }))
        throw new Error('no')
      })
      await expect(work).rejects.toThrow('no')
      expect(Number(await total())).toBe(0)
    })

    test('a failed statement that the work passes over does not look committed', async () => {
      const work = database.transaction(async (connection) => {
        await connection.execute(insert, { amount: 5 })
        await connection.execute('select * from no_such_table').catch(() => {})
      })
      if (name === 'postgresql') {
        // The server has given the transaction up, and COMMIT would say nothing of it.
        expect((await failure(work)).message).toContain('could not be committed')
        expect(Number(await total())).toBe(0)
      } else {
        await work
        expect(Number(await total())).toBe(5)
      }
    })

    test('bulk runs once for each set, and counts', async () => {
      const list = [{ amount: 1 }, { amount: 2 }, { amount: 3 }]
      expect(await database.bulk(insert, list)).toEqual({ changed: 3, counts: [1, 1, 1] })
      const raise = 'update ledger set amount = amount + 1 where amount > :over'
      const result = await database.bulk(raise, [{ over: 2 }, { over: 0 }, { over: 99 }])
      expect(result).toEqual({ changed: 4, counts: [1, 3, 0] })
      expect(Number(await total())).toBe(10)
    })

    test('bulk takes what comes by and by, and all of it or none', async () => {
      async function* amounts() {
        for (let amount = 1; amount <= 50; amount++) yield { amount }
      }
      expect((await database.bulk(insert, amounts())).changed).toBe(50)
      const error = await failure(database.bulk(insert, [{ amount: 7 }, { amount: null }]))
      expect(error.code).toBe('query')
      expect(Number(await total())).toBe(1275)
    })

    test('a session keeps what is set in it', async () => {
      await database.session(async (connection) => {
        await connection.execute('create temporary table mine (a integer)')
        await connection.execute('insert into mine values (1)')
        expect(await connection.query('select a from mine')).toEqual([{ a: 1 }])
        await connection.transaction((inner) => inner.execute('insert into mine values (2)'))
        expect(await connection.query('select count(*) as n from mine').scalar()).toBe(2)
      })
    })

    test('a connection that was given back says so', async () => {
      const connection = await database.session(async (lent) => lent)
      const { code, message } = await failure(connection.query('select 1').all())
      expect([code, message]).toEqual(['usage', 'the connection has been given back'])
      const inner = await database.transaction(async (lent) => lent)
      expect((await failure(inner.execute('select 1'))).code).toBe('usage')
    })

    test('statements on one connection take turns', async () => {
      await database.session(async (connection) => {
        const sums = [1, 2, 3, 4].map((n) => connection.query('select :n + 0', { n }).scalar())
        expect((await Promise.all(sums)).map(Number)).toEqual([1, 2, 3, 4])
      })
    })

    test('a query within a loop over another on one connection is an error, not a hang', async () => {
      await database.transaction(async (connection) => {
        for await (const _ of connection.query('select 1 as a union all select 2')) {
          const { code, hint } = await failure(connection.query('select 1').all())
          expect([code, hint]).toEqual(['usage', expect.stringContaining('another connection')])
        }
        // The loop is over, and so is its hold on the connection.
        expect(await connection.query('select 1 as a')).toEqual([{ a: 1 }])
      })
    })

    test('a script tells every result', async () => {
      const script = database.script('insert into ledger values (:a); select amount from ledger', {
        a: 4,
      })
      const [inserted, selected] = await script
      expect(inserted).toEqual({ type: 'done', changed: 1 })
      expect(String(selected)).toBe('amount\n------\n4')
    })

    test('a script in a transaction is done whole or not at all', async () => {
      const sql = 'insert into ledger values (1); insert into ledger values (null)'
      await failure(database.script(sql, {}, { transaction: true }).all())
      expect(Number(await total())).toBe(0)
      await failure(database.script(sql).all())
      expect(Number(await total())).toBe(1)
    })
  })
}
