import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { transformSync } from 'esbuild'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { Database } from '../../src/index.js'
import { libraryFile } from '../cli/built.js'
import { type DatabaseName, describeDatabase } from '../servers/index.js'
import { openConnections } from './open-connections.js'

/** A row is 300 bytes: all of them together are more than the server may hold. */
const text = 'some text '.repeat(28)

const million = {
  postgresql: `select i, '${text}' || i as t from generate_series(1, 1000000) as i`,
  mysql: `select seq as i, concat('${text}', seq) as t from seq_1_to_1000000`,
  sqlite: `with recursive s(i) as (select 1 union all select i + 1 from s where i < 1000000)
    select i, '${text}' || i as t from s`,
}

const names: readonly DatabaseName[] = ['sqlite', 'postgresql', 'mysql']

for (const name of names) {
  describeDatabase(name, ({ url }) => {
    let server: ChildProcess
    let port: number

    beforeAll(async () => {
      port = await freePort()
      server = spawn(process.execPath, [exampleFile(name)], {
        env: { DATABASE_URL: url, REPORT: million[name], PORT: String(port) },
        stdio: 'inherit',
      })
      await vi.waitFor(() => get(port, '/x.nothing'), { timeout: 20_000, interval: 100 })
    })

    afterAll(async () => {
      server.kill('SIGTERM')
      // It closes its database, and then nothing keeps it.
      await once(server, 'exit')
      expect([server.exitCode, server.signalCode]).toEqual([0, null])
    })

    test('a million rows stream with flat memory while the client is slow', async () => {
      const response = await get(port, '/sales.csv')
      expect(response.statusCode).toBe(200)
      let lines = 0
      let bytes = 0
      for await (const chunk of response) {
        for (const byte of chunk as Buffer) if (byte === 10) lines++
        // In the meantime the server would have gathered it all.
        if (bytes === 0) await sleep(4000)
        bytes += chunk.length
      }
      expect(bytes).toBeGreaterThan(280_000_000)
      expect(lines).toBe(1_000_001)
      expect(peakMegabytes(server)).toBeLessThan(200)
    })

    test('a client that goes away ends its query', async () => {
      const before = await openConnections(name, url)
      const response = await get(port, '/sales.csv')
      response.destroy()
      if (name === 'sqlite') return
      await vi.waitFor(async () => expect(await runningQueries(name, url)).toBe(0), 10_000)
      expect(await openConnections(name, url)).toBeLessThanOrEqual(Math.max(before, 1))
    })

    test('a path that tells no format is not found', async () => {
      expect((await get(port, '/sales')).statusCode).toBe(404)
    })
  })
}

function exampleFile(name: string): string {
  const source = readFileSync(join(import.meta.dirname, '../../examples/http-server.ts'), 'utf8')
  const { code } = transformSync(source, { loader: 'ts' })
  const file = join(inject('folder'), `http-server-${name}.mjs`)
  writeFileSync(file, code.replace('"records-sql"', JSON.stringify(libraryFile())))
  return file
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}

async function get(port: number, path: string): Promise<IncomingMessage> {
  const asked = request({ host: '127.0.0.1', port, path }).end()
  const [response] = await once(asked, 'response')
  if (response.statusCode !== 200) response.resume()
  return response
}

/** The most memory that the process has had resident, as Linux tells. */
function peakMegabytes({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

async function runningQueries(name: DatabaseName, url: string): Promise<number> {
  const sql =
    name === 'postgresql'
      ? "select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and datname = current_database()"
      : 'select count(*) from information_schema.processlist where info is not null and db = database() and id <> connection_id()'
  await using observer = new Database(url)
  return (await observer.query(sql).scalar<number>()) ?? -1
}
