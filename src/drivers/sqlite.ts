import { existsSync, statSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import type BetterSqlite from 'better-sqlite3'
import type { Knex } from 'knex'
import type { Column, Kind } from '../core/column.js'
import type {
  ConnectionUrl,
  Driver,
  Parameter,
  Result,
  Session,
  Statement,
} from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Batch, Row, Value } from '../core/value.js'
import { sqlite as catalog } from './catalogs.js'
import { changedRows } from './changed-rows.js'
import { sqlite as dialect } from './dialects.js'
import { notUtf8 } from './not-utf8.js'
import { onlyPlace } from './only-place.js'

type Raw = BetterSqlite.Database

const batchRows = 500
const batchSize = 256 * 1024
const batchMilliseconds = 100

const sqlite: Driver = {
  urlParameters: ['mode'],
  interruptible: false,
  catalog,
  placeholder: () => '?',

  configure(url, { create }) {
    const filename = fileOf(url)
    const mode = url.parameters.get('mode') ?? (create ? 'rwc' : 'rw')
    const inMemory = filename === ':memory:'
    if (!inMemory && mode !== 'rwc') requireFile(filename)
    return {
      client: 'better-sqlite3',
      connection: {
        filename,
        options: { readonly: mode === 'ro' },
      } as Knex.Sqlite3ConnectionConfig,
      useNullAsDefault: true,
      pool: {
        // Every connection to memory would be a database of its own, gone when it is closed.
        ...(inMemory ? { min: 1, max: 1 } : { min: 0, max: 4 }),
        ...(url.scheme === 'demo' && { afterCreate: demo }),
      },
    }
  },

  async open(connection) {
    const raw = connection as Raw
    // SQLite reads the file only now: one that is no database fails here, as a connection.
    raw.pragma('schema_version')
    return new SqliteSession(raw)
  },

  connectionError(cause, url) {
    const { code, message } = cause as { code?: string; message: string }
    return new RecordsError('connection', `cannot open ${fileOf(url)}: ${message}`, {
      cause,
      databaseCode: code,
    })
  },
}

export default sqlite

function demo(raw: Raw, done: (error: unknown) => void): void {
  import('./demo.js').then(({ fillDemo }) => fillDemo(raw)).then(() => done(null), done)
}

function fileOf({ scheme, path }: ConnectionUrl): string {
  return path === '' || scheme === 'demo' ? ':memory:' : path
}

function requireFile(filename: string): void {
  if (!existsSync(filename)) {
    throw new RecordsError('connection', `there is no SQLite database at ${filename}`, {
      hint: 'Check the path (sqlite:///relative.db, sqlite:////absolute.db), or make a new one with --create.',
    })
  }
  if (statSync(filename).isDirectory()) {
    throw new RecordsError('connection', `${filename} is a folder, not a SQLite database`)
  }
}

class SqliteSession implements Session {
  readonly dialect = dialect
  readonly #raw: Raw

  constructor(raw: Raw) {
    this.#raw = raw
  }

  async *run(statement: Statement): AsyncGenerator<Result> {
    const prepared = attempt(statement, () => this.#raw.prepare(statement.text))
    const values = statement.parameters.map(bindable)
    if (!prepared.reader) {
      const { changes } = attempt(statement, () => prepared.run(...values))
      yield { type: 'done', changed: changedRows(statement.command, changes) }
      return
    }
    const columns = prepared.columns().map(columnOf)
    const rows = attempt(statement, () =>
      prepared
        .raw()
        .safeIntegers()
        .iterate(...values),
    )
    try {
      yield {
        type: 'rows',
        columns,
        batches: batches(rows as Iterator<Row>, statement),
        // SQLite takes any bytes for text.
        inexact: notUtf8,
      }
    } finally {
      rows.return?.()
    }
  }

  /** Nothing runs between two calls: SQLite's own are over when this one is heard. */
  async cancel(): Promise<void> {}
}

async function* batches(rows: Iterator<Row>, statement: Statement): AsyncGenerator<Batch> {
  for (;;) {
    const batch = attempt(statement, () => nextBatch(rows))
    if (batch.length === 0) return
    yield batch
    // While rows come no event is heard: neither a signal nor the clock of the progress line.
    await setImmediate()
  }
}

function nextBatch(rows: Iterator<Row>): Batch {
  const batch: Row[] = []
  const deadline = Date.now() + batchMilliseconds
  let size = 0
  do {
    const { done, value: row } = rows.next()
    if (done) break
    batch.push(row)
    for (const value of row) size += sizeOf(value)
  } while (batch.length < batchRows && size < batchSize && Date.now() < deadline)
  return batch
}

/** Runs a call into SQLite, its failure told as the statement's. */
function attempt<T>(statement: Statement, call: () => T): T {
  try {
    return call()
  } catch (cause) {
    throw queryError(cause, statement.text)
  }
}

function sizeOf(value: Value): number {
  return typeof value === 'string' || value instanceof Uint8Array ? value.length : 0
}

/** Integers as BigInt, because every JavaScript number binds as REAL: 7/2 would be 3.5. */
function bindable(parameter: Parameter): null | bigint | number | string | Uint8Array {
  if (typeof parameter === 'boolean') return parameter ? 1n : 0n
  if (parameter === null || typeof parameter !== 'object') return parameter
  return parameter instanceof Uint8Array ? parameter : Number(parameter.decimal)
}

/** Cells of other types speak for themselves; text is a date where the column is declared as one. */
const temporalTypes: Readonly<Record<string, Kind>> = {
  DATE: 'date',
  DATETIME: 'datetime',
  TIMESTAMP: 'datetime',
  TIME: 'time',
}

function columnOf({ name, type }: BetterSqlite.ColumnDefinition): Column {
  const typeName = type ?? ''
  return { name, typeName, kind: temporalTypes[typeName.toUpperCase()] ?? 'unknown' }
}

function queryError(cause: unknown, sql: string): RecordsError {
  const { code, message } = cause as { code?: string; message: string }
  const culprit = /(?:near "(.+)":|no such (?:column|table|function): (?:\w+\.)?(\S+))/s.exec(
    message,
  )
  return new RecordsError('query', message, {
    cause,
    databaseCode: code,
    position: onlyPlace(culprit?.[1] ?? culprit?.[2] ?? '', sql),
  })
}
