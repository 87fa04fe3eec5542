import type { Column } from '../core/column.js'
import type { Result, RowsResult } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Dataset } from '../dataset/dataset.js'
import { Awaitable } from './awaitable.js'
import type { Conversions } from './conversion.js'
import { arrayShape, objectShape, type RowObject, type RowShape } from './row-shapes.js'

export type { RowObject } from './row-shapes.js'

/** What rows are made of. */
export interface RowsOptions {
  /** What cells become, where it is not the usual. */
  readonly as?: Conversions | undefined
}

/** Runs the query. `byHand` where the program reads the rows in a loop of its own. */
export type Start = (byHand: boolean, signal?: AbortSignal) => AsyncIterable<Result>

/**
 * The rows that a query will give. Nothing runs before they are asked for, and they can be read
 * once: by a loop over them, `await` for an array of all, or one of the methods. The connection is
 * given back when they are drained, when the loop is left, and when it fails.
 */
export class Rows<R extends object = RowObject> extends Awaitable<R[]> implements AsyncIterable<R> {
  readonly #start: Start
  readonly #options: RowsOptions
  readonly #shape: RowShape
  readonly #reading: { begun: boolean }

  /** @internal */
  constructor(
    start: Start,
    options: RowsOptions,
    shape: RowShape = objectShape,
    reading: { begun: boolean } = { begun: false },
  ) {
    super()
    this.#start = start
    this.#options = options
    this.#shape = shape
    this.#reading = reading
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<R, void> {
    for await (const batch of this.#batches(true)) yield* batch
  }

  /** The rows some hundreds at a time, which is faster than one by one. */
  batches(): AsyncGenerator<R[], void> {
    return this.#batches(true)
  }

  /** The same rows as arrays, by position. */
  arrays<A extends readonly unknown[] = RowObject[string][]>(): Rows<A> {
    return new Rows<A>(this.#start, this.#options, arrayShape, this.#reading)
  }

  /** Every row. */
  override async all(): Promise<R[]> {
    const rows: R[] = []
    for await (const batch of this.#batches(false)) for (const row of batch) rows.push(row)
    return rows
  }

  /** The first row, or what is given in its place where there is none. */
  first(): Promise<R | undefined>
  first<D>(otherwise: D): Promise<R | D>
  async first(otherwise?: unknown): Promise<unknown> {
    for await (const [row] of this.#batches(false)) if (row !== undefined) return row
    return otherwise
  }

  /** The only row. Throws a query error where there is none, or more than one. */
  async one(): Promise<R> {
    const rows: R[] = []
    for await (const batch of this.#batches(false)) {
      rows.push(...batch)
      if (rows.length > 1) throw notOne('more than one row')
    }
    const [row] = rows
    if (row === undefined) throw notOne('no row')
    return row
  }

  /** The first cell of the first row, or what is given in its place where there is no row. */
  scalar<T = RowObject[string]>(): Promise<T | undefined>
  scalar<T = RowObject[string], D = T>(otherwise: D): Promise<T | D>
  async scalar(otherwise?: unknown): Promise<unknown> {
    const row = await this.arrays().first()
    return row === undefined ? otherwise : row[0]
  }

  /** The columns. The rows are not read. */
  async columns(): Promise<readonly Column[]> {
    for await (const { columns } of this.#results(false)) return columns
    return []
  }

  /** All rows and their columns, held whole and exact. */
  async dataset(): Promise<Dataset> {
    const { Dataset } = await import('../dataset/dataset.js')
    for await (const table of this.#results(false)) return await Dataset.of(table)
    return new Dataset({ columns: [] })
  }

  /** @internal */
  override results(signal?: AbortSignal): AsyncIterable<Result> {
    this.#begin()
    return this.#start(false, signal)
  }

  async *#batches(byHand: boolean): AsyncGenerator<R[], void> {
    for await (const { columns, batches } of this.#results(byHand)) {
      const row = this.#shape(columns, this.#options.as)
      for await (const batch of batches) yield batch.map(row) as R[]
    }
  }

  /** The one result with rows; none of a statement that gives none. */
  async *#results(byHand: boolean): AsyncGenerator<RowsResult, void> {
    this.#begin()
    let count = 0
    for await (const result of this.#start(byHand)) {
      if (result.type === 'done') continue
      if (++count > 1) throw severalResults()
      yield result
    }
  }

  #begin(): void {
    if (this.#reading.begun) throw alreadyRead()
    this.#reading.begun = true
  }
}

function notOne(what: string): RecordsError {
  return new RecordsError('query', `the query gives ${what}, where one() wants one`)
}

function severalResults(): RecordsError {
  return new RecordsError('usage', 'the statement gives several results', {
    hint: 'Read them with script().',
  })
}

function alreadyRead(): RecordsError {
  return new RecordsError('usage', 'the rows have been read', {
    hint: 'Query again, or keep them: await rows.all() or await rows.dataset().',
  })
}
