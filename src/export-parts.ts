import type { Result } from './core/driver.js'
import { type EncodedBatch, EncodedBatches, encodedWhereKnown } from './core/encoded-batch.js'
import type { Table } from './core/table.js'
import type { Batch } from './core/value.js'
import { type Export, exportResults, tablesOf } from './export.js'
import type { Output } from './output/output.js'

/** The name of a part: the first of `sales.csv.gz` is `sales-00001.csv.gz`. */
export function partName(path: string, part: number): string {
  const extensions = /(?<=[^/\\])\.[^./\\]+(?:\.(?:gz|zst))?$/i.exec(path)?.[0] ?? ''
  const stem = path.slice(0, path.length - extensions.length)
  return `${stem}-${String(part).padStart(5, '0')}${extensions}`
}

/**
 * Writes the rows of each result in parts of at most so many rows, each a whole output of its own;
 * `open` opens it, by its number from 1. A result without rows is one part. Answers how many there
 * are.
 */
export async function exportParts(
  results: AsyncIterable<Result>,
  rows: number,
  open: (part: number) => Promise<Output>,
  how: Export,
): Promise<number> {
  let parts = 0
  const { result, ...each } = how
  for await (const table of tablesOf(results, result, how)) {
    const cutter = new Cutter(table)
    do {
      const output = await open(++parts)
      await exportResults(only(cutter.next(rows)), output, each)
      await output.finish()
    } while (await cutter.hasMore())
  }
  return parts
}

/** Cuts a table into tables of so many rows. */
class Cutter {
  readonly #table: Table
  readonly #batches: AsyncIterator<Batch | EncodedBatch>
  /** What has come and is not given out. */
  #rest: Batch | EncodedBatch | undefined

  constructor(table: Table) {
    this.#table = table
    this.#batches = encodedWhereKnown(table.batches)[Symbol.asyncIterator]()
  }

  /** The next rows; they are to be read before more are asked for. */
  next(rows: number): Table {
    return { ...this.#table, batches: new EncodedBatches(this.#take(rows)) }
  }

  async hasMore(): Promise<boolean> {
    while (this.#rest === undefined || this.#rest.length === 0) {
      const { done, value } = await this.#batches.next()
      if (done) return false
      this.#rest = value
    }
    return true
  }

  async *#take(rows: number): AsyncGenerator<Batch | EncodedBatch> {
    for (let missing = rows; missing > 0 && (await this.hasMore()); ) {
      const batch = this.#rest as Batch | EncodedBatch
      const taken = batch.length <= missing ? batch : batch.slice(0, missing)
      this.#rest = batch.length <= missing ? undefined : batch.slice(missing)
      missing -= taken.length
      yield taken
    }
  }
}

async function* only(table: Table): AsyncGenerator<Result> {
  yield { ...table, type: 'rows' }
}
