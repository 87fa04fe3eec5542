import { writeFileSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { expect, inject, test } from 'vitest'
import { Database, type RunOptions, type Value } from '../../src/index.js'
import { describeDatabase } from '../servers/index.js'
import { failure, run } from './run.js'

const kept = 'text that is not UTF-8 is kept as its bytes'
const unknown = 'text with U+FFFD, which may stand for what is not UTF-8'

/** Not UTF-8, and decoded the same, though they are not the same. */
const ff = "cast(x'61ff' as text)"
const fe = "cast(x'61fe' as text)"
const genuine = "'a' || char(65533)"

const numbers = (count: number) =>
  `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`

const bytes = (hex: string) => Buffer.from(hex, 'hex')

/** The cells of the last result, row after row, and why some are told. */
async function read(database: Database, sql: string, options: RunOptions = {}) {
  const told = { cells: [] as Value[], reasons: [] as string[] }
  for await (const result of database.run(sql, options)) {
    if (result.type !== 'rows') continue
    told.cells = []
    for await (const batch of result.batches) told.cells.push(...batch.flat())
    const reasons = told.cells.map((cell) =>
      cell === null ? undefined : result.inexact?.()?.(cell),
    )
    told.reasons = reasons.filter((reason) => reason !== undefined)
  }
  return told
}

describeDatabase('sqlite', ({ url, execute }) => {
  async function told(sql: string, options: RunOptions = {}) {
    await using database = new Database(url)
    return await read(database, sql, options)
  }

  test('a genuine U+FFFD is text, and what is not UTF-8 its bytes', async () => {
    const sql = `select ${ff} as a, ${genuine} as a, ${fe} as b, 'é' as c, null, x'61ff', 1, 1.5`
    expect(await told(sql)).toEqual({
      cells: [bytes('61ff'), 'a\uFFFD', bytes('61fe'), 'é', null, bytes('61ff'), 1n, 1.5],
      reasons: [kept, kept],
    })
    expect(await told(`select ${genuine}`)).toEqual({ cells: ['a\uFFFD'], reasons: [] })
  })

  test.each([
    `select ${ff} as t -- a comment`,
    `select ${ff} as t /* another */;`,
    `values (${ff})`,
    `with n(t) as (select ${ff}) select t from n`,
    `select ${ff} as t union select ${ff}`,
    `select ${ff} as t, count(*) over () as n, 1 as t limit 1`,
    `select distinct ${ff} as t from (values (1), (2))`,
    `select max(${ff}) as t from (values (1), (2)) group by 1 = 1`,
  ])('in %s', async (sql) => {
    const { cells, reasons } = await told(sql)
    expect(cells[0]).toEqual(bytes('61ff'))
    expect(reasons).toEqual([kept])
  })

  test('in a table, whatever its order, its limit and its indexes are', async () => {
    await execute(`
      create table texts (id integer primary key, t, other);
      create index texts_t on texts (t);
      insert into texts values (1, ${ff}, 'é'), (2, ${fe}, ${genuine}), (3, x'61ff', 5),
        (4, ${genuine}, 0.1), (5, 7, ${ff}), (6, null, 'x' || char(0) || ${ff}), (7, '', x'')`)
    const texts = [bytes('61ff'), bytes('61fe'), bytes('61ff'), 'a\uFFFD', 7n, null, '']
    const others = ['é', 'a\uFFFD', 5n, 0.1, bytes('61ff'), bytes('780061ff'), bytes('')]
    expect(await told('select t, other from texts order by id')).toEqual({
      cells: texts.flatMap((text, index) => [text, others[index]]),
      reasons: Array(4).fill(kept),
    })
    expect(await told('select t from texts')).toEqual({
      cells: [null, 7n, '', 'a\uFFFD', bytes('61fe'), bytes('61ff'), bytes('61ff')],
      reasons: [kept, kept],
    })
    expect((await told('select t from texts order by id desc limit 2 offset 5')).cells).toEqual([
      bytes('61fe'),
      bytes('61ff'),
    ])
  })

  test('with parameters', async () => {
    const parameters = new Map<string, Value>([
      ['text', 'é'],
      ['n', 2n],
    ])
    const sql = `select :text, ${ff}, :n / 4, :text from (values (1)) where :n = 2`
    const { cells, reasons } = await told(sql, { parameters } as RunOptions)
    expect(cells).toEqual(['é', bytes('61ff'), 0n, 'é'])
    expect(reasons).toEqual([kept])
  })

  test('far into a result, and in several of its batches', async () => {
    const sql = `${numbers(100_000)} select i, case i when 99000 then ${ff} when 99001 then ${genuine}
      when 100000 then ${fe} else 'é' || i end from n`
    const { cells, reasons } = await told(sql)
    expect(cells).toHaveLength(200_000)
    expect(cells.slice(197_998, 198_004)).toEqual([
      ...[99_000n, bytes('61ff'), 99_001n, 'a\uFFFD', 99_002n, 'é99002'],
    ])
    expect(cells.slice(-2)).toEqual([100_000n, bytes('61fe')])
    expect(reasons).toEqual([kept, kept])
  })

  test('in what a transaction has not committed', async () => {
    const script = `create table mine (t); insert into mine values (${ff}); select t from mine`
    await using database = new Database(url)
    await expect(
      database.transaction(async (connection) => {
        for await (const result of connection.run(script)) {
          if (result.type !== 'rows') continue
          for await (const batch of result.batches) expect(batch).toEqual([[bytes('61ff')]])
        }
        throw new Error('enough')
      }),
    ).rejects.toThrow('enough')
    expect((await told("select 1 from sqlite_schema where name = 'mine'")).cells).toEqual([])
  })

  test('as it was, where another program has changed it since', async () => {
    await execute(`pragma journal_mode = wal; create table shared (t);
      ${numbers(600)} insert into shared select case i when 1 then ${ff} when 600 then ${ff} else i end from n`)
    await using database = new Database(url)
    const cells: Value[] = []
    for await (const result of database.run('select t from shared')) {
      if (result.type !== 'rows') continue
      for await (const batch of result.batches) {
        cells.push(...batch.flat())
        await execute(`update shared set t = ${fe} where typeof(t) = 'text'`)
      }
    }
    expect([cells[0], cells[599]]).toEqual([bytes('61ff'), bytes('61ff')])
  })

  test('leaves nothing open: the next statement may do what it wants', async () => {
    const endless = `${numbers(1e12)} select ${ff}, ${genuine} from n`
    await using database = new Database(url)
    for await (const result of database.run(endless)) {
      if (result.type !== 'rows') continue
      for await (const batch of result.batches) {
        expect(batch[0]).toEqual([bytes('61ff'), 'a\uFFFD'])
        break
      }
    }
    // Neither runs beside a statement that is open.
    const script = `select ${ff}; drop table if exists gone; vacuum; select 1`
    expect((await read(database, script)).cells).toEqual([1n])
  })

  test('is stopped while it reads again what came before', async () => {
    const sql = `${numbers(3e6)} select i, case i when 3000000 then ${ff} end from n`
    await using database = new Database(url)
    const controller = new AbortController()
    const start = performance.now()
    let stopped = start
    const stop = () => {
      stopped = performance.now()
      controller.abort()
    }
    const work = async () => {
      for await (const result of database.run(sql, { signal: controller.signal })) {
        if (result.type !== 'rows') continue
        for await (const batch of result.batches) {
          // It is at the last row, and begins again, in a moment.
          if (batch.some(([i]) => i === 2_990_000n)) setTimeout(stop, 50)
        }
      }
    }
    await expect(work()).rejects.toBeDefined()
    expect(performance.now() - stopped).toBeLessThan((stopped - start) / 3)
  })

  test.each([
    [
      'it cannot be read again',
      `create table returned (t); insert into returned values (${ff}) returning t`,
    ],
    ['nor can a PRAGMA', 'create table named ("a\uFFFD"); pragma table_info(named)'],
    ['it is not the same again', `select ${ff}, random()`],
  ])('is told where it is not known: %s', async (_, sql) => {
    const { cells, reasons } = await told(sql)
    expect(cells).toContainEqual(expect.stringContaining('a\uFFFD'))
    expect(reasons).toEqual([unknown])
  })

  test('a database in UTF-16 holds a U+FFFD of its own, or is told', async () => {
    const other = `${inject('folder')}/utf16.db`
    const made = new BetterSqlite(other)
    made.exec(`pragma encoding = 'UTF-16'; create table t (a);
      insert into t values (char(65533) || 'é'), ('é'), (cast(x'410000d8' as text))`)
    made.close()
    await using database = new Database(other)
    const exact = await read(database, 'select a from t where rowid < 3')
    expect(exact).toEqual({ cells: ['\uFFFDé', 'é'], reasons: [] })
    const lone = await read(database, 'select a from t where rowid = 3')
    expect(lone).toEqual({ cells: [expect.stringMatching(/^A\uFFFD+$/)], reasons: [unknown] })
  })

  test('the name of a column that may not be UTF-8 is told', async () => {
    const file = `${inject('folder')}/name.db`
    const made = new BetterSqlite(file)
    made.exec('create table t ("caf#" int, plain int)')
    const image = made.serialize()
    made.close()
    image[image.indexOf('caf#') + 3] = 0xe9
    writeFileSync(file, image)
    const notes: string[] = []
    await run(file, 'select plain, * from t', {}, (note) => notes.push(note))
    expect(notes).toEqual([
      'column 2 has U+FFFD in its name, which may stand for what is not UTF-8',
    ])
  })

  test('a statement ends in its time, also where it is read again', async () => {
    const slow = `${numbers(1e9)} select i, case when i > 200000 then ${ff} end from n`
    await using database = new Database(url, { timeout: 1500 })
    const error = await failure(read(database, slow))
    expect(error.message).toContain('took longer')
  })
})
