import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { Database } from '../../src/index.js'
import { failure, rows } from './run.js'

const newFolder = (): string => mkdtempSync(join(inject('folder'), 'sqlite-'))

/** A database with a table t of one text. */
function made(path: string, text = 'here', journal = 'delete'): string {
  const database = new SQLite(path)
  database.pragma(`journal_mode = ${journal}`)
  database.exec('create table t (a)')
  database.prepare('insert into t values (?)').run(text)
  database.close()
  return path
}

const select = 'select a from t'

describe('options of the URL', () => {
  test('attached databases have their names', async () => {
    const folder = newFolder()
    const main = made(join(folder, 'main.db'))
    const old = made(join(folder, 'old, ünï.db'), 'old')
    const url = `sqlite:///${main}?attach.archive=${encodeURIComponent(old)}&attach.b%22c=${main}`
    const sql = 'select t.a, o.a, x.a from t, archive.t o, "b""c".t x'
    expect(await rows(url, sql)).toEqual([['here', 'old', 'here']])
  })

  test.each([
    ['mode=rx', 'a sqlite URL has no mode=rx', /^There are ro/],
    ['mode=memory', 'a sqlite URL has no mode=memory', /sqlite:\/\/\.$/],
    ['immutable=yes', 'immutable=yes is neither immutable=1 nor immutable=0', undefined],
    ['imutable=1', 'a sqlite URL has no option imutable', 'Did you mean immutable?'],
    ['attach=x.db', 'a sqlite URL has no option attach', /attach\.\*/],
    ['cache=shared', 'a sqlite URL has no option cache', /^It has mode/],
  ])('%s is refused', async (query, message, hint) => {
    const error = await failure(
      rows(
        `${made(join(newFolder(), 'x.db'))}`.replace(/^/, 'sqlite:///').concat(`?${query}`),
        select,
      ),
    )
    expect(error).toMatchObject({ code: 'usage', message })
    if (hint === undefined) expect(error.hint).toBeUndefined()
    else expect(error.hint).toMatch(hint)
  })

  test('a database that is to be attached is not made', async () => {
    const folder = newFolder()
    const main = made(join(folder, 'main.db'))
    const missing = join(folder, 'missing.db')
    const error = await failure(rows(`sqlite:///${main}?mode=rwc&attach.a=${missing}`, select))
    expect(error).toMatchObject({
      code: 'connection',
      message: `there is no SQLite database at ${missing}`,
    })
    expect(existsSync(missing)).toBe(false)
    const text = join(folder, 'text.db')
    writeFileSync(text, 'no database '.repeat(100))
    const other = await failure(rows(`sqlite:///${main}?attach.a=${text}`, select))
    expect(other.message).toBe(`cannot open ${text}: file is not a database`)
  })
})

describe('immutable=1', () => {
  test.each(['delete', 'wal'])('reads the file as it stands: %s', async (journal) => {
    const folder = newFolder()
    const path = made(join(folder, 'x.db'), 'here', journal)
    expect(await rows(`sqlite:///${path}?immutable=1`, select)).toEqual([['here']])
    const error = await failure(rows(`sqlite:///${path}?immutable=1`, 'delete from t'))
    expect(error.databaseCode).toBe('SQLITE_READONLY')
    expect(readdirSync(folder)).toEqual(['x.db'])
  })

  test('reads a file that is locked', async () => {
    const path = made(join(newFolder(), 'x.db'))
    lock(path)
    expect(await rows(`sqlite:///${path}?immutable=1`, select)).toEqual([['here']])
  })

  test('of what is no database is told', async () => {
    const path = join(newFolder(), 'x.db')
    writeFileSync(path, 'no database '.repeat(100))
    const error = await failure(rows(`sqlite:///${path}?immutable=1`, select))
    expect(error.message).toBe(`cannot open ${path}: file is not a database`)
  })
})

/** Holds the file so that nobody else reads it, until the test ends. */
function lock(path: string): void {
  const holder = new SQLite(path)
  holder.exec('begin exclusive')
  onTestFinished(() => void holder.close())
}

describe('a read-only connection', () => {
  const writing = [
    'insert into t values (1)',
    'create table made (a)',
    'drop table t',
    'insert into other.t values (1)',
    'create temporary table made (a)',
    'pragma user_version = 1',
    'pragma journal_mode = wal',
    "vacuum into 'copy.db'",
    "pragma query_only = off; vacuum into 'copy.db'",
    'pragma query_only = off; insert into other.t values (1)',
    "attach 'made.db' as made; create table made.t (a)",
    'begin immediate',
  ]

  test.each(writing)('%s', async (script) => {
    const folder = newFolder()
    const main = made(join(folder, 'main.db'))
    const other = made(join(folder, 'other.db'))
    await using database = new Database(`sqlite:///${main}?attach.other=${other}`, {
      readOnly: true,
    })
    const inFolder = script.replace(/'(\w+\.db)'/, `'${folder}/$1'`)
    const work = async () => {
      for await (const _ of database.run(inFolder));
    }
    if (script === 'pragma journal_mode = wal') await work().catch(() => {})
    else expect((await failure(work())).databaseCode).toMatch(/SQLITE_(?:READONLY|CANTOPEN)/)
    // SQLite makes the file of VACUUM INTO before it refuses to fill it.
    const left = readdirSync(folder).filter((name) => statSync(join(folder, name)).size > 0)
    expect(left).toEqual(['main.db', 'other.db'])
    for (const path of [main, other]) expect(await rows(path, select)).toEqual([['here']])
  })

  test('in memory too', async () => {
    await using database = new Database('demo:', { readOnly: true })
    const error = await failure(database.execute('delete from cheese'))
    expect(error.databaseCode).toBe('SQLITE_READONLY')
  })
})

describe('time', () => {
  test('a lock is waited for as long as is said', async () => {
    const path = made(join(newFolder(), 'x.db'))
    lock(path)
    const began = performance.now()
    await using database = new Database(path, { lockTimeout: 200 })
    const error = await failure(database.query(select).then(() => {}))
    expect(error).toMatchObject({ code: 'connection', databaseCode: 'SQLITE_BUSY' })
    expect(error.message).toBe(`cannot open ${path}: database is locked`)
    expect(error.hint).toContain('--lock-timeout')
    expect(performance.now() - began).toBeGreaterThanOrEqual(200)
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('a lock that comes later is told too', async () => {
    const path = made(join(newFolder(), 'x.db'))
    await using database = new Database(path, { lockTimeout: 50 })
    await database.query(select)
    lock(path)
    const error = await failure(database.query(select).then(() => {}))
    expect(error).toMatchObject({ code: 'query', message: 'database is locked' })
    expect(error.hint).toContain('--lock-timeout')
  })

  test('a statement that gives rows for too long is ended', async () => {
    await using database = new Database('sqlite://', { timeout: 200 })
    const endless =
      'with recursive t(i) as (select 1 union all select i + 1 from t) select i from t'
    const work = async () => {
      for await (const result of database.run(endless)) {
        if (result.type === 'rows') for await (const _ of result.batches);
      }
    }
    const error = await failure(work())
    expect(error).toMatchObject({ code: 'query', message: expect.stringContaining('took longer') })
    expect(await database.query('select 1 as n')).toEqual([{ n: 1 }])
  })
})

describe('files that cannot be opened', () => {
  test.each([
    [
      'what is no database',
      (path: string) => writeFileSync(path, 'text '.repeat(1000)),
      /is not a database$/,
      'something else',
    ],
    [
      'a folder',
      (path: string) => mkdirSync(path),
      /is a folder, not a SQLite database$/,
      undefined,
    ],
    ['nothing', () => {}, /^there is no SQLite database/, 'Check the path'],
  ])('%s', async (_what, make, message, hint) => {
    const path = join(newFolder(), 'x.db')
    make(path)
    const error = await failure(rows(path, select))
    expect(error).toMatchObject({ code: 'connection', message: expect.stringMatching(message) })
    if (hint !== undefined) expect(error.hint).toContain(hint)
  })

  test('one that is damaged in the middle', async () => {
    const path = join(newFolder(), 'x.db')
    const database = new SQLite(path)
    database.exec(`create table t (a); insert into t
      with recursive r(i) as (select 1 union all select i + 1 from r limit 10000)
      select hex(randomblob(50)) from r`)
    const { length } = database.serialize()
    database.close()
    execFileSync(
      'dd',
      [
        'if=/dev/zero',
        `of=${path}`,
        'bs=4096',
        'count=10',
        'conv=notrunc',
        `seek=${Math.floor(length / 8192)}`,
      ],
      { stdio: 'ignore' },
    )
    const error = await failure(rows(path, select))
    expect(error).toMatchObject({ code: 'query', databaseCode: 'SQLITE_CORRUPT' })
    expect(error.hint).toContain('.recover')
  })
})
