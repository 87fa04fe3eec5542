import { existsSync, readFileSync, statSync } from 'node:fs'
import type BetterSqlite from 'better-sqlite3'
import type { Knex } from 'knex'
import type { ConnectionUrl, ConnectOptions } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { openFailure } from './sqlite-failure.js'

type Raw = BetterSqlite.Database

/** `attach.NAME=FILE` makes a further database known by that name. */
export const urlParameters: readonly string[] = ['mode', 'immutable', 'attach.*']

const modes = ['ro', 'rw', 'rwc']
const attach = 'attach.'

const missing =
  'Check the path (sqlite:///relative.db, sqlite:////absolute.db), or make a new one with --create.'

/** The file of a URL, or `:memory:`. */
export function fileOf({ scheme, path }: ConnectionUrl): string {
  return path === '' || scheme === 'demo' ? ':memory:' : path
}

/** See "Recognized Query Parameters" in SQLite's "Uniform Resource Identifiers". */
export function sqliteConfig(url: ConnectionUrl, options: ConnectOptions): Knex.Config {
  const file = fileOf(url)
  const inMemory = file === ':memory:'
  const mode = modeOf(url, options)
  const immutable = isImmutable(url) && !inMemory
  if (!inMemory && (mode !== 'rwc' || immutable)) requireFile(file, missing)
  const attached = [...url.parameters].filter(([name]) => name.startsWith(attach))
  for (const [, path] of attached) requireFile(path, 'Only a file that is there can be attached.')
  const readonly = mode === 'ro' || immutable || (options.readOnly && !inMemory)
  // A function, so that the bytes of a file are not copied once more.
  const connection = () => ({
    filename: immutable ? bytesOf(file) : file,
    options: { readonly },
  })
  return {
    client: 'better-sqlite3',
    connection: connection as unknown as Knex.ConnectionConfigProvider,
    useNullAsDefault: true,
    pool: {
      // Every connection to memory would be a database of its own, gone when it is closed.
      ...(inMemory || immutable ? { min: 1, max: 1 } : { min: 0, max: 4 }),
      afterCreate(raw: Raw, done: (error: unknown) => void) {
        prepare(raw, url, attached).then(() => done(null), done)
      },
    },
  }
}

async function prepare(
  raw: Raw,
  { scheme }: ConnectionUrl,
  attached: readonly (readonly [name: string, path: string])[],
): Promise<void> {
  if (scheme === 'demo') (await import('./demo.js')).fillDemo(raw)
  for (const [name, path] of attached) {
    const schema = name.slice(attach.length).replaceAll('"', '""')
    try {
      raw.prepare(`attach ? as "${schema}"`).run(path)
    } catch (cause) {
      throw openFailure(cause, path)
    }
  }
}

function modeOf({ parameters }: ConnectionUrl, { create }: ConnectOptions): string {
  const mode = parameters.get('mode') ?? (create ? 'rwc' : 'rw')
  if (modes.includes(mode)) return mode
  throw new RecordsError('usage', `a sqlite URL has no mode=${mode}`, {
    hint:
      mode === 'memory'
        ? 'A database in memory is sqlite://.'
        : 'There are ro (read), rw (write), and rwc (write, and make the file).',
  })
}

function isImmutable({ parameters }: ConnectionUrl): boolean {
  const value = parameters.get('immutable') ?? '0'
  if (/^[01]$/.test(value)) return value === '1'
  throw new RecordsError('usage', `immutable=${value} is neither immutable=1 nor immutable=0`)
}

function requireFile(filename: string, hint: string): void {
  if (!existsSync(filename)) {
    throw new RecordsError('connection', `there is no SQLite database at ${filename}`, { hint })
  }
  if (statSync(filename).isDirectory()) {
    throw new RecordsError('connection', `${filename} is a folder, not a SQLite database`)
  }
}

/**
 * What immutable=1 reads, better-sqlite3 opening no URIs of SQLite's: the file as it is, with neither
 * locks nor a write-ahead log. Its header says that it has one; for bytes in memory that is an error.
 * See "The Database Header", 18 and 19, in SQLite's "Database File Format".
 */
function bytesOf(file: string): Buffer {
  const bytes = readFileSync(file)
  if (bytes.length >= 20 && bytes[18] === 2) bytes.fill(1, 18, 20)
  return bytes
}
