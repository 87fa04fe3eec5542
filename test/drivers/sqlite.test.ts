import { existsSync, statSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { Database } from '../../src/index.js'
import { describeDatabase } from '../servers/index.js'
import { failure, rows, run } from './run.js'

describeDatabase('sqlite', ({ url, execute }) => {
  test('gives each cell by its storage class, whatever its column is declared as', async () => {
    await execute(`
      create table classes (a integer);
      insert into classes values (9223372036854775807), (1.5), ('text'), (x'00ff'), (null), ('7')`)
    expect(await rows(url, 'select a from classes')).toEqual([
      [9223372036854775807n],
      [1.5],
      ['text'],
      [Buffer.from([0, 255])],
      [null],
      [7n],
    ])
  })

  test('keeps infinities and text with NUL whole', async () => {
    expect(await rows(url, "select 9e999, -9e999, 'a' || char(0) || 'b'")).toEqual([
      [Infinity, -Infinity, 'a\0b'],
    ])
  })

  test('binds integers as integers', async () => {
    const parameters = new Map([['n', 2n]])
    expect(await rows(url, 'select 7 / :n, typeof(:n)', { parameters })).toEqual([[3n, 'integer']])
  })

  test('takes columns declared as dates for dates', async () => {
    await execute('create table dated (a date, b DATETIME, c time, d text)')
    await using database = new Database(url)
    for await (const result of database.run('select * from dated')) {
      expect(result).toMatchObject({
        columns: [{ kind: 'date' }, { kind: 'datetime' }, { kind: 'time' }, { kind: 'unknown' }],
      })
    }
  })

  test('makes no file where there is none, unless it is asked to', async () => {
    const path = `${inject('folder')}/not-there.db`
    await failure(new Database(path).execute('select 1'))
    await failure(run(`sqlite:///${path}?mode=ro`, 'select 1'))
    expect(existsSync(path)).toBe(false)
    await run(`sqlite:///${path}?mode=rwc`, 'create table t (a)')
    expect(statSync(path).size).toBeGreaterThan(0)
  })

  test('writes nothing where it is opened to read', async () => {
    const error = await failure(run(`${url}?mode=ro`, 'create table t (a)'))
    expect(error).toMatchObject({ code: 'query', databaseCode: 'SQLITE_READONLY' })
  })

  test('runs triggers as one statement', async () => {
    const script = `
      create table log (a); create table seen (a);
      create trigger logged after insert on seen begin
        insert into log values (case when new.a > 1 then 'big' else 'small' end); insert into log values ('end');
      end;
      insert into seen values (2);
      select * from log`
    const told = await run(url, script)
    expect(told.at(-1)).toMatchObject({ rows: [['big'], ['end']] })
  })
})
