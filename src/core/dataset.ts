import type { Column } from './column.js'
import type { Batch } from './value.js'

/** A table of rows that streams once: its columns are known before the first row. */
export interface Dataset {
  readonly columns: readonly Column[]
  readonly batches: AsyncIterable<Batch>
}

/** Several datasets, one after another; each is drained before the next is asked for. */
export type Book = AsyncIterable<Dataset>
