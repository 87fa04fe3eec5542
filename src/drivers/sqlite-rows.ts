import { performance } from 'node:perf_hooks'
import type BetterSqlite from 'better-sqlite3'
import type { Row } from '../core/value.js'
import { isDoubtful } from './not-utf8.js'

type Raw = BetterSqlite.Database

/** Half as many take a tenth more time; more take as long, and outlive a collection of the young. */
const batchRows = 400
const batchSize = 256 * 1024
const batchMilliseconds = 100

/** For so many rows the clock is looked at each time, and then once in as many. */
const clockRows = 16

/** The rows of one statement, read batch by batch. */
export interface Reading {
  /** The next rows; none when all have been read, and only then. */
  next(): RowBatch
  /** Leaves no statement open. */
  end(): void
}

/** Rows that are read together. */
export class RowBatch {
  readonly rows: Row[] = []
  readonly #deadline = performance.now() + batchMilliseconds
  #size = 0
  #doubtful = false

  /** Whether text may not be what the database holds: it is in the last row. */
  get doubtful(): boolean {
    return this.#doubtful
  }

  /** Whether there are enough with this row. */
  add(row: Row): boolean {
    this.rows.push(row)
    for (let index = 0; index < row.length; index++) {
      const value = row[index]
      if (typeof value === 'string') {
        this.#size += value.length
        if (isDoubtful(value)) this.#doubtful = true
      } else if (value instanceof Uint8Array) {
        this.#size += value.length
      }
    }
    const { length } = this.rows
    if (length >= batchRows || this.#size >= batchSize || this.#doubtful) return true
    // Where the first have come soon, so do most of the others.
    if (length > clockRows && length % clockRows > 0) return false
    return performance.now() >= this.#deadline
  }
}

/** The SQL function that is given the cells of each row. */
const name = 'records_row'

/**
 * Reads rows through a SQL function: its calls take a third of the time that better-sqlite3's
 * iterator takes, which makes two objects a row, and on Node 20 sets each cell by its name. The
 * statement stands within another, whose WHERE calls the function; the function keeps the row, and
 * says yes only where a batch is full, so that the iterator stops there.
 */
export class RowReader {
  readonly #raw: Raw
  #batch = new RowBatch()

  constructor(raw: Raw) {
    this.#raw = raw
    const options = { varargs: true, safeIntegers: true, directOnly: true }
    raw.function(name, options, (...row: Row) => Number(this.#batch.add(row)))
  }

  /** `statement` is prepared of the SQL, and not run where the rows come through the function. */
  read(statement: BetterSqlite.Statement, sql: string, values: readonly unknown[]): Reading {
    const around = this.#around(statement, sql, values)
    return around === undefined
      ? iterated(statement.raw().safeIntegers().iterate(values) as IterableIterator<Row>)
      : this.#taken(around.pluck().iterate(values))
  }

  #taken(stops: IterableIterator<unknown>): Reading {
    return {
      next: () => {
        this.#batch = new RowBatch()
        stops.next()
        return this.#batch
      },
      end: () => stops.return?.(),
    }
  }

  /** Undefined where it does not stand in another statement, or each would change its rows. */
  #around(
    statement: BetterSqlite.Statement,
    sql: string,
    values: readonly unknown[],
  ): BetterSqlite.Statement | undefined {
    const program = (text: string): Instruction[] =>
      this.#raw.prepare<unknown[], Instruction>(`EXPLAIN ${text}`).all(values)
    const names = statement.columns().map((_, index) => `c${index}`)
    let own: Instruction[] | undefined
    for (const around of [merged(sql, names), apart(sql, names)]) {
      const prepared = this.#prepared(around)
      if (prepared === undefined) return undefined
      own ??= program(sql)
      if (givesTheSame(program(around), own)) return prepared
    }
    return undefined
  }

  /** A PRAGMA does not stand in another statement, and neither do a thousand columns. */
  #prepared(sql: string): BetterSqlite.Statement | undefined {
    try {
      return this.#raw.prepare(sql)
    } catch {
      return undefined
    }
  }
}

/**
 * SQLite may merge the statement into the one around it, and reads its rows in three quarters of
 * the time then. The WHERE may then come before a join, a condition or a sort of the statement's.
 */
function merged(sql: string, names: readonly string[]): string {
  // The statement may end in a comment.
  return `WITH records_rows(${names}) AS (${sql}\n) SELECT NULL FROM records_rows WHERE ${name}(${names})`
}

/**
 * The first SELECT has no FROM, so that SQLite does not merge what is read into the statement
 * around it. It makes the columns' names, which may be the same in the statement itself, and BLOB
 * of their types, by which nothing is converted.
 */
function apart(sql: string, names: readonly string[]): string {
  const none = names.map((column) => `CAST(NULL AS BLOB) AS ${column}`)
  return `SELECT NULL FROM (SELECT ${none} WHERE 0 UNION ALL SELECT * FROM (${sql}\n)) WHERE ${name}(${names})`
}

/** An instruction of SQLite's, as EXPLAIN tells. */
interface Instruction {
  readonly opcode: string
  readonly p2: number
  readonly p4: string | null
}

/**
 * Whether the function is given the rows of the statement, in their order. It is given a row of the
 * outer statement where nothing but its answer stands between its call and that row. That these are
 * the statement's own is told by the steps of both programs, which are to be the same: which tables
 * and indexes are read, one within another, how they are gone through, and what is sorted.
 *
 * One of the steps changes a value: what SQLite reads through another statement it takes for the
 * type of the column. Of `SELECT price FROM cheese UNION ALL SELECT 5`, where the price is declared
 * REAL, the 5 would be 5.0.
 */
function givesTheSame(around: readonly Instruction[], own: readonly Instruction[]): boolean {
  const isCall = ({ opcode, p4 }: Instruction): boolean =>
    opcode === 'Function' && p4?.startsWith(name) === true
  const rowFollows = (at: number): boolean =>
    around
      .slice(at + 1, at + 4)
      .map(({ opcode }) => opcode)
      .join() === 'IfNot,Null,ResultRow'
  return (
    steps(around) === steps(own) &&
    around.every((instruction, at) => !isCall(instruction) || rowFollows(at))
  )
}

function steps(program: readonly Instruction[]): string {
  return program
    .filter(({ opcode }) => /^(?:Open|Rewind|Last|Seek|Sorter|RealAffinity)/.test(opcode))
    .map(({ opcode, p2 }) => (opcode === 'OpenRead' ? `${opcode} ${p2}` : opcode))
    .join()
}

function iterated(rows: IterableIterator<Row>): Reading {
  return {
    next: () => {
      const batch = new RowBatch()
      for (let next = rows.next(); !next.done; next = rows.next()) {
        if (batch.add(next.value)) break
      }
      return batch
    },
    end: () => rows.return?.(),
  }
}
