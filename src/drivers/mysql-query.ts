import type { Connection, QueryError, ResultSetHeader } from 'mysql2'
import { deferred } from '../core/deferred.js'
import type { Result, Statement } from '../core/driver.js'
import { type EncodedBatch, EncodedBatches } from '../core/encoded-batch.js'
import { RowBuffer } from '../core/row-buffer.js'
import type { Batch } from '../core/value.js'
import { cellFailure } from './cell-failure.js'
import { changedRows } from './changed-rows.js'
import { rowReader } from './mysql-rows.js'
import { columnOf, type Field } from './mysql-types.js'
import type { Wire } from './mysql-wire.js'
import { notUtf8 } from './not-utf8.js'

/** What comes in the place of rows. */
type Header = ResultSetHeader & {
  /** The session's variables that the statement set, of those that the server tracks. */
  readonly stateChanges?: { readonly systemVariables: Readonly<Record<string, string>> }
}

/** A packet from the server. mysql2 makes the next one of the same object. */
interface Packet {
  readonly buffer: Buffer
  /** Where its header begins. */
  readonly start: number
  readonly end: number
  isEOF(): boolean
}

/** What is done with the next packet. */
type State = (packet: Packet, connection: Connection) => State | null

/** mysql2's query command, of which its type declarations leave out the events and states. */
interface Command {
  row: State
  on(event: 'fields', listener: (fields: readonly Field[] | undefined) => void): this
  on(event: 'result', listener: (result: Header) => void): this
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
  readonly #connection: Wire
  readonly #statement: Statement
  readonly #results: Result[] = []
  readonly #ended = deferred<void>()
  #rows: RowBuffer | undefined
  #wake: (() => void) | undefined
  #finished = false
  #discarding = false

  constructor(connection: Wire, sql: string, statement: Statement) {
    this.#connection = connection
    this.#statement = statement
    // A connection that is lost tells its query nothing.
    const lost = (error: QueryError): void => this.#finish(error)
    const over = (): void => void connection.off('error', lost)
    connection.on('error', lost)
    this.#ended.promise.then(over, over)
    const command = connection.query({ sql, rowsAsArray: true }) as unknown as Command
    const { row: afterRows } = command
    // mysql2 would make a buffer of every cell.
    command.row = (packet, connection) => {
      if (packet.isEOF()) return afterRows.call(command, packet, connection)
      this.#rows?.push(packet.buffer, packet.start, packet.end, 1)
      return command.row
    }
    command.on('fields', (fields) => this.#startResult(fields))
    command.on('result', (header) => this.#finishOne(header))
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
    // mysql2, paused itself, would keep a packet of each row that has come.
    const { stream } = this.#connection
    const rows = new RowBuffer({
      pause: () => stream.pause(),
      resume: () => stream.resume(),
    })
    this.#rows = rows
    if (this.#discarding) rows.discard()
    this.#put({
      type: 'rows',
      columns: fields.map(columnOf),
      batches: new EncodedBatches(batchesOf(rows, fields)),
      // MariaDB keeps lone surrogates, and its JSON functions take any bytes for text.
      inexact: () => notUtf8,
    })
  }

  #finishOne(header: Header): void {
    this.warnings = header.warningStatus
    this.serverStatus = header.serverStatus
    this.recoded ||= recodes(header)
    this.#put({ type: 'done', changed: changedRows(this.#statement.command, header.affectedRows) })
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

async function* batchesOf(
  rows: RowBuffer,
  fields: readonly Field[],
): AsyncGenerator<Batch | EncodedBatch> {
  const read = rowReader(fields)
  for await (const received of rows) {
    for (const together of received) {
      try {
        yield read(together)
      } catch (cause) {
        throw cellFailure(cause)
      }
    }
  }
}

function recodes({ stateChanges }: Header): boolean {
  const variables = Object.entries(stateChanges?.systemVariables ?? {})
  return variables.some(([name, value]) => name.startsWith('character_set_') && value !== 'utf8mb4')
}
