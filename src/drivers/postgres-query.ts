import type { Socket } from 'node:net'
import type { Connection, Submittable } from 'pg'
import { deferred } from '../core/deferred.js'
import type { Parameter, Statement } from '../core/driver.js'
import { type EncodedBatch, EncodedBatches } from '../core/encoded-batch.js'
import { RecordsError } from '../core/errors.js'
import { type ReceivedRows, RowBuffer } from '../core/row-buffer.js'
import type { Batch } from '../core/value.js'
import { cellFailure } from './cell-failure.js'
import { type RowsApart, rowBatch, rowsApart } from './postgres-rows.js'
import type { Field } from './postgres-types.js'

/** pg's own connection object, which its type declarations only sketch. */
export interface WireConnection
  extends Omit<Connection, 'stream' | 'parse' | 'bind' | 'describe' | 'execute'> {
  readonly stream: Socket
  connect(portOrPath: number | string, host?: string): void
  requestSsl(): void
  cancel(processId: number, secretKey: number): void
  sendCopyFail(message: string): void
  parse(query: { text: string; types: readonly number[] }): void
  bind(config: { values: readonly (string | null)[]; valueMapper(value: unknown): unknown }): void
  describe(message: { type: 'S'; name: string }): void
  execute(config: object): void
}

const booleanType = 16
const byteaType = 17
const textType = 25

export interface QueryPlan {
  readonly statement: Statement
  /** Indexes of the parameters to be declared as text, because the server cannot infer a type. */
  readonly asText: ReadonlySet<number>
  readonly connection: WireConnection
  /**
   * Looks at the columns and may give up: then nothing is executed, and the query completes with
   * an empty tag.
   */
  accept(fields: readonly Field[]): boolean
}

/**
 * One statement in PostgreSQL's extended protocol, which pg runs as a query of its own. It is
 * described before it is executed, so that its columns are known first, and every value stays the
 * server's text. See "Message Flow: Extended Query" in PostgreSQL's manual.
 */
export class PostgresQuery implements Submittable {
  readonly batches: EncodedBatches = new EncodedBatches(this.#read())
  readonly #rows: RowBuffer
  readonly #rowsApart: RowsApart
  readonly #statement: Statement
  readonly #asText: ReadonlySet<number>
  readonly #connection: WireConnection
  readonly #accept: (fields: readonly Field[]) => boolean
  readonly #described = deferred<readonly Field[] | undefined>()
  readonly #completed = deferred<string>()
  #booleans: readonly number[] = []
  #tag = ''
  #synced = false
  #error: unknown
  #finished = false
  readonly #ended = deferred<void>()

  constructor({ statement, asText, connection, accept }: QueryPlan) {
    this.#statement = statement
    this.#asText = asText
    this.#connection = connection
    this.#rowsApart = rowsApart(connection)
    this.#accept = accept
    const { stream } = connection
    this.#rows = new RowBuffer({ pause: () => stream.pause(), resume: () => stream.resume() })
    // Both may be rejected when nobody waits for them any more.
    this.#described.promise.catch(() => {})
    this.#completed.promise.catch(() => {})
  }

  /** The columns' fields, or undefined where the statement returns no rows. */
  get described(): Promise<readonly Field[] | undefined> {
    return this.#described.promise
  }

  /** The command's tag, such as `INSERT 0 3`, once the server is ready for the next statement. */
  get completed(): Promise<string> {
    return this.#completed.promise
  }

  /** Whether the server has nothing more to say to it. */
  get finished(): boolean {
    return this.#finished
  }

  /** Settles when it is {@link finished}, well or not. */
  get ended(): Promise<void> {
    return this.#ended.promise
  }

  submit(): void {
    const connection = this.#connection
    this.#rowsApart.taker = ({ bytes, start, end, count }) =>
      this.#rows.push(bytes, start, end, count)
    connection.on('noData', this.#noData)
    connection.on('copyOutResponse', this.#copyOut)
    connection.stream.cork()
    const types = this.#statement.parameters.map((parameter, index) =>
      this.#asText.has(index) ? textType : parameterType(parameter),
    )
    connection.parse({ text: this.#statement.text, types })
    connection.describe({ type: 'S', name: '' })
    connection.flush()
    connection.stream.uncork()
  }

  handleRowDescription({ fields }: { fields: readonly Field[] }): void {
    this.#booleans = fields.flatMap((field, index) =>
      field.dataTypeID === booleanType ? [index] : [],
    )
    this.#execute(this.#accept(fields))
    this.#described.resolve(fields)
  }

  readonly #noData = (): void => {
    this.#execute(this.#accept([]))
    this.#described.resolve(undefined)
  }

  #execute(accepted: boolean): void {
    const connection = this.#connection
    connection.stream.cork()
    if (accepted) {
      const values = this.#statement.parameters.map(parameterText)
      connection.bind({ values, valueMapper: (value) => value })
      connection.execute({})
    }
    this.#sync()
    connection.stream.uncork()
  }

  #sync(): void {
    if (this.#synced) return
    this.#synced = true
    this.#connection.sync()
  }

  /** The reader has gone: what still comes is dropped. */
  discard(): void {
    this.#rows.discard()
  }

  async *#read(): AsyncGenerator<Batch | EncodedBatch> {
    for await (const received of this.#rows) {
      for (const rows of received) yield readable(rows, this.#booleans)
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#tag = text
  }

  /** The server's error, or the loss of the connection. */
  handleError(error: unknown): void {
    this.#fail(error)
    this.#sync()
    this.#finish()
  }

  handleReadyForQuery(): void {
    this.#finish()
  }

  /** From here on it has failed, though the server may have more to say. */
  #fail(error: unknown): void {
    this.#error ??= error
    this.#described.reject(this.#error)
    this.#completed.reject(this.#error)
    this.#rows.end(this.#error)
  }

  #finish(): void {
    this.#finished = true
    this.#rowsApart.taker = undefined
    this.#connection.off('noData', this.#noData)
    this.#connection.off('copyOutResponse', this.#copyOut)
    this.#rows.end()
    this.#completed.resolve(this.#tag)
    this.#ended.resolve()
  }

  /** Nothing of pg reads the data that would follow: it would be lost without a word. */
  readonly #copyOut = (): void => {
    const hint = 'Give the query itself, without COPY, and choose the format: csv, tsv, …'
    this.#fail(new RecordsError('usage', 'COPY … TO STDOUT gives no rows to report', { hint }))
  }

  handleCopyInResponse(): void {
    const hint = "Load the data with the database's own client: psql and its \\copy."
    this.#fail(new RecordsError('usage', 'COPY … FROM STDIN has no data to read here', { hint }))
    this.#connection.sendCopyFail('no data')
    // The server has passed over the Sync before it, being in the middle of a COPY.
    this.#connection.sync()
  }

  handleCopyData(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

function readable(rows: ReceivedRows, booleans: readonly number[]): Batch | EncodedBatch {
  try {
    return rowBatch(rows, booleans)
  } catch (cause) {
    throw cellFailure(cause)
  }
}

/** Whether the server is left to infer its type. */
export function isUntyped(parameter: Parameter): boolean {
  return parameterType(parameter) === 0
}

/** A parameter's type by oid; 0 leaves it to the server, as it does for a literal in quotes. */
function parameterType(parameter: Parameter): number {
  if (typeof parameter === 'boolean') return booleanType
  if (typeof parameter === 'bigint') return integerType(parameter)
  if (parameter instanceof Uint8Array) return byteaType
  return parameter !== null && typeof parameter === 'object' ? 1700 : 0
}

/** As PostgreSQL types an integer in SQL: the first of int4, int8 and numeric that holds it. */
function integerType(value: bigint): number {
  if (BigInt.asIntN(32, value) === value) return 23
  return BigInt.asIntN(64, value) === value ? 20 : 1700
}

function parameterText(parameter: Parameter): string | null {
  if (parameter === null || typeof parameter === 'string') return parameter
  if (parameter instanceof Uint8Array) return `\\x${Buffer.from(parameter).toString('hex')}`
  return typeof parameter === 'object' ? parameter.decimal : String(parameter)
}
