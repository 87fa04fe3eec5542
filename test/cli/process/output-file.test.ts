import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseNames, describeDatabase } from '../../servers/index.js'
import { connectTo, run, shell } from './command.js'
import { namesIn, newFolder } from './folder.js'
import { failing, failure, rows } from './queries.js'

const demo = ['--url', 'demo:']
const one = ['select 1 as n', 'csv', ...demo]
const yesterday = "yesterday's report\n"

/** A folder with a report in it. */
function reportFolder(): { folder: string; report: string } {
  const folder = newFolder()
  const report = join(folder, 'report.csv')
  writeFileSync(report, yesterday)
  return { folder, report }
}

describe('a file appears whole', () => {
  for (const name of databaseNames) {
    describeDatabase(name, ({ url }) => {
      connectTo(url)
      test.each(['report.csv', 'report.csv.gz', 'report.xlsx'])(
        '%s: after a failure midway the old one stands, and nothing else',
        async (file) => {
          const folder = newFolder()
          const report = join(folder, file)
          writeFileSync(report, yesterday)
          const { status, stderr } = await run([failing(name), '-o', report])
          expect(stderr).toMatch(failure[name])
          expect(status).toBe(1)
          expect(readFileSync(report, 'utf8')).toBe(yesterday)
          expect(namesIn(folder)).toEqual([file])
        },
      )

      test('a report of several blocks replaces the old one', async () => {
        const { folder, report } = reportFolder()
        expect((await run([rows(name, 20_000), '-o', report])).stderr).toBe('')
        const lines = readFileSync(report, 'utf8').split('\n')
        expect(lines).toHaveLength(20_002)
        expect(lines.at(-2)).toBe('20000,row 20000')
        expect(namesIn(folder)).toEqual(['report.csv'])
      })
    })
  }

  test('of no rows it is a header; of nothing to say, empty', async () => {
    const folder = newFolder()
    const cases = { 'rows.csv': 'id\n', 'rows.jsonl': '' }
    for (const [name, text] of Object.entries(cases)) {
      const sql = 'select id from cheese where false'
      await run([sql, '-o', name, ...demo], { cwd: folder })
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
    }
  })

  test('a statement that returns no rows leaves it alone', async () => {
    const { folder, report } = reportFolder()
    const { status, stderr } = await run(['delete from purchase', '-o', report, ...demo])
    expect(stderr).toMatch(/^records: \d+ rows changed\n$/)
    expect(status).toBe(0)
    expect(readFileSync(report, 'utf8')).toBe(yesterday)
    expect(namesIn(folder)).toEqual(['report.csv'])
  })

  test('a file that grows too large leaves the old one', async () => {
    const { folder, report } = reportFolder()
    const script = 'ulimit -f 200; records "$@"'
    const words = [rows('sqlite', 1_000_000), '-o', report, '--url', 'sqlite://']
    const { status, stderr } = await shell(script, words)
    expect(stderr).toBe(`records: cannot write ${report}: it is larger than a file may be\n`)
    expect(status).toBe(4)
    expect(readFileSync(report, 'utf8')).toBe(yesterday)
    expect(namesIn(folder)).toEqual(['report.csv'])
  })

  test('.gz is gzip', async () => {
    const folder = newFolder()
    const file = join(folder, 'cheese.csv.gz')
    const sql = rows('sqlite', 50_000)
    await run([sql, '-o', file, '--url', 'sqlite://'])
    const { stdout } = await run([sql, 'csv', '--url', 'sqlite://'])
    const unpacked = execFileSync('gzip', ['-dc', file], { maxBuffer: 2 ** 28 })
    expect(unpacked.equals(stdout)).toBe(true)
  })
})

describe('what a file is called and where it lies', () => {
  test.each(['plain.csv', './plain.csv', 'ünï cödé 🧀.csv', `${'x'.repeat(251)}.csv`, '-o.csv'])(
    '%s',
    async (name) => {
      const folder = newFolder()
      const { status, stderr } = await run([...one, `--output=${name}`], { cwd: folder })
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(namesIn(folder)).toEqual([name.replace('./', '')])
    },
  )

  test('the file of the query itself is refused', async () => {
    const folder = newFolder()
    const query = join(folder, 'query.sql')
    writeFileSync(query, 'select 1')
    linkSync(query, join(folder, 'link.csv'))
    for (const args of [
      [query, 'csv', '-o', query],
      ['-f', query, '-o', join(folder, 'link.csv')],
    ]) {
      const { status, stderr } = await run([...args, ...demo])
      expect(stderr).toContain('is the file of the query')
      expect(status).toBe(2)
    }
    expect(readFileSync(query, 'utf8')).toBe('select 1')
  })

  test.each(['demo://?attach.old=', 'sqlite://?attach.old='])(
    'the file of a database that is attached is refused: %s',
    async (url) => {
      const folder = newFolder()
      const old = join(folder, 'old.db')
      await run(['create table t (a)', '--url', old, '--create'])
      const database = readFileSync(old)
      linkSync(old, join(folder, 'link.csv'))
      for (const file of [old, join(folder, 'link.csv')]) {
        const { status, stderr } = await run(['select 1', 'csv', '-o', file, '--url', url + old])
        const refused = `${file} is the file of an attached database: it would be overwritten`
        expect({ status, stderr }).toEqual({ status: 2, stderr: `records: ${refused}\n` })
      }
      expect(readFileSync(old).equals(database)).toBe(true)
    },
  )
})

describe('permissions', () => {
  test('an existing file keeps its own', async () => {
    const { report } = reportFolder()
    chmodSync(report, 0o640)
    await shell('umask 000; records "$@"', [...one, '-o', report])
    expect(readFileSync(report, 'utf8')).toBe('n\n1\n')
    expect(statSync(report).mode & 0o7777).toBe(0o640)
  })

  test('a new one has what the umask leaves', async () => {
    const report = join(newFolder(), 'report.csv')
    await shell('umask 027; records "$@"', [...one, '-o', report])
    expect(statSync(report).mode & 0o7777).toBe(0o640)
  })
})

describe('symbolic links', () => {
  test('the target is replaced, the link stays', async () => {
    const { folder, report } = reportFolder()
    mkdirSync(join(folder, 'links'))
    const link = join(folder, 'links', 'link.csv')
    symlinkSync('../report.csv', link)
    await run([...one, '-o', link])
    expect(readlinkSync(link)).toBe('../report.csv')
    expect(readFileSync(report, 'utf8')).toBe('n\n1\n')
    expect(namesIn(folder)).toEqual(['links', 'report.csv'])
  })

  test('a target that is not there yet is made', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'links'))
    symlinkSync('../report.csv', join(folder, 'links', 'one.csv'))
    symlinkSync('one.csv', join(folder, 'links', 'two.csv'))
    await run([...one, '-o', join(folder, 'links', 'two.csv')])
    expect(lstatSync(join(folder, 'links', 'one.csv')).isSymbolicLink()).toBe(true)
    expect(lstatSync(join(folder, 'links', 'two.csv')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, 'report.csv'), 'utf8')).toBe('n\n1\n')
  })

  test('a circle of them is an error', async () => {
    const folder = newFolder()
    symlinkSync('b.csv', join(folder, 'a.csv'))
    symlinkSync('a.csv', join(folder, 'b.csv'))
    const { status, stderr } = await run([...one, '-o', join(folder, 'a.csv')])
    expect(stderr).toMatch(/^records: cannot write .*a\.csv: .*symbolic links/)
    expect(status).toBe(4)
    expect(namesIn(folder)).toEqual(['a.csv', 'b.csv'])
  })
})
