import stringWidth from 'string-width'
import type { RowsResult } from '../core/driver.js'
import { sampled } from '../core/sample.js'
import type { Sink } from '../core/sink.js'
import type { HeldTable } from '../core/table.js'
import type { Batch, Row } from '../core/value.js'
import { exportResults } from '../export.js'
import { Exportable } from '../exportable.js'
import { formatNamed, optionValues } from '../formats.js'
import { MemorySink } from '../output/memory.js'
import type { State } from './state.js'

/** Results of more cells than this are shown, but not kept. */
const mostCells = 2_000_000

/** What the shell needs to know of the place where a result is shown. */
export interface Place {
  readonly sink: Sink
  /** The cells of its lines, where they are few enough to matter. */
  readonly columns: number | undefined
  notify(message: string): void
}

/** Writes a result in the format that the person has chosen. */
export async function showResult(result: RowsResult, state: State, place: Place): Promise<void> {
  const rows = sampled(result.batches)
  const sample = (await rows.next()).value ?? []
  const expanded = await isExpanded({ ...result, batches: of(sample) }, state, place)
  const whole: RowsResult = { ...result, batches: of(sample, rows) }
  const { format, options } = formatOf(state, expanded)
  await exportResults(of(whole), place.sink, { format, options, notify: place.notify })
}

/** Writes a result to a file, in the format of its extension. */
export async function saveResult(result: RowsResult, path: string): Promise<void> {
  await new Streamed(result).save(path)
}

/** A result as it comes. */
class Streamed extends Exportable {
  readonly #result: RowsResult

  constructor(result: RowsResult) {
    super()
    this.#result = result
  }

  override results(): AsyncIterable<RowsResult> {
    return of(this.#result)
  }
}

function formatOf(state: State, expanded: boolean) {
  const format = expanded ? formatNamed('table') : state.format
  const own = format === state.format ? state.formatOptions : {}
  const options = optionValues(format, expanded ? { ...own, style: 'expanded' } : own)
  return { format, options }
}

/** Whether the sample, as a table, is wider than the place. */
async function isExpanded(sample: RowsResult, state: State, { columns }: Place): Promise<boolean> {
  if (state.expanded !== 'auto') return state.expanded === 'on'
  if (columns === undefined || state.format.name !== 'table') return false
  const sink = new MemorySink()
  const { format, options } = formatOf(state, false)
  await exportResults(of(sample), sink, { format, options, notify: () => {} })
  return sink
    .text()
    .split('\n')
    .some((line) => stringWidth(line) > columns)
}

/** Counts rows as they pass, and keeps them while they are not too many. */
export class Keeper {
  rows = 0
  /** When the last one had come, by `performance.now()`. */
  ended = 0
  readonly #result: RowsResult
  #kept: Row[] | undefined = []

  constructor(result: RowsResult) {
    this.#result = result
  }

  get batches(): AsyncIterable<Batch> {
    return this.#passing()
  }

  get kept(): HeldTable | undefined {
    const { columns } = this.#result
    return this.#kept && { columns, rows: this.#kept }
  }

  async *#passing(): AsyncGenerator<Batch> {
    for await (const batch of this.#result.batches) {
      this.rows += batch.length
      if (this.rows * this.#result.columns.length > mostCells) this.#kept = undefined
      this.#kept?.push(...batch)
      yield batch
    }
    this.ended = performance.now()
  }
}

async function* of<T>(first: T, rest: AsyncIterable<T> | readonly T[] = []): AsyncGenerator<T> {
  yield first
  yield* rest
}
