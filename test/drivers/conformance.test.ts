import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Database, type Row } from '../../src/index.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'
import { failure, rows, run } from './run.js'

/** Where the databases' own words differ. */
const words = {
  sqlite: {
    numbers: (n: number) =>
      `with recursive s(i) as (select 1 union all select i + 1 from s where i < ${n}) select i from s`,
    one: 1n,
    syntaxError: 'SQLITE_ERROR',
  },
  postgresql: {
    numbers: (n: number) => `select generate_series(1, ${n}) as i`,
    one: '1',
    syntaxError: '42601',
  },
  mysql: {
    numbers: (n: number) => `select seq as i from seq_1_to_${n}`,
    one: '1',
    syntaxError: 'ER_PARSE_ERROR',
  },
}

describeAll((name, url, { numbers, one, syntaxError }) => {
  test('tells the columns of a query without rows', async () => {
    const [told] = await run(url, 'select 1 as a, 2 as b where 1 = 0')
    expect(told).toEqual({ columns: ['a', 'b'], rows: [] })
  })

  test('keeps columns of one name, and names that objects do not take', async () => {
    const quote = name === 'mysql' ? '`' : '"'
    const names = ['a', 'a', '2', '1', '__proto__', 'constructor']
    const list = names.map((column, index) => `${index} as ${quote}${column}${quote}`)
    const [told] = await run(url, `select ${list.join(', ')}`)
    expect(told).toMatchObject({ columns: names })
    expect(String((told as { rows: Row[] }).rows[0])).toBe('0,1,2,3,4,5')
  })

  test('tells NULL from the empty string', async () => {
    expect(await rows(url, "select null, ''")).toEqual([[null, '']])
  })

  test('gives text back as it was', async () => {
    const text = 'é 漢字 😀 \u202e \t\r\n "quoted" \\ \u0001 %s :name'
    const parameters = new Map([['text', text]])
    expect(await rows(url, 'select :text as t', { parameters })).toEqual([[text]])
  })

  test('streams many rows in order', async () => {
    const all = await rows(url, numbers(12_345))
    expect(all.map(([i]) => Number(i))).toEqual(Array.from({ length: 12_345 }, (_, i) => i + 1))
  })

  test('binds text where a number is wanted, as a literal in quotes is', async () => {
    const script = `
      create table priced (price decimal(10, 2), sold date);
      insert into priced values (1.5, '2026-01-02'), (10, '2026-03-04');
      select count(*) from priced where price > :min and sold > :since;
      drop table priced`
    const parameters = new Map([
      ['min', '9'],
      ['since', '2026-02-01'],
    ])
    const told = await run(url, script, { parameters })
    expect(told[2]).toMatchObject({ rows: [[one]] })
  })

  test('binds typed values', async () => {
    const parameters = new Map<string, bigint | { decimal: string } | boolean | null | string[]>([
      ['n', 2n],
      ['big', 9007199254740993n],
      ['d', { decimal: '1.5' }],
      ['yes', true],
      ['nothing', null],
      ['list', ['a', 'b']],
    ])
    const script = `
      select 7 / :n as quotient, :big + 0 as big, :d * 2 as twice
      where :yes and :nothing is null and 'b' in (:list)`
    const [row] = await rows(url, script, { parameters })
    const quotient = name === 'mysql' ? '3.5000' : '3'
    expect(row?.map(String)).toEqual([
      quotient,
      '9007199254740993',
      name === 'sqlite' ? '3' : '3.0',
    ])
  })

  test('gives the same values with and without parameters', async () => {
    const columns = '1.50 as d, 0.1e0 as f, 9007199254740993 as i, null as n'
    const parameters = new Map([['x', 'x']])
    const bound = await rows(url, `select ${columns} where 'x' = :x`, { parameters })
    expect(bound).toEqual(await rows(url, `select ${columns}`))
  })

  test('never takes for a parameter what is in quotes or comments', async () => {
    const script = `select ':a', 'it''s :b' -- :c
      /* :d */`
    expect(await rows(url, script)).toEqual([[':a', "it's :b"]])
  })

  test('says how many rows were changed, and commits them', async () => {
    const told = await run(
      url,
      `create table changes (a integer);
       insert into changes values (1), (2), (3);
       update changes set a = 4 where a > 1;
       update changes set a = 5 where a > 9;
       delete from changes where a = 1`,
    )
    expect(told).toEqual([undefined, 3, 2, 0, 1].map((changed) => ({ changed })))
    expect(await rows(url, 'select count(*) from changes')).toEqual([
      [name === 'sqlite' ? 2n : '2'],
    ])
    await run(url, 'drop table changes')
  })

  test('gives the rows of INSERT … RETURNING, and commits them', async () => {
    await run(url, 'create table returned (a integer)')
    expect(await rows(url, 'insert into returned values (1) returning a')).toEqual([[one]])
    expect(await rows(url, 'select a from returned')).toEqual([[one]])
    await run(url, 'drop table returned')
  })

  test('stops a script at the first error, and keeps what was done', async () => {
    const script = 'create table kept (a integer); selct 1; drop table kept'
    const error = await failure(run(url, script))
    expect(error).toMatchObject({ code: 'query', databaseCode: syntaxError, sql: script })
    expect(await rows(url, 'select * from kept')).toEqual([])
    await run(url, 'drop table kept')
  })

  test('runs a script in one transaction: all of it or nothing', async () => {
    await run(url, 'create table whole (a integer)')
    const insert = 'insert into whole values (1)'
    await failure(run(url, `${insert}; ${insert}; selct 1`, { transaction: true }))
    expect(await rows(url, 'select * from whole')).toEqual([])
    await run(url, `${insert}; ${insert}`, { transaction: true })
    expect(await rows(url, 'select * from whole')).toHaveLength(2)
    await run(url, 'drop table whole')
  })

  test('tells where the error is, in the script as it was given', async () => {
    const script = `select 1;\nselect :x, ':y'\n  frm nowhere`
    const error = await failure(run(url, script, { parameters: new Map([['x', 'é😀']]) }))
    const at = error.position ?? -1
    // Each server stops at a word of its own.
    expect(script.slice(at)).toMatch(/^(frm|nowhere)/)
  })

  test('ends a query whose rows are not wanted any more, and the session serves on', async () => {
    await using database = new Database(url)
    const endless = numbers(100_000_000)
    for await (const result of database.run(endless)) {
      if (result.type === 'done') continue
      for await (const batch of result.batches) {
        expect(batch.length).toBeGreaterThan(0)
        break
      }
      break
    }
    for await (const result of database.run('select 1')) {
      if (result.type === 'rows')
        for await (const batch of result.batches) expect(batch).toEqual([[one]])
    }
  })

  test('serves on after a result of any size that its reader has left late', async () => {
    await using database = new Database(url)
    for (let count = 45_000; count < 60_000; count += 500) {
      for await (const result of database.run(numbers(count))) {
        if (result.type === 'done') continue
        for await (const _ of result.batches) {
          // Until the server is held back, or has sent the rest: of some, it is both.
          await setTimeout(20)
          break
        }
        break
      }
      expect((await database.query('select 1 as one').dataset()).height).toBe(1)
    }
  })

  test('refuses a URL option that it does not know', async () => {
    const error = await failure(new Database(`${url}?sslmod=require`).execute('select 1'))
    expect(error).toMatchObject({ code: 'usage' })
    expect(error.message).toContain('sslmod')
  })
})

function describeAll(
  suite: (name: DatabaseName, url: string, own: (typeof words)[DatabaseName]) => void,
): void {
  for (const name of databaseNames) {
    describeDatabase(name, ({ url }) => suite(name, url, words[name]))
  }
}
