import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { databaseNames, describeDatabase } from '../../servers/index.js'
import { commandFile } from '../built.js'
import { type Started, start, startShell } from './command.js'
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
    test.each(signals)('%s while a file is written leaves the old one', async (signal) => {
      const folder = newFolder()
      const report = join(folder, 'report.csv')
      writeFileSync(report, 'old')
      const command = start([endless(name), '-o', report, '--url', url])
      await expect.poll(() => namesIn(folder), patience).toHaveLength(2)
      command.child.kill(signal)
      await expectEndedBy(signal, command)
      expect(namesIn(folder)).toEqual(['report.csv'])
      expect(readFileSync(report, 'utf8')).toBe('old')
      await expect.poll(() => sessions(name, url), patience).toBe('')
    })

    test.each(['csv', 'table', 'xlsx'])('SIGINT while %s goes to a pipe', async (format) => {
      const command = start([endless(name), format, '--url', url])
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
      const command = start([endless(name), 'csv', '-o', pipe, '--url', url])
      await expect.poll(() => readByte(reader), patience).toBe('i')
      command.child.kill('SIGINT')
      await expectEndedBy('SIGINT', command)
      await expect.poll(() => sessions(name, url), patience).toBe('')
    })

    if (name === 'sqlite') return

    test.each(signals)('%s before the first row ends the query too', async (signal) => {
      const command = start([sleeping[name], 'csv', '--url', url])
      await expect.poll(() => sessions(name, url), patience).toContain('sleep(60)')
      command.child.kill(signal)
      await expectEndedBy(signal, command)
      await expect.poll(() => sessions(name, url), patience).toBe('')
    })

    test('SIGINT while the server no longer answers leaves no file', async () => {
      const folder = newFolder()
      const line = await lineTo(url)
      const command = start([endless(name), '-o', join(folder, 'x.csv'), '--url', line.url])
      await expect.poll(() => namesIn(folder), patience).toHaveLength(1)
      line.cut()
      command.child.kill('SIGINT')
      await expectEndedBy('SIGINT', command)
      expect(namesIn(folder)).toEqual([])
    })

    test('SIGINT while a later statement runs leaves no file', async () => {
      const folder = newFolder()
      const script = `select 1; ${sleeping[name]}`
      const command = start([script, '-o', join(folder, 'report.html'), '--url', url])
      await expect.poll(() => sessions(name, url), patience).toContain('sleep(60)')
      command.child.kill('SIGINT')
      await expectEndedBy('SIGINT', command)
      expect(namesIn(folder)).toEqual([])
    })
  })
}

/** A line to a server, by way of this process; once it is cut, nothing comes and nothing is closed. */
async function lineTo(url: string): Promise<{ url: string; cut(): void }> {
  const { hostname, port } = new URL(url)
  let whole = true
  const exchange = createServer((client) => {
    client.on('error', () => {})
    if (!whole) return
    const server = connect(Number(port), hostname)
    server.on('error', () => {}).on('data', (bytes) => whole && client.write(bytes))
    client.on('data', (bytes) => whole && server.write(bytes)).on('close', () => server.destroy())
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void exchange.close())
  await once(exchange, 'listening')
  const line = new URL(url)
  line.port = String((exchange.address() as AddressInfo).port)
  return {
    url: line.href,
    cut() {
      whole = false
    },
  }
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

test("SQLite's rows that come slowly hold no signal up when a file has been begun", async () => {
  const folder = newFolder()
  const slow = `select count(*) from (with recursive r(n) as (select 0 * i union all
    select n + 1 from r limit 1000000) select n from r)`
  // The first of them fill a block, with which the file is begun.
  const sql = `${rows('sqlite', 6_000)} union all select i, (${slow}) from (${rows('sqlite', 1000)})`
  const command = start([sql, '-o', join(folder, 'x.csv'), '--url', 'sqlite://'])
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
