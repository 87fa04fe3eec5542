import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type BetterSqlite from 'better-sqlite3'
import type { ConnectionUrl, ConnectOptions, KnexConfig } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { openFailure } from './sqlite-failure.js'

type Raw = BetterSqlite.Database

/** An import would have Node read CommonJS for the names that it exports, which takes 2 ms more. */
const require = createRequire(import.meta.url)

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

interface SqliteConfig extends KnexConfig {
  readonly connector: { connect(): Promise<Raw>; disconnect(raw: Raw): unknown }
  readonly pool: { readonly min: number; readonly max: number }
}

/** See "Recognized Query Parameters" in SQLite's "Uniform Resource Identifiers". */
export function sqliteConfig(url: ConnectionUrl, options: ConnectOptions): SqliteConfig {
  const file = fileOf(url)
  const inMemory = file === ':memory:'
  const mode = modeOf(url, options)
  const immutable = isImmutable(url) && !inMemory
  if (!inMemory && (mode !== 'rwc' || immutable)) requireFile(file, missing)
  const attached = [...url.parameters].filter(([name]) => name.startsWith(attach))
  for (const [, path] of attached) requireFile(path, 'Only a file that is there can be attached.')
  const readonly = mode === 'ro' || immutable || (options.readOnly && !inMemory)
  return {
    client: 'better-sqlite3',
    useNullAsDefault: true,
    // Every connection to memory would be a database of its own, gone when it is closed.
    pool: inMemory || immutable ? { min: 1, max: 1 } : { min: 0, max: 4 },
    connector: {
      async connect() {
        const Sqlite: typeof BetterSqlite = require('better-sqlite3')
        const raw = new Sqlite(immutable ? bytesOf(file) : file, { readonly, ...compiled() })
        await prepare(raw, url, attached)
        return raw
      },
      disconnect: (raw: Raw) => raw.close(),
    },
  }
}

/**
 * What node-gyp has compiled, or its prebuilt copy. better-sqlite3 12 would look for it in a dozen
 * places, with a package of its own, which takes 2 ms.
 */
function compiled(): BetterSqlite.Options {
  const library = dirname(require.resolve('better-sqlite3'))
  const nativeBinding = join(library, '..', 'build', 'Release', 'better_sqlite3.node')
  return existsSync(nativeBinding) ? { nativeBinding } : {}
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
