import type { Connection, QueryError, ResultSetHeader } from 'mysql2'
import { deferred } from '../core/deferred.js'
import type { Result, Statement } from '../core/driver.js'
import { RowBuffer } from '../core/row-buffer.js'
import type { Value } from '../core/value.js'
import { cellFailure } from './cell-failure.js'
import { changedRows } from './changed-rows.js'
import { columnOf, decoder, type Field } from './mysql-types.js'
import { notUtf8 } from './not-utf8.js'

/** What comes in the place of rows. */
type Header = ResultSetHeader & {
  /** The session's variables that the statement set, of those that the server tracks. */
  readonly stateChanges?: { readonly systemVariables: Readonly<Record<string, string>> }
}

/** The events of mysql2's query command, which its type declarations leave open. */
interface Command {
  on(event: 'fields', listener: (fields: readonly Field[] | undefined) => void): this
  on(event: 'result', listener: (row: (Buffer | null)[] | Header) => void): this
  on(event: 'end', listener: () => void): this
  on(event: 'error', listener: (error: QueryError) => void): this
}

/**
 * One statement of MySQL's text protocol, whose values stay the server's text. It gives one result
 * or, of a stored procedure, several.
 */
export class MysqlQuery {
  /** How many warnings the last result carried. */
  warnings = 0
  /** The server's status flags, as of the last result that was no rows. */
  serverStatus = 0
  /** Whether it set a character set other than that of text here. */
  recoded = false
  readonly #connection: Connection
  readonly #statement: Statement
  readonly #results: Result[] = []
  readonly #ended = deferred<void>()
  #rows: RowBuffer | undefined
  #decoders: ((bytes: Buffer | null) => Value)[] = []
  #wake: (() => void) | undefined
  #finished = false
  #discarding = false

  constructor(connection: Connection, sql: string, statement: Statement) {
    this.#connection = connection
    this.#statement = statement
    // A connection that is lost tells its query nothing.
    const lost = (error: QueryError): void => this.#finish(error)
    const over = (): void => void connection.off('error', lost)
    connection.on('error', lost)
    this.#ended.promise.then(over, over)
    // Raw bytes, decoded here: mysql2's own typeCast makes an object and three closures a cell.
    const command = connection.query({ sql, rowsAsArray: true, typeCast: false }) as Command
    command.on('fields', (fields) => this.#startResult(fields))
    command.on('result', (row) => this.#receive(row))
    command.on('error', (error) => this.#finish(error))
    command.on('end', () => this.#finish())
  }

  get finished(): boolean {
    return this.#finished
  }

  /** Settles when the server has said all, and is rejected with its error. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  /** The results, each of which must be drained before the next is asked for. */
  async *results(): AsyncGenerator<Result> {
    for (;;) {
      const result = this.#results.shift()
      if (result !== undefined) yield result
      else if (this.#finished) return await this.ended
      else await this.#news()
    }
  }

  /** The reader has gone: what still comes is dropped. */
  discard(): void {
    this.#discarding = true
    this.#rows?.discard()
  }

  #news(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #startResult(fields: readonly Field[] | undefined): void {
    this.#rows?.end()
    this.#rows = undefined
    if (fields === undefined) return
    this.#decoders = fields.map(decoder)
    const connection = this.#connection
    this.#rows = new RowBuffer({
      pause: () => connection.pause(),
      resume: () => connection.resume(),
    })
    if (this.#discarding) this.#rows.discard()
    this.#put({
      type: 'rows',
      columns: fields.map(columnOf),
      batches: this.#rows,
      // MariaDB keeps lone surrogates, and its JSON functions take any bytes for text.
      inexact: notUtf8,
    })
  }

  #receive(row: (Buffer | null)[] | Header): void {
    if (!Array.isArray(row)) {
      this.warnings = row.warningStatus
      this.serverStatus = row.serverStatus
      this.recoded ||= recodes(row)
      this.#put({ type: 'done', changed: changedRows(this.#statement.command, row.affectedRows) })
      return
    }
    if (this.#discarding) return
    let bytes = 0
    try {
      const values = row.map((cell, index) => {
        bytes += cell?.length ?? 0
        return this.#decoders[index]?.(cell) ?? null
      })
      this.#rows?.push(values, bytes)
    } catch (cause) {
      this.#discarding = true
      this.#rows?.end(cellFailure(cause))
    }
  }

  #put(result: Result): void {
    this.#results.push(result)
    this.#wake?.()
  }

  #finish(error?: QueryError): void {
    if (this.#finished) return
    this.#finished = true
    this.#rows?.end(error)
    if (error === undefined) this.#ended.resolve()
    else this.#ended.reject(error)
    this.#wake?.()
  }
}

function recodes({ stateChanges }: Header): boolean {
  const variables = Object.entries(stateChanges?.systemVariables ?? {})
  return variables.some(([name, value]) => name.startsWith('character_set_') && value !== 'utf8mb4')
}
