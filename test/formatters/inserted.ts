import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'
import { clientArguments, type DatabaseName, mariadb, psql } from '../servers/index.js'

/** What a session may have set that changes how SQL is read. */
export const settings: Readonly<Record<DatabaseName, readonly string[]>> = {
  sqlite: [''],
  postgresql: ['', 'set standard_conforming_strings = off'],
  mysql: ['', 'NO_BACKSLASH_ESCAPES', 'ANSI_QUOTES', 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'].map(
    (mode) => `set sql_mode = '${mode}'`,
  ),
}

/** Runs the script by the database's own client; the first error is thrown. */
export async function runByClient(
  database: DatabaseName,
  url: string,
  script: string,
  setting: string = '',
): Promise<void> {
  const path = join(inject('folder'), 'script.sql')
  writeFileSync(path, script)
  await clients[database](url, path, setting)
}

/** What the database's own client prints of a query, a line a row. */
export async function printed(
  database: DatabaseName,
  url: string,
  query: string,
): Promise<string[]> {
  const text = await printers[database](url, query)
  return text.split('\n').slice(0, -1)
}

const clients: Readonly<
  Record<DatabaseName, (url: string, path: string, setting: string) => Promise<unknown>>
> = {
  sqlite: (url, path) => sqlite3(url, '-bail', `.read ${path}`),
  postgresql: (url, path, setting) =>
    psql(
      url,
      ...['--quiet', '--set=ON_ERROR_STOP=1', '--command', setting || 'select', '--file', path],
    ),
  // By its standard input: `source` passes over a last statement without an end.
  mysql: (url, path, setting) => {
    const words = [...clientArguments(url), '--init-command', setting || 'do 0']
    const running = promisify(execFile)('mariadb', words)
    running.child.stdin?.end(readFileSync(path))
    return running
  },
}

const printers: Readonly<Record<DatabaseName, (url: string, query: string) => Promise<string>>> = {
  sqlite: (url, query) => sqlite3(url, '-list', query),
  postgresql: (url, query) => psql(url, '--no-align', '--tuples-only', '--command', query),
  mysql: (url, query) =>
    mariadb(url, '--batch', '--skip-column-names', '--binary-as-hex', '--execute', query),
}

async function sqlite3(url: string, ...words: string[]): Promise<string> {
  const path = url.replace('sqlite:///', '')
  const [command = '', ...options] = words.toReversed()
  const all = ['-batch', ...options.toReversed(), path, command]
  return (await promisify(execFile)('sqlite3', all, { maxBuffer: 2 ** 28 })).stdout
}
