import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { find, homebrew, line, searchPath, versions } from './programs.js'
import { quote, type Recipe, type Server, start as startServer } from './server.js'

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

/** What makes a server another than usual. */
export interface Configuration {
  readonly settings?: readonly string[]
  /** Lines of pg_hba.conf, before the usual ones. */
  readonly access?: readonly string[]
  /** Files that the server reads, by their names in its data directory. */
  readonly files?: Readonly<Record<string, string>>
  /** The URL of the server that it is a standby of. */
  readonly primary?: string
}

/** Whether PostgreSQL is on this machine, for servers of a suite's own. */
export const installed: boolean = find('postgres', directories()) !== undefined

/** Starts a server of a suite's own, with a socket in `folder`. */
export async function startConfigured(
  configuration: Configuration = {},
): Promise<Server & { readonly folder: string }> {
  const program = find('postgres', directories())
  if (program === undefined) throw new Error('PostgreSQL is missing')
  let place = ''
  const usual = recipe(program)
  const { settings = [], access = [], files = {}, primary } = configuration
  const server = await startServer({
    ...usual,
    files: { ...usual.files, ...files, access: access.map((line) => `${line}\n`).join('') },
    install: (folder) => {
      place = folder
      const copies = ['access', ...Object.keys(files)].map((name) => `install -m 600 ${name} data/`)
      const data = primary ? copyOf(primary, program) : quote(usual.install(folder))
      const rules = 'cat data/access data/pg_hba.conf > hba && mv hba data/pg_hba.conf'
      return ['sh', '-c', [data, ...copies, rules].join(' && ')]
    },
    serve: (folder, port) => [
      ...usual.serve(folder, port),
      ...['-k', folder],
      ...settings.flatMap((setting) => ['-c', setting]),
    ],
  })
  return { ...server, folder: place }
}

function copyOf(primary: string, program: string): string {
  const variables = Object.entries(environment(primary)).map(([name, value]) => `${name}=${value}`)
  const copy = [join(dirname(program), 'pg_basebackup'), '-D', 'data', '-R', '--checkpoint=fast']
  return quote(['env', ...variables, ...copy])
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
