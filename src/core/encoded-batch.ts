import type { Batch, Row, Value } from './value.js'

/** A batch of more bytes is better decoded: what is made of it may be six times as long. */
export const mostEncodedBytes: number = 4 * 1024 * 1024

/**
 * Rows as their server sent them: every cell is its text, as bytes of UTF-8. A format that writes
 * UTF-8 can copy them, where decoding each cell and encoding it again takes several times as long.
 */
export class EncodedBatch {
  /** Valid UTF-8 throughout, what stands between the cells included. */
  readonly bytes: Buffer
  /**
   * Row by row, where each cell begins in `bytes` and where it ends, two numbers a cell; a cell
   * that is NULL begins at -1. A boolean's text is `true` or `false`.
   */
  readonly cells: Int32Array
  /** How many rows there are. */
  readonly length: number
  readonly #booleans: readonly number[]

  /** `booleans` are the columns whose text stands for boolean values. */
  constructor(bytes: Buffer, cells: Int32Array, length: number, booleans: readonly number[] = []) {
    this.bytes = bytes
    this.cells = cells
    this.length = length
    this.#booleans = booleans
  }

  /** Some of the rows, as of an array. */
  slice(start: number, end: number = this.length): EncodedBatch {
    const width = this.cells.length / Math.max(this.length, 1)
    const cells = this.cells.subarray(start * width, end * width)
    return new EncodedBatch(this.bytes, cells, end - start, this.#booleans)
  }

  /** The same rows, decoded: all of them, or those from `start` to `end`. */
  rows(start: number = 0, end: number = this.length): Batch {
    const { bytes, cells, length } = this
    const width = cells.length / Math.max(length, 1)
    const rows: Row[] = []
    for (let row = start; row < Math.min(end, length); row++) {
      const values: Value[] = []
      for (let at = row * width; at < (row + 1) * width; at += 2) {
        const first = cells[at] as number
        values.push(first < 0 ? null : bytes.toString('utf8', first, cells[at + 1]))
      }
      for (const index of this.#booleans) {
        if (values[index] !== null) values[index] = values[index] === 'true'
      }
      rows.push(values)
    }
    return rows
  }
}

/** Fewer take more time; values of more would outlive a collection of the young, and fill the memory. */
const decodedRows = 400

/** Rows that can be read as values, and by who can take them also as they came; once. */
export class EncodedBatches implements AsyncIterable<Batch> {
  readonly encoded: AsyncIterable<Batch | EncodedBatch>

  constructor(encoded: AsyncIterable<Batch | EncodedBatch>) {
    this.encoded = encoded
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    for await (const batch of this.encoded) {
      if (!(batch instanceof EncodedBatch)) yield batch
      else {
        for (let start = 0; start < batch.length; start += decodedRows) {
          yield batch.rows(start, start + decodedRows)
        }
      }
    }
  }
}

/** The same rows, as they came where that is known. */
export function encodedWhereKnown(
  batches: AsyncIterable<Batch>,
): AsyncIterable<Batch | EncodedBatch> {
  return batches instanceof EncodedBatches ? batches.encoded : batches
}

/** The same rows, passed through what looks at no cell: they can still be read as they came. */
export function passed(
  batches: AsyncIterable<Batch>,
  pass: <B extends Batch | EncodedBatch>(batches: AsyncIterable<B>) => AsyncIterable<B>,
): AsyncIterable<Batch> {
  return batches instanceof EncodedBatches
    ? new EncodedBatches(pass(batches.encoded))
    : pass(batches)
}
