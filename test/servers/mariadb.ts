import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import mysql from 'mysql2/promise'
import { find, homebrew, searchPath } from './programs.js'
import { type Recipe, type Server, start as startServer } from './server.js'

/** What a URL must percent-encode. */
const password = 'p@ss:w/rd#1%20'

const directories = (): string[] => [...searchPath, ...homebrew('mariadb')]

/** What a server has that others have not. */
export interface Special {
  /** Files that lie in its folder. */
  readonly files?: Readonly<Record<string, string>>
  options?(folder: string): readonly string[]
  /** Statements, without semicolons, that are run at its start. */
  readonly statements?: readonly string[]
}

/** Starts MariaDB; undefined where it is not installed. MySQL itself is reached by a URL only. */
export async function start(special: Special = {}): Promise<Server | undefined> {
  const install = find('mariadb-install-db', directories())
  const program = find('mariadbd', directories())
  if (install === undefined || program === undefined) return undefined
  return startServer(recipe(install, program, special))
}

function recipe(
  install: string,
  program: string,
  { files = {}, options = () => [], statements = [] }: Special,
): Recipe {
  const throwaway = [
    '--innodb-flush-log-at-trx-commit=0',
    '--innodb-log-file-size=32M',
    '--sync-frm=0',
  ]
  return {
    files: {
      ...files,
      'account.sql': [
        `create user records@'%' identified by '${password}';`,
        `grant all on *.* to records@'%' with grant option;`,
        ...statements.map((statement) => `${statement};`),
      ].join('\n'),
    },
    install: (folder) => [
      install,
      '--no-defaults',
      `--datadir=${folder}/data`,
      '--auth-root-authentication-method=normal',
      // Else there are accounts without a name, which win over ours.
      '--skip-test-db',
      ...throwaway,
    ],
    serve: (folder, port) => [
      program,
      '--no-defaults',
      `--datadir=${folder}/data`,
      `--init-file=${join(folder, 'account.sql')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--socket=${join(folder, 'socket')}`,
      `--tmpdir=${folder}`,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--default-time-zone=+00:00',
      ...throwaway,
      ...options(folder),
    ],
    url: (port) => `mysql://records:${encodeURIComponent(password)}@127.0.0.1:${port}/mysql`,
    version,
  }
}

export function version(url: string): Promise<string> {
  return connected(url, async (connection) => {
    const [rows] = await connection.query<mysql.RowDataPacket[][]>({
      sql: 'select version()',
      rowsAsArray: true,
    })
    const text = String(rows[0]?.[0])
    return `${text.includes('MariaDB') ? 'MariaDB' : 'MySQL'} ${text.split('-')[0]}`
  })
}

/** Runs one or several statements, and gives nothing back. */
export function execute(url: string, sql: string): Promise<void> {
  return connected(url, async (connection) => {
    await connection.query(sql)
  })
}

async function connected<T>(
  url: string,
  use: (connection: mysql.Connection) => Promise<T>,
): Promise<T> {
  const connection = await mysql.createConnection({ uri: url, multipleStatements: true })
  try {
    return await use(connection)
  } finally {
    await connection.end()
  }
}

/** What the `mariadb` command prints. */
export async function mariadb(url: string, ...options: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    find('mariadb', directories()) ?? 'mysql',
    [...clientArguments(url), ...options],
    { maxBuffer: 2 ** 30 },
  )
  return stdout
}

/** The first arguments that take the `mariadb` and `mariadb-dump` commands to a URL's database. */
export function clientArguments(url: string): string[] {
  const { hostname, port, username, password, pathname } = new URL(url)
  return [
    '--no-defaults',
    '--protocol=tcp',
    `--host=${decodeURIComponent(hostname)}`,
    `--port=${port || '3306'}`,
    `--user=${decodeURIComponent(username)}`,
    `--password=${decodeURIComponent(password)}`,
    '--default-character-set=utf8mb4',
    decodeURIComponent(pathname.slice(1)),
  ]
}
