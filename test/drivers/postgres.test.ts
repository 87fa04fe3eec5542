import { expect, test } from 'vitest'
import { Database } from '../../src/index.js'
import { describeDatabase } from '../servers/index.js'
import { failure, rows, run } from './run.js'

describeDatabase('postgresql', ({ url, execute }) => {
  const name = new URL(url).pathname.slice(1)

  test("pins the text of values against a database's own settings", async () => {
    await execute(`
      alter database ${name} set datestyle = 'SQL, DMY';
      alter database ${name} set intervalstyle = 'iso_8601';
      alter database ${name} set bytea_output = 'escape';
      alter database ${name} set extra_float_digits = 0`)
    const sql = `select date '2026-02-01', timestamp '2026-02-01 03:04:05.000006',
      interval '1 day 02:03:04', '\\x00ff'::bytea, 0.1::float8 + 0.2`
    expect(await rows(url, sql)).toEqual([
      [
        '2026-02-01',
        '2026-02-01 03:04:05.000006',
        '1 day 02:03:04',
        '\\x00ff',
        '0.30000000000000004',
      ],
    ])
  })

  test('tells the kind, type and size of columns', async () => {
    await using database = new Database(url)
    const sql = `select 1::int8 as i, 1.5::numeric(10, 2) as d, 1::numeric(3, -2) as e, true as b,
      null::jsonb as j, array[1.5] as a, 'x' as t`
    for await (const result of database.run(sql)) {
      expect(result).toMatchObject({
        columns: [
          { name: 'i', kind: 'integer', typeName: 'int8' },
          { name: 'd', kind: 'decimal', typeName: 'numeric', precision: 10, scale: 2 },
          { name: 'e', kind: 'decimal', typeName: 'numeric', precision: 3, scale: -2 },
          { name: 'b', kind: 'boolean', typeName: 'bool' },
          { name: 'j', kind: 'json', typeName: 'jsonb', validJson: true },
          { name: 'a', kind: 'array', element: { kind: 'decimal', delimiter: ',' } },
          { name: 't', kind: 'text', typeName: 'text' },
        ],
      })
    }
  })

  test("learns a database's own types, and arrays of them", async () => {
    await execute(`
      create type mood as enum ('sad', 'ok');
      create domain positive as int check (value > 0);
      create type pair as (a int, b text)`)
    await using database = new Database(url)
    const sql = `select 'ok'::mood as m, array['sad']::mood[] as ms, array[1]::positive[] as ps,
      row(1, 'x')::pair as p, array[box '(1,1),(0,0)'] as bs`
    for await (const result of database.run(sql)) {
      expect(result).toMatchObject({
        columns: [
          { kind: 'text', typeName: 'mood' },
          { kind: 'array', typeName: 'mood[]', element: { kind: 'text' } },
          { kind: 'array', typeName: 'positive[]', element: { kind: 'integer' } },
          { kind: 'text', typeName: 'pair' },
          { kind: 'array', element: { kind: 'text', delimiter: ';' } },
        ],
      })
    }
    expect(await rows(url, sql)).toEqual([['ok', '{sad}', '{1}', '(1,x)', '{(1,1),(0,0)}']])
  })

  test('allows a result without columns', async () => {
    expect(await run(url, 'select from generate_series(1, 2)')).toEqual([
      { columns: [], rows: [[], []] },
    ])
  })

  test('gives no text that is not UTF-8: the server refuses it, in a name too', async () => {
    const ascii = new URL(url)
    ascii.pathname += '_ascii'
    const name = ascii.pathname.slice(1)
    await execute(`create database ${name} template template0 encoding 'SQL_ASCII'
      lc_collate 'C' lc_ctype 'C'`)
    try {
      const bytes = String.raw`E'a\xe9b'`
      const view = `execute format('create view odd as select 1 as %I', ${bytes})`
      await run(ascii.href, `do $$ begin ${view}; end $$`)
      for (const sql of [`select ${bytes}`, 'select * from odd']) {
        expect(await failure(run(ascii.href, sql))).toMatchObject({
          code: 'query',
          databaseCode: '22021',
        })
      }
      expect(await rows(ascii.href, `select ${bytes}::bytea`)).toEqual([['\\x61e962']])
    } finally {
      await execute(`drop database ${name} with (force)`)
    }
  })

  test('refuses rows that their own statement made something else than UTF-8', async () => {
    const recode = "set_config('client_encoding', 'LATIN1', false)"
    for (const sql of [`select ${recode}, 'é'`, `begin; select ${recode}`]) {
      const error = await failure(run(url, sql))
      expect(error).toMatchObject({
        code: 'query',
        message: 'the statement set client_encoding, so that its rows did not come as UTF-8',
      })
    }
    const script = `do $$ begin perform ${recode}; end $$; select 'é'`
    expect((await run(url, script)).at(-1)).toMatchObject({ rows: [['é']] })
  })

  test('takes its own operators for no parameters', async () => {
    const sql = `select '{"a": 1}'::jsonb ? 'a', '{"a": 1}'::jsonb ?| array['b'],
      (array[1, 2, 3])[1:2], 'x'::text, $tag$ :y $tag$, /* /* :z */ :z */ :n + 0`
    expect(await rows(url, sql, { parameters: new Map([['n', 5n]]) })).toEqual([
      [true, false, '{1,2}', 'x', ' :y ', '5'],
    ])
  })

  test('binds a parameter that could be of any type as text', async () => {
    const parameters = new Map([['x', '5']])
    expect(await rows(url, 'select :x is null or 5 = :x', { parameters })).toEqual([[true]])
  })

  test('refuses COPY to and from the client, and serves on', async () => {
    await using database = new Database(url)
    const many = 'copy (select generate_series(1, 3000000)) to stdout'
    for (const copy of [many, 'create temp table t (a int); copy t from stdin']) {
      const error = await failure(drain(database.run(copy)))
      expect(error).toMatchObject({ code: 'usage' })
      expect(error.message).toContain('COPY')
    }
    expect(await drain(database.run('select 1'))).toBe(1)
  })

  test('tells a COMMIT that fails, with nothing committed', async () => {
    await execute('create table once (a int unique deferrable initially deferred)')
    const script = 'insert into once values (1); insert into once values (1)'
    const error = await failure(run(url, script, { transaction: true }))
    expect(error.message).toMatch(/could not be committed: duplicate key/)
    expect(await rows(url, 'select * from once')).toEqual([])
  })

  test('tells notices', async () => {
    const told: string[] = []
    await run(url, "do $$ begin raise warning 'careful'; end $$", {}, (text) => told.push(text))
    expect(told).toEqual(['WARNING: careful'])
  })

  test('tells detail, hint and place of an error, places counted in characters', async () => {
    const sql = "select '😀', nmae from (select 1 as name) t"
    expect(await failure(run(url, sql))).toMatchObject({
      code: 'query',
      databaseCode: '42703',
      hint: expect.stringContaining('name'),
      position: sql.indexOf('nmae'),
    })
  })

  test('ends what runs when it is told to, also before the first row', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    setTimeout(() => controller.abort(reason), 100)
    await using database = new Database(url)
    const work = drain(database.run('select pg_sleep(60)', { signal: controller.signal }))
    await expect(work).rejects.toBe(reason)
    expect(await drain(database.run('select 1'))).toBe(1)
  })
})

async function drain(results: ReturnType<Database['run']>): Promise<number> {
  let count = 0
  for await (const result of results) {
    if (result.type === 'rows') for await (const batch of result.batches) count += batch.length
  }
  return count
}
