import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { newFolder } from '../cli/process/folder.js'
import { type DatabaseName, mariadb, psql, type TestDatabase } from '../servers/index.js'
import { type Line, lineTo } from '../servers/line.js'
import { start as startMariadb } from '../servers/mariadb.js'
import { startConfigured } from '../servers/postgres.js'
import type { Server } from '../servers/server.js'

export const yesterday = "yesterday's report\n"

/** How many connections a server of a scene's own allows. */
export const mostConnections = 10

/** What a fault is made with. A line and a server are made when they are asked for first. */
export class Scene {
  readonly name: DatabaseName
  readonly url: string
  readonly execute: (sql: string) => Promise<void>
  /** The folder of a report that is to suffer. */
  readonly folder: string = reportFolder()
  /** Says that the fault cannot be made here. */
  readonly skip: (why: string) => never
  #line: Promise<Line> | undefined
  #server: Promise<Server> | undefined
  readonly #held: (() => unknown)[] = []
  readonly #made = new Map<unknown, Promise<void>>()

  constructor(name: DatabaseName, { url, execute }: TestDatabase, skip: (why: string) => never) {
    this.name = name
    this.url = url
    this.execute = execute
    this.skip = skip
  }

  line(): Promise<Line> {
    this.#line ??= lineTo(this.url)
    return this.#line
  }

  /** A server that may be killed. */
  server(): Promise<Server> {
    this.#server ??= startServer(this.name, this.skip)
    return this.#server
  }

  /** The URL with other parts. */
  urlWith(parts: Partial<URL>): string {
    return Object.assign(new URL(this.url), parts).href
  }

  /** Has something made for all commands that it concerns. */
  once(make: (scene: Scene) => Promise<void>): Promise<void> {
    const made = this.#made.get(make) ?? make(this)
    this.#made.set(make, made)
    return made
  }

  /** Has something let go of when the commands have ended. */
  hold(release: () => unknown): void {
    this.#held.push(release)
  }

  async release(): Promise<void> {
    for (const release of this.#held) await release()
    if (this.#line !== undefined) (await this.#line).close()
  }
}

/** A folder with a report in it. */
export function reportFolder(): string {
  const folder = join(newFolder(), 'reports')
  mkdirSync(folder)
  writeFileSync(join(folder, 'report.csv'), yesterday)
  return folder
}

export async function startServer(
  name: DatabaseName,
  skip: (why: string) => never,
): Promise<Server> {
  const server = await (name === 'mysql'
    ? startMariadb({ options: () => [`--max-connections=${mostConnections}`] })
    : startConfigured({
        settings: [`max_connections=${mostConnections}`, 'superuser_reserved_connections=0'],
      }))
  if (server === undefined) return skip('the server is not installed here')
  onTestFinished(server.stop)
  return server
}

/** Ends the processes of a server that clients have to do with, before they can say a word. */
export async function kill(name: DatabaseName, { url }: Server): Promise<void> {
  for (const pid of await processes(name, url)) process.kill(pid, 'SIGKILL')
}

async function processes(name: DatabaseName, url: string): Promise<number[]> {
  if (name === 'mysql') {
    const file = (await mariadb(url, '-BNe', 'select @@pid_file')).trim()
    return [Number.parseInt(readFileSync(file, 'utf8'), 10)]
  }
  // PostgreSQL has one for all, which would answer the end of another by starting anew, and one for
  // each client, which does not see that the first is gone until it must wait for its client.
  const sql = `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)
    union all select pid::text from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`
  return (await psql(url, '-Atc', sql)).trim().split('\n').map(Number)
}
