import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type * as Library from '../../src/index.js'
import type { Connection, DatabaseOptions, Row } from '../../src/index.js'
import { libraryFile } from '../cli/built.js'
import { newFolder } from '../cli/process/folder.js'
import { failure } from './run.js'

/** As it is built: a process is started of a file. */
const { Database } = (await import(libraryFile())) as typeof Library

/** A statement that gives no row for ever. */
const endless =
  'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'

const numbers =
  'with recursive n(i) as (select 1 union all select i + 1 from n) select i from n limit 100000'

interface Ran {
  readonly all: unknown[]
  readonly notices: string[]
}

/** All that comes of a script, with and without a process. */
async function bothWays(script: string, values: [string, string][] = []): Promise<[Ran, Ran]> {
  return [await ran(script, values, false), await ran(script, values, true)]
}

async function ran(script: string, values: [string, string][], ownProcess: boolean): Promise<Ran> {
  const all: unknown[] = []
  const notices: string[] = []
  const notify = (line: string): void => void notices.push(line)
  await using database = new Database('demo:', { ownProcess, notify })
  try {
    for await (const result of database.run(script, { parameters: new Map(values) })) {
      if (result.type === 'done') all.push(result)
      else {
        const rows: Row[] = []
        for await (const batch of result.batches) rows.push(...batch)
        const inexact = rows.flat().map((cell) => cell !== null && result.inexact?.()?.(cell))
        all.push({ columns: result.columns, rows, inexact })
      }
    }
  } catch (error) {
    const { name, code, message, hint, position, databaseCode } = error as Library.RecordsError
    all.push({ name, code, message, hint, position, databaseCode })
  }
  return { all, notices }
}

describe('SQLite in a process of its own gives what it gives without', () => {
  test.each([
    ["select 1 as i, -0.0 as z, 9e999, -9e999, 0.1, 9223372036854775807, null, '' as e"],
    ["select x'00ff' as b, x'' as none, 'é 漢字 😀' as t, char(0) || 'a' as nul, 1 as i, 2 as i"],
    ["select cast(x'ff' as text) as broken, char(65533) as own, x'ff' as bytes"],
    ['select * from cheese order by id; select bought_at, paid from purchase where id = 1'],
    ['select * from cheese where 1 = 0'],
    ['create table t (a integer); insert into t values (1), (2); update t set a = 3 where a = 2'],
    ['insert into cheese (id) values (1) returning id'],
    ['select 1; selct 2; select 3'],
    ['select * from chese'],
    ["select 1 union all select json('{')"],
    [numbers],
  ])('%s', async (script) => {
    const [without, within] = await bothWays(script)
    expect(within).toStrictEqual(without)
  })

  test('of parameters too', async () => {
    const [without, within] = await bothWays('select :a as a, hex(:b) as b', [
      ['a', 'half of a pair: \ud83d'],
      ['b', '漢字'],
    ])
    expect(within).toStrictEqual(without)
  })
})

test('cells of 100 MB come', async () => {
  await using database = new Database('sqlite://', { ownProcess: true })
  const sql = 'select zeroblob(1e8) as b, hex(zeroblob(5e7)) as t'
  const [blob, text] = await database.query(sql).arrays<[Buffer, string]>().one()
  expect(blob.length).toBe(1e8)
  expect(text.length).toBe(1e8)
})

test('a loop that is left leaves the session as it is', async () => {
  await onConnection('sqlite://', async (connection) => {
    await connection.execute('create temporary table kept (a integer)')
    for await (const row of connection.query(numbers)) if (row.i === 700) break
    expect(await connection.execute('insert into kept values (1)')).toBe(1)
  })
})

test.each(['missing.db', 'no.db'])('what cannot be opened is told alike: %s', async (name) => {
  const file = join(newFolder(), name)
  if (name === 'no.db') writeFileSync(file, 'This is no database, and it is long enough for one.')
  const errors = [false, true].map(async (ownProcess) => {
    await using database = new Database(file, { ownProcess })
    const { code, message, hint } = await failure(database.query('select 1').all())
    return { code, message, hint }
  })
  const [without, within] = await Promise.all(errors)
  expect(within).toStrictEqual(without)
  expect(within?.code).toBe('connection')
})

describe('stopped', () => {
  test('between its rows, the session is kept', async () => {
    const notices = await onConnection('sqlite://', async (connection) => {
      await connection.execute('create temporary table kept (a integer)')
      const stop = new AbortController()
      const rows = connection.query(numbers, {}, { signal: stop.signal })
      const reading = (async () => {
        for await (const row of rows) if (row.i === 700) stop.abort()
      })()
      expect((await failure(reading)).code).toBe('interrupted')
      expect(await connection.query('select count(*) from kept').scalar()).toBe(0)
    })
    expect(notices).toEqual([])
  })

  test('within a step, what is lost is told, and the next statement connects again', async () => {
    const file = join(newFolder(), 'kept.db')
    const lost = async (connection: Connection) => {
      await connection.execute('create table kept (a integer)')
      await connection.execute('create temporary table gone (a integer)')
      await connection.execute("attach ':memory:' as other")
      await connection.execute('pragma foreign_keys = on')
      await connection.execute('begin')
      await connection.execute('insert into kept values (1)')
      expect(await connection.transactionState()).toBe('open')
      await stopEndless(connection)
      expect(await connection.transactionState()).toBe('none')
      expect(await connection.query('select count(*) from kept').scalar()).toBe(0)
      await stopEndless(connection)
    }
    expect(await onConnection(file, lost, { create: true })).toEqual([
      'SQLite was stopped by ending its connection. Lost with it: ' +
        'the open transaction, temporary tables, attached databases, settings by PRAGMA',
    ])
  })

  test('a database in memory is lost, the demo is made again', async () => {
    const inMemory = await onConnection('sqlite://', async (connection) => {
      await connection.execute('create table gone (a integer)')
      await stopEndless(connection)
      expect(await connection.tables()).toEqual([])
    })
    expect(inMemory.join()).toMatch(/Lost with it: the database in memory$/)
    const demo = await onConnection('demo:', async (connection) => {
      await connection.execute('update cheese set note = 1')
      await stopEndless(connection)
      const remade = connection.query('select count(*) from cheese where note = 1')
      expect(await remade.scalar()).toBe(0)
    })
    expect(demo.join()).toMatch(/Lost with it: what was changed in the demo$/)
  })

  test('by the time that it may take', async () => {
    const ended = async (connection: Connection) => {
      const { code, message } = await failure(connection.query(endless).all())
      expect({ code, message }).toEqual({
        code: 'query',
        message: 'the statement was ended, because it took longer than it may',
      })
      expect(await connection.query('select 1').scalar()).toBe(1)
    }
    expect(await onConnection('demo:', ended, { timeout: 300 })).toEqual([])
  })
})

test('a process that ends by itself is a connection that is lost', async () => {
  await onConnection('demo:', async (connection) => {
    await connection.execute('begin')
    const [child = ''] = children()
    process.kill(Number(child), 'SIGTERM')
    const { code, message } = await failure(connection.query(endless).all())
    expect(code).toBe('connection')
    expect(message).toBe('the process of SQLite has ended: SIGTERM')
  })
})

test('none is left when the database is closed, also while one is busy', async () => {
  const database = new Database('demo:', { ownProcess: true })
  await database.query('select 1').all()
  const running = failure(database.session((connection) => connection.query(endless).all()))
  await setTimeout(300)
  expect(children().length).toBe(1)
  await database.close()
  await running
  expect(children()).toEqual([])
})

/** Ends a statement that would not end. */
async function stopEndless(connection: Connection): Promise<void> {
  const signal = AbortSignal.timeout(300)
  const started = performance.now()
  const { code } = await failure(connection.query(endless, {}, { signal }).all())
  expect(code).toBe('interrupted')
  expect(performance.now() - started).toBeLessThan(2000)
}

/** Does the work, and answers what was told meanwhile. */
async function onConnection(
  url: string,
  work: (connection: Connection) => Promise<void>,
  options: DatabaseOptions = {},
): Promise<string[]> {
  const notices: string[] = []
  const notify = (line: string): void => void notices.push(line)
  await using database = new Database(url, { ...options, ownProcess: true, notify })
  await database.session(work)
  return notices
}

/** The processes of SQLite that this one has started. */
function children(): string[] {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  return all
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) => Number(parent) === process.pid && /sqlite-process/.test(`${args}`),
    )
    .map(([pid = '']) => pid)
}
