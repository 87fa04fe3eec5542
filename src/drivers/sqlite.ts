import { setImmediate } from 'node:timers/promises'
import type BetterSqlite from 'better-sqlite3'
import type { Column, Kind } from '../core/column.js'
import type {
  ConnectOptions,
  Driver,
  Parameter,
  Result,
  Session,
  Statement,
  TransactionState,
} from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Batch, Row, Value } from '../core/value.js'
import { sqlite as catalog } from './catalogs.js'
import { changedRows } from './changed-rows.js'
import { sqlite as dialect } from './dialects.js'
import { notUtf8 } from './not-utf8.js'
import { onlyPlace } from './only-place.js'
import { hintFor, openFailure } from './sqlite-failure.js'
import { fileOf, sqliteConfig, urlParameters } from './sqlite-settings.js'

type Raw = BetterSqlite.Database

const batchRows = 500
const batchSize = 256 * 1024
const batchMilliseconds = 100

const sqlite: Driver = {
  urlParameters,
  interruptible: false,
  catalog,
  placeholder: () => '?',

  configure: sqliteConfig,

  async open(connection, options) {
    const raw = connection as Raw
    const { lockTimeout } = options
    if (lockTimeout !== undefined) raw.pragma(`busy_timeout = ${Math.ceil(lockTimeout)}`)
    // SQLite reads the file only now: one that is no database fails here, as a connection.
    raw.pragma('schema_version')
    return new SqliteSession(raw, options)
  },

  connectionError: (cause, url) => openFailure(cause, fileOf(url)),
}

export default sqlite

class SqliteSession implements Session {
  readonly dialect = dialect
  readonly #raw: Raw
  readonly #readOnly: boolean
  readonly #timeout: number

  constructor(raw: Raw, { readOnly, timeout = Number.POSITIVE_INFINITY }: ConnectOptions) {
    this.#raw = raw
    this.#readOnly = readOnly
    this.#timeout = timeout
  }

  async *run(statement: Statement): AsyncGenerator<Result> {
    const deadline = performance.now() + this.#timeout
    // Again before each, whatever a script says. A file that is opened to be read would still let
    // temporary tables and VACUUM INTO through.
    if (this.#readOnly) this.#raw.pragma('query_only = on')
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
        batches: batches(rows as Iterator<Row>, statement, deadline),
        // SQLite takes any bytes for text.
        inexact: notUtf8,
      }
    } finally {
      rows.return?.()
    }
  }

  async transaction(): Promise<TransactionState> {
    return this.#raw.inTransaction ? 'open' : 'none'
  }

  /** Nothing runs between two calls: SQLite's own are over when this one is heard. */
  async cancel(): Promise<void> {}
}

/** Between two batches a statement that takes too long is ended; SQLite has no time limit itself. */
async function* batches(
  rows: Iterator<Row>,
  statement: Statement,
  deadline: number,
): AsyncGenerator<Batch> {
  for (;;) {
    if (performance.now() > deadline) throw timedOut()
    const batch = attempt(statement, () => nextBatch(rows))
    if (batch.length === 0) return
    yield batch
    // While rows come no event is heard: neither a signal nor the clock of the progress line.
    await setImmediate()
  }
}

function nextBatch(rows: Iterator<Row>): Batch {
  const batch: Row[] = []
  const deadline = performance.now() + batchMilliseconds
  let size = 0
  do {
    const { done, value: row } = rows.next()
    if (done) break
    batch.push(row)
    for (const value of row) size += sizeOf(value)
  } while (batch.length < batchRows && size < batchSize && performance.now() < deadline)
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

function timedOut(): RecordsError {
  return new RecordsError('query', 'the statement was ended, because it took longer than it may')
}

function queryError(cause: unknown, sql: string): RecordsError {
  const { code, message } = cause as { code?: string; message: string }
  const culprit = /(?:near "(.+)":|no such (?:column|table|function): (?:\w+\.)?(\S+))/s.exec(
    message,
  )
  return new RecordsError('query', message, {
    cause,
    databaseCode: code,
    hint: hintFor(code),
    position: onlyPlace(culprit?.[1] ?? culprit?.[2] ?? '', sql),
  })
}
