import { performance } from 'node:perf_hooks'
import type BetterSqlite from 'better-sqlite3'
import type { Row } from '../core/value.js'
import { isDoubtful } from './not-utf8.js'

type Raw = BetterSqlite.Database

/** More take no less time, and more memory: they outlive a collection of the young. */
const batchRows = 200
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

  /** Undefined for what does not stand in another statement, and for what it would change. */
  #around(
    statement: BetterSqlite.Statement,
    sql: string,
    values: readonly unknown[],
  ): BetterSqlite.Statement | undefined {
    const types = statement.columns().map(({ type }) => type ?? '')
    const around = aroundRows(sql, types.length)
    const prepared = this.#prepared(around)
    if (prepared === undefined) return undefined
    const mayMakeReal = compounds.test(sql) || types.some((type) => realTypes.test(type))
    if (!mayMakeReal) return prepared
    const conversions = (text: string): number => {
      const program = this.#raw.prepare<unknown[], [number, string]>(`EXPLAIN ${text}`).raw()
      return program.all(values).filter(([, opcode]) => opcode === 'RealAffinity').length
    }
    return conversions(around) > conversions(sql) ? undefined : prepared
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
 * What SQLite reads through another statement it takes for the type of the column: of
 * `SELECT price FROM cheese UNION ALL SELECT 5`, where the price is declared REAL, the 5 would be
 * 5.0. It can only come to that where a column is declared so, or where SELECTs are joined; then
 * the programs of both statements tell whether one converts more.
 */
const realTypes = /REAL|FLOA|DOUB/i
const compounds = /\b(?:UNION|INTERSECT|EXCEPT|VALUES)\b/i

/**
 * The first SELECT has no FROM, so that SQLite does not flatten the outer statement into what is
 * read: its WHERE would see the rows before they are sorted. It makes the columns' names, which
 * may be the same in the statement itself, and BLOB of their types, by which nothing is converted.
 * The statement may end in a comment.
 */
function aroundRows(sql: string, width: number): string {
  const names = Array.from({ length: width }, (_, index) => `c${index}`)
  const empty = names.map((column) => `x'' AS ${column}`)
  return `SELECT NULL FROM (SELECT ${empty} WHERE 0 UNION ALL SELECT * FROM (${sql}\n)) WHERE ${name}(${names})`
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
