import type { Column } from './column.js'
import type { ShownTable } from './presentation/presentation.js'
import type { Batch, Row, Value } from './value.js'

/** A table of rows: its columns are known before the first row. */
export interface Table {
  /** What it is called, where it has a name: its sheet's, or its heading. */
  readonly title?: string | undefined
  readonly columns: readonly Column[]
  /** Streams once, unless whoever made it says more. */
  readonly batches: AsyncIterable<Batch>
  /** The language of the database that it comes from. */
  readonly dialect?: DialectName | undefined
  /**
   * Gives what tells of a cell that is not what the database holds, as the driver could not read
   * it; undefined as long as no such cell has come.
   */
  readonly inexact?: (() => InexactCell | undefined) | undefined
  /** How it is shown, for formats that are for the eye. */
  readonly shown?: ShownTable | undefined
}

/** A table that is in memory, whole. */
export interface HeldTable {
  readonly title?: string | undefined
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

/** Several tables, one after another; each is drained before the next is asked for. */
export type Tables = AsyncIterable<Table>

/** A language of SQL, of which several databases may be. */
export type DialectName = 'sqlite' | 'postgresql' | 'mysql'

/**
 * Why a cell is not exact, in words such as "numbers of more than 15 digits are kept as text";
 * undefined where it is.
 */
export type InexactCell = (value: Exclude<Value, null>) => string | undefined
