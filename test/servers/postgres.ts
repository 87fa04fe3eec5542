import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { find, homebrew, line, searchPath, versions } from './programs.js'
import { type Recipe, type Server, start as startServer } from './server.js'

/** What a URL must percent-encode. */
const password = 'p@ss:w/rd#1%20'

const directories = (): string[] => [
  ...versions('/usr/lib/postgresql', ''),
  ...line('pg_config', '--bindir'),
  ...searchPath,
  ...versions('/usr', 'pgsql-'),
  ...homebrew('postgresql'),
]

/** Starts PostgreSQL; undefined where it is not installed. */
export async function start(): Promise<Server | undefined> {
  const program = find('postgres', directories())
  return program === undefined ? undefined : startServer(recipe(program))
}

function recipe(program: string): Recipe {
  return {
    files: { password },
    install: (folder) => [
      join(dirname(program), 'initdb'),
      `--pgdata=${folder}/data`,
      `--pwfile=${folder}/password`,
      '--username=records',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
      '--no-sync',
    ],
    serve: (folder, port) => [
      program,
      ...['-D', `${folder}/data`, '-h', '127.0.0.1', '-p', String(port), '-k', ''],
      // Nothing here outlives the server, so nothing need reach the disk.
      ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'timezone=UTC'].flatMap(
        (setting) => ['-c', setting],
      ),
    ],
    url: (port) =>
      `postgresql://records:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    version,
  }
}

export function version(url: string): Promise<string> {
  return connected(url, async (client) => {
    const { rows } = await client.query({ text: 'show server_version', rowMode: 'array' })
    return `PostgreSQL ${String(rows[0]?.[0]).split(' ')[0]}`
  })
}

/** Runs one or several statements, and gives nothing back. */
export function execute(url: string, sql: string): Promise<void> {
  return connected(url, async (client) => {
    await client.query(sql)
  })
}

async function connected<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  // A connection that is lost fails the query too; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** What psql prints. */
export async function psql(url: string, ...options: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    find('psql', directories()) ?? 'psql',
    ['--no-psqlrc', ...options],
    { env: { ...process.env, ...environment(url) }, maxBuffer: 2 ** 30 },
  )
  return stdout
}

/** The environment that takes psql, pg_dump and the like to a URL's database. */
export function environment(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname } = new URL(url)
  return {
    PGHOST: decodeURIComponent(hostname),
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGCLIENTENCODING: 'UTF8',
  }
}
