import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { databaseNames, describeDatabase } from '../../servers/index.js'
import { lineTo } from '../../servers/line.js'
import { commandFile } from '../built.js'
import { connectTo, type Started, start, startShell } from './command.js'
import { namesIn, newFolder } from './folder.js'
import { endless, rows, sessions, sleeping } from './queries.js'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const patience = { timeout: 10_000 }
/** What a shell tells as the statuses 130, 143 and 129. */
async function expectEndedBy(signal: NodeJS.Signals, { ended }: Started): Promise<void> {
  const { status, signal: endedBy, stderr } = await ended
  expect({ status, endedBy, stderr }).toEqual({ status: null, endedBy: signal, stderr: '' })
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    connectTo(url)
    test.each(signals)('%s while a file is written leaves the old one', async (signal) => {
      const folder = newFolder()
      const report = join(folder, 'report.csv')
      writeFileSync(report, 'old')
      const command = start([endless(name), '-o', report])
      await expect.poll(() => namesIn(folder), patience).toHaveLength(2)
      command.child.kill(signal)
      await expectEndedBy(signal, command)
      // What SQLite's statement leaves is taken away by another process.
      await expect.poll(() => namesIn(folder), patience).toEqual(['report.csv'])
      expect(readFileSync(report, 'utf8')).toBe('old')
      await expect.poll(() => sessions(name, url), patience).toBe('')
    })

    test.each(['csv', 'table', 'xlsx'])('SIGINT while %s goes to a pipe', async (format) => {
      const command = start([endless(name), format])
      await expect.poll(() => command.stdout().length, patience).toBeGreaterThan(0)
      command.child.kill('SIGINT')
      await expectEndedBy('SIGINT', command)
      await expect.poll(() => sessions(name, url), patience).toBe('')
    })

    test('SIGINT while the reader of a pipe does not read', async () => {
      const pipe = join(newFolder(), 'pipe')
      execFileSync('mkfifo', [pipe])
      const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
      onTestFinished(() => closeSync(reader))
      const command = start([endless(name), 'csv', '-o', pipe])
      await expect.poll(() => readByte(reader), patience).toBe('i')
      command.child.kill('SIGINT')
      await expectEndedBy('SIGINT', command)
      await expect.poll(() => sessions(name, url), patience).toBe('')
    })

    if (name === 'sqlite') return

    test.each(signals)('%s before the first row ends the query too', async (signal) => {
      const command = start([sleeping[name], 'csv'])
      await expect.poll(() => sessions(name, url), patience).toContain('sleep(60)')
      command.child.kill(signal)
      await expectEndedBy(signal, command)
      await expect.poll(() => sessions(name, url), patience).toBe('')
    })

    test('SIGINT while the server no longer answers leaves no file', async () => {
      const folder = newFolder()
      const line = await lineTo(url)
      onTestFinished(line.close)
      const env = { ...process.env, DATABASE_URL: line.url }
      const command = start([endless(name), '-o', join(folder, 'x.csv')], { env })
      await expect.poll(() => namesIn(folder), patience).toHaveLength(1)
      line.stall()
      command.child.kill('SIGINT')
      await expectEndedBy('SIGINT', command)
      expect(namesIn(folder)).toEqual([])
    })

    test('SIGINT while a later statement runs leaves no file', async () => {
      const folder = newFolder()
      const script = `select 1; ${sleeping[name]}`
      const command = start([script, '-o', join(folder, 'report.html')])
      await expect.poll(() => sessions(name, url), patience).toContain('sleep(60)')
      command.child.kill('SIGINT')
      await expectEndedBy('SIGINT', command)
      expect(namesIn(folder)).toEqual([])
    })
  })
}

/** The next byte of a pipe, or nothing while there is none. */
function readByte(pipe: number): string {
  const byte = Buffer.alloc(1)
  try {
    return byte.toString('latin1', 0, readSync(pipe, byte))
  } catch {
    return ''
  }
}

test.each(['csv', 'html', 'xlsx', 'table', 'yaml'])(
  'a long statement of SQLite, which cannot be stopped, holds no signal up: %s',
  async (format) => {
    const folder = newFolder()
    const first = format === 'csv' ? '' : 'select 1;'
    const long = `select count(*) from (${endless('sqlite')})`
    const script = `${first} create table under_way (n); ${long}`
    const output = ['-o', join(folder, 'report')]
    const command = start([script, format, ...output, '--url', 'sqlite://'])
    await expect.poll(() => command.stderr(), patience).toBe('records: done\n')
    command.child.kill('SIGINT')
    expect((await command.ended).signal).toBe('SIGINT')
    expect(namesIn(folder)).toEqual([])
  },
)

test.each([...signals, 'SIGKILL'] as const)(
  "%s ends one long step of SQLite's at once when a file has been begun, and leaves none",
  async (signal) => {
    const folder = newFolder()
    // The first rows fill a block, with which the file is begun.
    const long = `select count(*), '' from (${endless('sqlite')})`
    const sql = `${rows('sqlite', 6_000)} union all ${long}`
    const command = start([sql, '-o', join(folder, 'x.csv'), '--url', 'sqlite://'])
    await expect.poll(() => namesIn(folder), patience).toHaveLength(1)
    const sent = performance.now()
    command.child.kill(signal)
    await expectEndedBy(signal, command)
    await expect.poll(() => namesIn(folder), patience).toEqual([])
    expect(performance.now() - sent).toBeLessThan(1000)
  },
)

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    connectTo(url)
    test('SIGKILL while a file is written leaves none, and ends the query', async () => {
      const folder = newFolder()
      const command = start([endless(name), '-o', join(folder, 'x.csv')])
      await expect.poll(() => namesIn(folder), patience).toHaveLength(1)
      command.child.kill('SIGKILL')
      expect((await command.ended).signal).toBe('SIGKILL')
      await expect.poll(() => namesIn(folder), patience).toEqual([])
      await expect.poll(() => sessions(name, url), patience).toBe('')
    })
  })
}

test('where no guard can be started, a signal still leaves no file', async () => {
  const folder = newFolder()
  const output = ['-o', join(folder, 'x.csv'), '--url', 'sqlite://']
  const command = start([endless('sqlite'), ...output], { env: { PATH: folder } })
  await expect.poll(() => namesIn(folder), patience).toHaveLength(1)
  command.child.kill('SIGINT')
  await expectEndedBy('SIGINT', command)
  expect(namesIn(folder)).toEqual([])
})

test.each(['postgres', 'mysql'])('SIGINT while %s does not answer', async (scheme) => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const command = start(['select 1', '--url', `${scheme}://127.0.0.1:${port}/x`])
  await once(server, 'connection')
  command.child.kill('SIGINT')
  await expectEndedBy('SIGINT', command)
})

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('a shell tells %s as the status %i', async (signal, status) => {
  const script = 'sh -c \'echo "pid $$" >&2; exec "$@"\' sh "$@"; echo "status $?"'
  const sql = `create table under_way (n); select count(*) from (${endless('sqlite')})`
  const words = [process.execPath, commandFile(), sql, '--url', 'sqlite://']
  const { stderr, ended } = startShell(script, words)
  await expect.poll(stderr, patience).toMatch(/^pid \d+\nrecords: done\n$/)
  process.kill(Number(/\d+/.exec(stderr())), signal)
  expect((await ended).stdout.toString()).toBe(`status ${status}\n`)
})
