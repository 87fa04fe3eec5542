import { expect, test } from 'vitest'
import { columnOf } from '../../src/drivers/mysql-types.js'
import { Database, type Value } from '../../src/index.js'
import { describeDatabase } from '../servers/index.js'
import { failure, rows, run } from './run.js'

test("knows that MySQL's own JSON is valid, and MariaDB's only text", () => {
  const text = { name: 'j', characterSet: 45, columnLength: 0, decimals: 0, flags: 0 }
  expect(columnOf({ ...text, columnType: 245 })).toMatchObject({ kind: 'json', validJson: true })
  const mariadb = columnOf({ ...text, columnType: 252, extendedFormat: 'json' })
  expect(mariadb).toEqual({ name: 'j', kind: 'json', typeName: 'JSON' })
})

describeDatabase('mysql', ({ url, execute }) => {
  test('keeps numbers, dates and bytes as the server has them', async () => {
    await execute(`
      set sql_mode = '';
      create table traps (
        u bigint unsigned, z int(6) zerofill, d decimal(65, 30), f float, b bit(64),
        date0 date, partial date, t time(6), bytes varbinary(4), j json
      );
      insert into traps values (
        18446744073709551615, 42, 1.50, 0.1, b'1000000000000000000000000000000000000000000000000000000000000001',
        '0000-00-00', '2024-00-00', '-838:59:59.000001', x'00ff', '{"a": 9007199254740993, "a": 1}'
      )`)
    const sql = 'select * from traps'
    const [row] = await rows(url, sql)
    expect(row).toEqual([
      '18446744073709551615',
      '000042',
      '1.500000000000000000000000000000',
      '0.1',
      9223372036854775809n,
      '0000-00-00',
      '2024-00-00',
      '-838:59:59.000001',
      new Uint8Array([0, 255]),
      '{"a": 9007199254740993, "a": 1}',
    ])
    const bound = await rows(url, `${sql} where 1 = :one`, { parameters: new Map([['one', 1n]]) })
    expect(bound).toEqual([row])
  })

  test('tells the kind and size of columns', async () => {
    await using database = new Database(url)
    const sql = `select cast(1 as unsigned) as u, cast(1.5 as decimal(10, 2)) as d, 1e0 as f,
      x'00' as b, 'x' as t, now() as n, json_object() as j`
    for await (const result of database.run(sql)) {
      expect(result).toMatchObject({
        columns: [
          { name: 'u', kind: 'integer' },
          { name: 'd', kind: 'decimal', precision: 10, scale: 2 },
          { name: 'f', kind: 'float' },
          { name: 'b', kind: 'bytes' },
          { name: 't', kind: 'text' },
          { name: 'n', kind: 'datetime' },
          { name: 'j', kind: 'json' },
        ],
      })
    }
  })

  test.each(['', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES', 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'])(
    'binds what would break out of quotes, and reads quotes rightly, under sql_mode %j',
    async (mode) => {
      const hostile = ["\\' or 1=1 -- ", '\\', "'; drop table x; --", '" or ""="', '%27', '?', ':x']
      await execute(`set global sql_mode = '${mode}'`)
      for (const text of hostile) {
        const parameters = new Map([['text', text]])
        expect(await rows(url, 'select :text', { parameters })).toEqual([[text]])
      }
      const backslash = mode.includes('NO_BACKSLASH') ? "'\\'" : "'\\\\'"
      expect(await run(url, `select ${backslash}; select 'b'`)).toHaveLength(2)
      await execute('set global sql_mode = default')
    },
  )

  test('compares bound text with columns of any collation', async () => {
    await execute(`
      create table collated (a varchar(9) character set utf8mb4 collate utf8mb4_bin,
        b varchar(9) character set latin1 collate latin1_swedish_ci);
      insert into collated values ('é', 'é')`)
    const sql = 'select count(*) from collated where a = :x and b = :x'
    expect(await rows(url, sql, { parameters: new Map([['x', 'é']]) })).toEqual([['1']])
  })

  test('gives every result of a stored procedure', async () => {
    const script = `DELIMITER //
      create procedure two() begin select 1 as a; select 2 as b; end //
      DELIMITER ;
      call two()`
    expect(await run(url, script)).toMatchObject([
      {},
      { columns: ['a'], rows: [['1']] },
      { columns: ['b'], rows: [['2']] },
      {},
    ])
  })

  test('tells warnings of what changed something', async () => {
    const told: string[] = []
    const script = "create table short (a varchar(1)); insert ignore into short values ('long')"
    await run(url, script, {}, (text) => told.push(text))
    expect(told).toEqual([expect.stringMatching(/^Warning: Data truncated/)])
  })

  test('gives text of any character set as UTF-8; what is none is ?, as the server has it', async () => {
    await execute(`
      create table encoded (l varchar(9) character set latin1, u varchar(9) character set utf16,
        s varchar(9) character set sjis);
      insert into encoded values (x'e9', x'd83dde00', x'82a0')`)
    expect(await rows(url, 'select * from encoded')).toEqual([['é', '😀', 'あ']])
    const bytes = "cast(x'61ff' as char), convert(x'61ff' using utf8mb4)"
    expect(await rows(url, `select ${bytes}`)).toEqual([['a?', 'a?']])
  })

  test.each([
    ["_ucs2 x'd800'", 'eda080'],
    ["cast(x'eda080' as char)", 'eda080'],
    ["json_object('a', x'ff')", '7b2261223a2022ff227d'],
  ])(
    'keeps the bytes of text that the server sends as UTF-8, and is none: %s',
    async (expression, hex) => {
      await using database = new Database(url)
      for await (const result of database.run(`select ${expression}, '\uFFFD', x'ff'`)) {
        if (result.type !== 'rows') throw new Error('no rows came')
        const cells: Value[] = []
        for await (const batch of result.batches) cells.push(...batch.flat())
        const bytes = [hex, 'ff'].map((one) => new Uint8Array(Buffer.from(one, 'hex')))
        expect(cells).toEqual([bytes[0], '\uFFFD', bytes[1]])
        const reasons = cells.map((cell) => cell !== null && result.inexact?.()?.(cell))
        const kept = 'text that is not UTF-8 is kept as its bytes'
        expect(reasons).toEqual([kept, undefined, undefined])
      }
    },
  )

  test('refuses LOCAL INFILE', async () => {
    await execute('create table loaded (a int)')
    await failure(run(url, "load data local infile '/etc/hostname' into table loaded"))
    expect(await rows(url, 'select * from loaded')).toEqual([])
  })

  test('ends what runs when it is told to, also before the first row', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    setTimeout(() => controller.abort(reason), 100)
    await using database = new Database(url)
    const work = async () => {
      for await (const result of database.run('select sleep(60)', { signal: controller.signal })) {
        if (result.type === 'rows') for await (const _ of result.batches);
      }
    }
    await expect(work()).rejects.toBe(reason)
  })
})
