import type { Result } from './core/driver.js'
import { EncodedBatches, encodedWhereKnown } from './core/encoded-batch.js'
import { RecordsError } from './core/errors.js'
import type { Format, Notify } from './core/formatter.js'
import { type Presentation, presented } from './core/presentation/presentation.js'
import type { Sink } from './core/sink.js'
import type { Table, Tables } from './core/table.js'
import { exactOrTold } from './exactness.js'
import { formats } from './formats.js'
import { programWording, type Wording } from './wording.js'

/** How results are written. */
export interface Export {
  readonly format: Format
  /** The format's options, every one with its value. */
  readonly options: Readonly<Record<string, unknown>>
  /** Which of several results to write, counted from 1; all of them by default. */
  readonly result?: number | undefined
  /** Write the tables with their titles, as one book. */
  readonly book?: boolean
  /** How every table is shown, by a format that is for the eye. */
  readonly presentation?: Presentation | undefined
  /** Make a cell that the format cannot hold exactly an error. */
  readonly strict?: boolean
  readonly notify: Notify
  /** How messages name what can be asked for; as options of a program by default. */
  readonly wording?: Wording
}

/**
 * Writes the rows that results give in a format, and says what the others changed. Every result is
 * drained, whether it is written or not. Answers whether there was anything to write: where no
 * result gives rows, nothing is.
 */
export async function exportResults(
  results: AsyncIterable<Result>,
  sink: Sink,
  {
    format,
    options,
    result,
    strict = false,
    book = false,
    presentation,
    notify,
    wording = programWording,
  }: Export,
): Promise<boolean> {
  if (presentation && !format.presents) throw notPresented(format)
  const telling = { options, strict, notify, wording }
  const prepared = (table: Table) =>
    exactOrTold(presentation ? presented(table, presentation) : table, format, telling)
  const tables = mapped(tablesOf(results, result, { notify, wording }), prepared)
  try {
    if (book && format.writeBook) {
      await format.writeBook(tables, sink, options, notify)
    } else if (format.tables === 'many') {
      const first = await tables.next()
      if (first.done && !book) return false
      await format.write(first.done ? tables : resumed(first.value, tables), sink, options, notify)
    } else {
      const table = await onlyTable(tables, () => severalTables(format, book, wording))
      if (table === undefined) return false
      await format.write(table, sink, options, notify)
    }
    return true
  } finally {
    await tables.return(undefined)
  }
}

/** The results that give rows, or the one that is wanted; what the others changed is told. */
export async function* tablesOf(
  results: AsyncIterable<Result>,
  wanted: number | undefined,
  { notify, wording = programWording }: Pick<Export, 'notify' | 'wording'>,
): AsyncGenerator<Table> {
  let count = 0
  for await (const result of results) {
    if (result.type === 'done') {
      notify(changedMessage(result.changed))
    } else if (wanted === undefined || ++count === wanted) {
      yield result
    } else {
      for await (const _ of result.batches);
    }
  }
  if (wanted !== undefined && count < wanted) {
    const option = wording.option('result')
    const message = `${option} ${wanted} is not there: the SQL gave ${count} with rows`
    throw new RecordsError('usage', message)
  }
}

function changedMessage(changed: number | undefined): string {
  if (changed === undefined) return 'done'
  return changed === 1 ? '1 row changed' : `${changed} rows changed`
}

async function* mapped<T>(items: AsyncIterable<T>, map: (item: T) => T): AsyncGenerator<T> {
  for await (const item of items) yield map(item)
}

async function* resumed<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}

/**
 * The only table of a book, for a format of one table. The last batch of rows is given out only
 * when it is known that no other table follows: a short result is refused before anything is
 * written, and a long one before the format closes its output.
 */
async function onlyTable(tables: Tables, several: () => Error): Promise<Table | undefined> {
  const all = tables[Symbol.asyncIterator]()
  const first = await all.next()
  if (first.done) return undefined
  const rows = heldBack(encodedWhereKnown(first.value.batches), async () => {
    if (!(await all.next()).done) throw several()
  })
  const batch = await rows.next()
  const batches = new EncodedBatches(batch.done ? rows : resumed(batch.value, rows))
  return { ...first.value, batches }
}

async function* heldBack<B>(
  batches: AsyncIterable<B>,
  atEnd: () => Promise<void>,
): AsyncGenerator<B> {
  let held: B | undefined
  for await (const batch of batches) {
    if (held !== undefined) yield held
    held = batch
  }
  await atEnd()
  if (held !== undefined) yield held
}

function notPresented({ name }: Format): RecordsError {
  const presenting = formats().filter((one) => one.presents)
  return new RecordsError('usage', `${name} holds the query's own columns, without totals`, {
    hint: `Take a format for the eye: ${presenting.map((format) => format.name).join(', ')}.`,
  })
}

function severalTables({ name }: Format, book: boolean, wording: Wording): RecordsError {
  const several = formats().filter((one) => one.tables === 'many' || (book && one.writeBook))
  return new RecordsError('usage', `${wording.severalTables}, and ${name} holds one`, {
    hint: `${wording.chooseTable}, or take a format that holds several: ${several.map((format) => format.name).join(', ')}.`,
  })
}
