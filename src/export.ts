import type { Result } from './core/driver.js'
import { RecordsError } from './core/errors.js'
import type { Format, Notify } from './core/formatter.js'
import type { Sink } from './core/sink.js'
import type { Table, Tables } from './core/table.js'
import type { Batch } from './core/value.js'
import { exactOrTold } from './exactness.js'

export interface Export {
  readonly format: Format
  /** The format's options, every one with its value. */
  readonly options: Readonly<Record<string, unknown>>
  /** Which of several results to write, counted from 1; all of them by default. */
  readonly result?: number | undefined
  /** Make a cell that the format cannot hold exactly an error. */
  readonly strict?: boolean
  readonly notify: Notify
}

/**
 * Writes the rows that results give in a format, and says what the others changed. Every result is
 * drained, whether it is written or not. Answers whether there was anything to write: where no
 * result gives rows, nothing is.
 */
export async function exportResults(
  results: AsyncIterable<Result>,
  sink: Sink,
  { format, options, result, strict = false, notify }: Export,
): Promise<boolean> {
  const exact = (dataset: Table) => exactOrTold(dataset, format, strict, notify)
  const book = datasetsOf(results, result, exact, notify)
  try {
    if (format.tables === 'many') {
      const first = await book.next()
      if (first.done) return false
      await format.write(resumed(first.value, book), sink, options, notify)
    } else {
      const dataset = await onlyDataset(book, format)
      if (dataset === undefined) return false
      await format.write(dataset, sink, options, notify)
    }
    return true
  } finally {
    await book.return(undefined)
  }
}

async function* datasetsOf(
  results: AsyncIterable<Result>,
  wanted: number | undefined,
  prepared: (dataset: Table) => Table,
  notify: Notify,
): AsyncGenerator<Table> {
  let count = 0
  for await (const result of results) {
    if (result.type === 'done') {
      notify(changedMessage(result.changed))
    } else if (wanted === undefined || ++count === wanted) {
      yield prepared(result)
    } else {
      for await (const _ of result.batches);
    }
  }
  if (wanted !== undefined && count < wanted) {
    const message = `--result ${wanted} is not there: the SQL gave ${count} with rows`
    throw new RecordsError('usage', message)
  }
}

function changedMessage(changed: number | undefined): string {
  if (changed === undefined) return 'done'
  return changed === 1 ? '1 row changed' : `${changed} rows changed`
}

async function* resumed<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}

/**
 * The only dataset of a book, for a format of one table. The last batch of rows is given out only
 * when it is known that no other dataset follows: a short result is refused before anything is
 * written, and a long one before the format closes its output.
 */
async function onlyDataset(book: Tables, format: Format): Promise<Table | undefined> {
  const datasets = book[Symbol.asyncIterator]()
  const first = await datasets.next()
  if (first.done) return undefined
  const { columns, batches } = first.value
  const rows = heldBack(batches, async () => {
    if (!(await datasets.next()).done) throw severalResults(format)
  })
  const batch = await rows.next()
  return { columns, batches: batch.done ? rows : resumed(batch.value, rows) }
}

async function* heldBack(
  batches: Table['batches'],
  atEnd: () => Promise<void>,
): AsyncGenerator<Batch> {
  let held: Batch | undefined
  for await (const batch of batches) {
    if (held !== undefined) yield held
    held = batch
  }
  await atEnd()
  if (held !== undefined) yield held
}

function severalResults({ name }: Format): RecordsError {
  const message = `the SQL gives several results, and ${name} holds one`
  return new RecordsError('usage', message, {
    hint: 'Choose one with --result N, or a format that holds several: xlsx, html, yaml, table.',
  })
}
