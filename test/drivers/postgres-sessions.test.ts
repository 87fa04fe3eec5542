import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Database, type DatabaseOptions } from '../../src/index.js'
import { describeDatabase } from '../servers/index.js'
import { type Network, startNetwork } from './network.js'
import { failure, rows } from './run.js'

describeDatabase('postgresql', ({ url, execute }) => {
  async function run(script: string, options: DatabaseOptions, target = url): Promise<unknown[]> {
    await using database = new Database(target, options)
    return await database.script(script).all()
  }

  describe('read-only', () => {
    beforeAll(() =>
      execute(`
        create table kept (a int);
        create function written() returns int language sql as 'insert into kept values (1) returning a';
        create procedure written_after_commit() language plpgsql as $$
          begin commit; set transaction read write; insert into kept values (1); end $$`),
    )

    test.each([
      'insert into kept values (1)',
      'select written()',
      'create table made (a int)',
      'truncate kept',
      'explain analyze insert into kept values (1)',
      'set default_transaction_read_only = off; insert into kept values (1)',
      'set session characteristics as transaction read write; insert into kept values (1)',
      'begin read write; insert into kept values (1)',
      'start transaction read write; insert into kept values (1)',
      'begin; set transaction read write; insert into kept values (1)',
      'begin; set local transaction_read_only = off; insert into kept values (1)',
      'begin; commit and chain; set transaction read write; insert into kept values (1)',
      'begin; savepoint a; set transaction read write; insert into kept values (1)',
      "select set_config('transaction_read_only', 'off', false), written()",
      "select set_config('default_transaction_read_only', 'off', false); insert into kept values (1)",
      'reset all; insert into kept values (1)',
      'discard all; insert into kept values (1)',
      'do $$ begin commit; set transaction read write; insert into kept values (1); end $$',
      "do $$ begin perform set_config('default_transaction_read_only', 'off', false); commit; insert into kept values (1); end $$",
      'call written_after_commit()',
      '/* a comment */ call written_after_commit()',
    ])('%s', async (script) => {
      const error = await failure(run(script, { readOnly: true }))
      // Not in a read-only transaction; not after the first query of one; no COMMIT within one.
      expect(['25006', '25001', '2D000']).toContain(error.databaseCode)
      expect(await rows(url, 'select * from kept')).toEqual([])
    })

    test('holds for what knex runs, and in transactions', async () => {
      await using database = new Database(url, { readOnly: true })
      const knex = await database.knex()
      await expect(knex('kept').insert({ a: 1 })).rejects.toMatchObject({ code: '25006' })
      const within = database.transaction((connection) =>
        connection.script('set transaction read write; insert into kept values (1)').all(),
      )
      expect((await failure(within)).databaseCode).toMatch(/^2500[16]$/)
      expect(await rows(url, 'select * from kept')).toEqual([])
    })

    test('holds on a connection of a knex that a program has made', async () => {
      await using lender = new Database(url)
      const database = new Database(await lender.knex(), { readOnly: true })
      const error = await failure(database.script('insert into kept values (1)').all())
      expect(error.databaseCode).toBe('25006')
    })

    test('lets through what reads, and serves on after an error', async () => {
      const script = `begin isolation level repeatable read; select 1 as one; commit;
        do $$ begin perform 1; end $$; select 2 as two`
      const last = (await run(script, { readOnly: true })).at(-1)
      expect(String(last)).toContain('two')
      await using database = new Database(url, { readOnly: true })
      await failure(database.script('do $$ begin raise exception $e$no$e$; end $$').all())
      expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    })
  })

  test('timeout is held by the server', async () => {
    const started = performance.now()
    const error = await failure(run('select pg_sleep(60)', { timeout: 300 }))
    expect(error).toMatchObject({ code: 'query', databaseCode: '57014' })
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('so is lockTimeout', async () => {
    await execute('create table locked (a int)')
    await using holder = new Database(url)
    await holder.transaction(async (connection) => {
      await connection.script('lock table locked')
      const error = await failure(run('select * from locked', { lockTimeout: 300 }))
      expect(error).toMatchObject({ code: 'query', databaseCode: '55P03' })
    })
  })

  describe('a network', () => {
    let network: Network
    beforeAll(async () => {
      network = await startNetwork(url)
    })
    afterAll(() => network.stop())

    const running = (marker: string) => `select pid from pg_stat_activity
      where query like '%${marker}%' and state = 'active' and pid <> pg_backend_pid()`

    async function gone(marker: string, seconds: number): Promise<boolean> {
      for (let tries = 0; tries < seconds * 10; tries++) {
        if ((await rows(url, running(marker))).length === 0) return true
        await sleep(100)
      }
      return false
    }

    test.each([false, true])(
      'that stalls ends with an error where there is a timeout',
      async (readOnly) => {
        await using database = new Database(network.url, { timeout: 500, readOnly })
        await database.query('select 1').all()
        network.stall()
        const started = performance.now()
        const error = await failure(database.query('select 1').all())
        network.flow()
        expect(error).toMatchObject({ code: 'connection' })
        expect(error.message).toContain('nothing came from the server for 5.5 s')
        expect(performance.now() - started).toBeLessThan(8000)
      },
    )

    test('that stalls holds up neither a signal nor the end', async () => {
      const controller = new AbortController()
      const database = new Database(network.url)
      const work = database.query('select pg_sleep(60), 31415', {}, { signal: controller.signal })
      setTimeout(() => {
        network.stall()
        controller.abort()
      }, 300)
      const started = performance.now()
      await expect(work.all()).rejects.toThrow()
      await database.close()
      network.flow()
      expect(performance.now() - started).toBeLessThan(8000)
      network.cut()
      expect(await gone('31415', 5)).toBe(true)
    })

    test('that is cut ends the query here and there', async () => {
      await using database = new Database(network.url)
      setTimeout(() => network.cut(), 300)
      const error = await failure(database.query('select pg_sleep(60), 16180').all())
      expect(error).toMatchObject({ code: 'connection' })
      expect(await gone('16180', 5)).toBe(true)
      expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
    })
  })

  test('leaving a loop late leaves a connection that serves on', async () => {
    await using database = new Database(url, { connections: 1 })
    for await (const _ of database.query('select generate_series(1, 5000) as i')) {
      await sleep(300)
      break
    }
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }])
  })
})
