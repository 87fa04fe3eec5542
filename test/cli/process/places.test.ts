import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run, shell, startProcess } from './command.js'
import { namesIn, newFolder } from './folder.js'
import { rows } from './queries.js'
import { smallDisk } from './small-disk.js'
import { startUnprivileged } from './unprivileged.js'

const one = ['select 1 as n', 'csv', '--url', 'demo:']
const many = [rows('sqlite', 100_000), 'csv', '--url', 'sqlite://']

function fifo(): string {
  const path = join(newFolder(), 'pipe')
  execFileSync('mkfifo', [path])
  return path
}

describe('pipes and devices are written in place', () => {
  test('a named pipe', async () => {
    const path = fifo()
    const reader = startProcess('cat', [path])
    expect((await run([...many, '-o', path])).status).toBe(0)
    const { stdout } = await reader.ended
    expect(stdout.toString().split('\n')).toHaveLength(100_002)
    expect(execFileSync('ls', ['-l', path], { encoding: 'utf8' })).toMatch(/^p/)
  })

  test('a named pipe, compressed', async () => {
    const path = fifo()
    const reader = startProcess('sh', ['-c', 'gzip -dc <"$1" | wc -l', 'sh', path])
    execFileSync('ln', ['-s', path, `${path}.gz`])
    expect((await run([...many, '-o', `${path}.gz`])).status).toBe(0)
    expect((await reader.ended).stdout.toString().trim()).toBe('100001')
  })

  test('a named pipe whose reader has enough ends quietly', async () => {
    const path = fifo()
    startProcess('head', ['-n', '1', path])
    const { status, stderr } = await run([...many, '-o', path])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  test('the pipe of a process substitution', async () => {
    const file = join(newFolder(), 'upper.csv')
    const script = 'f=$1; shift; records "$@" -o >(tr a-z A-Z >"$f")'
    expect((await shell(script, [file, ...one], { program: 'bash' })).stderr).toBe('')
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe('N\n1\n')
  })

  test('/dev/null', async () => {
    expect((await run([...one, '-o', '/dev/null'])).status).toBe(0)
    expect(spawnSync('test', ['-c', '/dev/null']).status).toBe(0)
  })

  test('/dev/stdout as a pipe', async () => {
    const { status, stdout } = await run([...one, '-o', '/dev/stdout'])
    expect({ status, stdout: stdout.toString() }).toEqual({ status: 0, stdout: 'n\n1\n' })
  })

  test('/dev/stdout as a file that others write to', async () => {
    const file = join(newFolder(), 'all.csv')
    const script = 'f=$1; shift; { echo before; records "$@" -o /dev/stdout; echo after; } >>"$f"'
    writeFileSync(file, 'first\n')
    await shell(script, [file, ...one])
    expect(readFileSync(file, 'utf8')).toBe('first\nbefore\nn\n1\nafter\n')
  })
})

const full = 'no space left on the device'

describe.skipIf(!existsSync('/dev/full'))('a full device ends with status 4', () => {
  test.each([
    ['by -o', 'records "$@" -o /dev/full', one, '/dev/full'],
    ['at once', 'records "$@" >/dev/full', one, 'the output'],
    ['after much was written', 'records "$@" >/dev/full', many, 'the output'],
    ['for the help', 'records --help >/dev/full', [], 'the output'],
  ])('%s', async (_what, script, words, place) => {
    const { status, stderr } = await shell(script, words)
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: `records: cannot write ${place}: ${full}\n`,
    })
  })

  test('and one for the errors changes no status', async () => {
    expect((await shell('records "select" 2>/dev/full --url demo:')).status).toBe(1)
  })
})

describe('what cannot be written ends with status 4 and says why', () => {
  test.each([
    [
      'a folder that is not there',
      'records "$@" -o no/x.csv',
      'cannot write no/x.csv: there is no such folder',
    ],
    [
      'a file for a folder',
      'records "$@" -o f/x.csv',
      'cannot write f/x.csv: a part of the path is no folder',
    ],
    ['a folder', 'mkdir x.csv && records "$@" -o x.csv', 'x.csv is a folder'],
  ])('%s', async (_what, script, what) => {
    const cwd = newFolder()
    writeFileSync(join(cwd, 'f'), '')
    const { status, stderr } = await shell(script, one, { cwd })
    expect({ status, stderr }).toEqual({ status: 4, stderr: `records: ${what}\n` })
  })

  test('a disk that fills up keeps the old file', async ({ skip }) => {
    const disk = smallDisk()
    if (disk === undefined) return skip('a small file system cannot be mounted here')
    const file = join(disk, 'report.csv')
    writeFileSync(file, 'old')
    const { status, stderr } = await run([...many, '-o', file])
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: `records: cannot write ${file}: ${full}\n`,
    })
    expect(readFileSync(file, 'utf8')).toBe('old')
    expect(namesIn(disk)).toEqual(['report.csv'])
  })

  test.each([
    ['a folder that may not be written', 0o555, 0o644],
    ['a file that may not be written', 0o755, 0o444],
  ])('%s', async (_what, folderMode, fileMode) => {
    const folder = newFolder()
    const inside = join(folder, 'reports')
    const file = join(inside, 'report.csv')
    mkdirSync(inside)
    writeFileSync(file, 'old')
    chmodSync(file, fileMode)
    chmodSync(inside, folderMode)
    const { status, stderr } = await startUnprivileged([...one, '-o', file]).ended
    chmodSync(inside, 0o755)
    expect({ status, stderr }).toEqual({
      status: 4,
      stderr: `records: cannot write ${file}: permission denied\n`,
    })
    expect(readFileSync(file, 'utf8')).toBe('old')
  })
})

test("SQLite's write-ahead log in a folder that may not be written", async () => {
  const folder = newFolder()
  const inside = join(folder, 'data')
  const file = join(inside, 'shop.db')
  mkdirSync(inside)
  await run(['pragma journal_mode = wal; create table t (a)', '--url', file, '--create'])
  chmodSync(inside, 0o555)
  const { status, stderr } = await startUnprivileged(['select count(*) from t', '--url', file])
    .ended
  const sql = ['select count(*) as n from t', 'csv', '--url', `sqlite:///${file}?immutable=1`]
  const immutable = await startUnprivileged(sql).ended
  chmodSync(inside, 0o755)
  expect(stderr).toMatch(
    /^records: cannot open .*shop\.db: .*\nHINT: It is in WAL mode, .*immutable=1/,
  )
  expect(status).toBe(3)
  expect(immutable.stdout.toString()).toBe('n\n0\n')
})
