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
import type { Notify } from '../core/formatter.js'
import type { Batch } from '../core/value.js'
import { sqlite as catalog } from './catalogs.js'
import { changedRows } from './changed-rows.js'
import { sqlite as dialect } from './dialects.js'
import { isDoubtful } from './not-utf8.js'
import { onlyPlace } from './only-place.js'
import { hintFor, openFailure } from './sqlite-failure.js'
import { type Reading, RowReader } from './sqlite-rows.js'
import { SecondReading } from './sqlite-second-reading.js'
import { fileOf, sqliteConfig, urlParameters } from './sqlite-settings.js'

type Raw = BetterSqlite.Database

/**
 * While rows come no event is heard, neither a signal nor the clock of the progress line: after so
 * many milliseconds they are.
 */
const pauseAfter = 5

const sqlite: Driver = {
  urlParameters,
  interruptible: false,
  catalog,
  placeholder: () => '?',
  // A transaction that reads begins with its first read; one that would write after it had read
  // could find that others have written before.
  snapshot: (write) =>
    write ? ['begin immediate'] : ['begin', 'select count(*) from sqlite_schema'],

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
  readonly #notify: Notify
  readonly #reader: RowReader
  #again: SecondReading | undefined

  constructor(raw: Raw, { readOnly, timeout = Number.POSITIVE_INFINITY, notify }: ConnectOptions) {
    this.#raw = raw
    this.#readOnly = readOnly
    this.#timeout = timeout
    this.#notify = notify
    this.#reader = new RowReader(raw)
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
    for (const note of doubtfulNames(columns)) this.#notify(note)
    const again = new SecondReading(this.#raw, statement.text, values, columns.length)
    this.#again = again
    const rows = attempt(statement, () => this.#reader.read(prepared, statement.text, values))
    try {
      yield {
        type: 'rows',
        columns,
        batches: batches(rows, again, statement, deadline),
        // SQLite takes any bytes for text.
        inexact: () => (again.begun ? again.inexact : undefined),
      }
    } finally {
      rows.end()
      again.end()
    }
  }

  async describe(statement: Statement): Promise<readonly Column[]> {
    const prepared = attempt(statement, () => this.#raw.prepare(statement.text))
    return prepared.reader ? prepared.columns().map(columnOf) : []
  }

  async transaction(): Promise<TransactionState> {
    return this.#raw.inTransaction ? 'open' : 'none'
  }

  /** SQLite's own calls are over when this one is heard; what they are repeated for may not be. */
  async cancel(): Promise<void> {
    this.#again?.giveUp()
  }
}

/** Between two batches a statement that takes too long is ended; SQLite has no time limit itself. */
async function* batches(
  rows: Reading,
  again: SecondReading,
  statement: Statement,
  deadline: number,
): AsyncGenerator<Batch> {
  const pause = async (): Promise<void> => {
    await setImmediate()
    if (performance.now() > deadline) throw timedOut()
  }
  let next = performance.now() + pauseAfter
  for (let count = 0; ; ) {
    const { rows: batch, doubtful } = attempt(statement, () => rows.next())
    if (batch.length === 0) return
    if (doubtful) again.begin()
    yield again.begun ? await again.restored(batch, count, pause) : batch
    count += batch.length
    if (performance.now() < next) continue
    await pause()
    next = performance.now() + pauseAfter
  }
}

/** Runs a call into SQLite, its failure told as the statement's. */
function attempt<T>(statement: Statement, call: () => T): T {
  try {
    return call()
  } catch (cause) {
    throw queryError(cause, statement.text)
  }
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

/** SQLite takes any bytes for a name, too. */
function doubtfulNames(columns: readonly Column[]): string[] {
  return columns.flatMap(({ name }, index) =>
    isDoubtful(name)
      ? [`column ${index + 1} has U+FFFD in its name, which may stand for what is not UTF-8`]
      : [],
  )
}

export function timedOut(): RecordsError {
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
