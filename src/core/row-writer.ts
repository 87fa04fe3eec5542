import { EncodedBatch, encodedWhereKnown } from './encoded-batch.js'
import type { Sink } from './sink.js'
import { Fixed, Utf8Writer } from './utf8-writer.js'
import type { Batch, Row, Value } from './value.js'

/** How rows are written: what stands around their cells, and the cells. */
export interface RowLayout {
  /** Stands before the first row, and before every other. */
  readonly first?: string
  readonly between?: string
  /** Stands before each of a row's cells: there are as many as columns. */
  readonly before: readonly string[]
  /** Ends a row. */
  readonly end: string
  readonly null: string
  value(value: Exclude<Value, null>, column: number, out: Utf8Writer): void
  /**
   * The same bytes, of a cell as it came in an {@link EncodedBatch}; undefined where the options
   * ask for what it cannot.
   */
  readonly encoded?: EncodedCell | undefined
}

/** Writes a cell whose text is `bytes` from `start` to `end`. */
export type EncodedCell = (
  bytes: Uint8Array,
  start: number,
  end: number,
  column: number,
  out: Utf8Writer,
) => void

/** Writes the rows, one write a batch. Answers whether there are any. */
export async function writeRows(
  batches: AsyncIterable<Batch>,
  sink: Sink,
  layout: RowLayout,
): Promise<boolean> {
  const rows = new RowWriter(layout)
  for await (const batch of layout.encoded ? encodedWhereKnown(batches) : batches) {
    if (batch.length > 0) await sink.write(rows.write(batch))
  }
  return rows.any
}

/** One row alone, as of a header. */
export function rowBytes(row: Row, layout: RowLayout): Uint8Array {
  return new RowWriter(layout).write([row])
}

class RowWriter {
  any = false
  readonly #out = new Utf8Writer()
  readonly #layout: RowLayout
  readonly #first: Fixed
  readonly #between: Fixed
  readonly #before: readonly Fixed[]
  readonly #end: Fixed
  readonly #null: Fixed

  constructor(layout: RowLayout) {
    const { first = '', between = '', before, end } = layout
    this.#layout = layout
    this.#first = new Fixed(first)
    this.#between = new Fixed(between)
    this.#before = before.map((text) => new Fixed(text))
    this.#end = new Fixed(end)
    this.#null = new Fixed(layout.null)
  }

  write(batch: Batch | EncodedBatch): Uint8Array {
    if (batch instanceof EncodedBatch) this.#encodedRows(batch)
    else this.#rows(batch)
    return this.#out.take()
  }

  #rows(batch: Batch): void {
    for (const row of batch) {
      this.#lead()
      for (let column = 0; column < this.#before.length; column++) {
        this.#out.fixed(this.#before[column] as Fixed)
        const value = row[column] ?? null
        if (value === null) this.#out.fixed(this.#null)
        else this.#layout.value(value, column, this.#out)
      }
      this.#out.fixed(this.#end)
    }
  }

  #encodedRows({ bytes, cells, length }: EncodedBatch): void {
    let at = 0
    for (let row = 0; row < length; row++) {
      this.#lead()
      for (let column = 0; column < this.#before.length; column++, at += 2) {
        this.#out.fixed(this.#before[column] as Fixed)
        const start = cells[at] as number
        if (start < 0) this.#out.fixed(this.#null)
        else this.#layout.encoded?.(bytes, start, cells[at + 1] as number, column, this.#out)
      }
      this.#out.fixed(this.#end)
    }
  }

  /** What stands before the row. */
  #lead(): void {
    this.#out.fixed(this.any ? this.#between : this.#first)
    this.any = true
  }
}
