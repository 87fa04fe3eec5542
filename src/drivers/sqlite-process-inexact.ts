import type { InexactCell } from '../core/table.js'
import type { Batch, Row } from '../core/value.js'

/** A batch as it is sent, and the cells of it that are not exact: a function would not arrive. */
export interface SentBatch {
  readonly rows: Batch
  readonly inexact: readonly InexactPlace[]
}

type InexactPlace = readonly [row: number, column: number, why: string]

/** A batch to send, of which `tell` tells what is not exact: text, and bytes in its place. */
export function sentBatch(rows: Batch, tell: InexactCell | undefined): SentBatch {
  return { rows, inexact: tell === undefined ? [] : inexactPlaces(rows, tell) }
}

/** By index: entries() would take longer than SQLite does. */
function inexactPlaces(rows: Batch, tell: InexactCell): InexactPlace[] {
  const places: InexactPlace[] = []
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as Row
    for (let column = 0; column < row.length; column++) {
      const value = row[column]
      if (typeof value !== 'string' && !(value instanceof Uint8Array)) continue
      const why = tell(value)
      if (why !== undefined) places.push([at, column, why])
    }
  }
  return places
}

/** What is told of the cells that have come. */
export class InexactCells {
  readonly #bytes = new WeakMap<Uint8Array, string>()
  /** Text is doubtful by what it holds, whatever its place. */
  #text: string | undefined
  #any = false

  /** Whether there are any. */
  get any(): boolean {
    return this.#any
  }

  /** The rows of a batch that came. */
  received({ rows, inexact }: SentBatch): Batch {
    for (const [row, column, why] of inexact) {
      this.#any = true
      const value = rows[row]?.[column]
      if (value instanceof Uint8Array) this.#bytes.set(value, why)
      else this.#text = why
    }
    return rows
  }

  readonly tell: InexactCell = (value) => {
    if (value instanceof Uint8Array) return this.#bytes.get(value)
    return typeof value === 'string' && value.includes('\uFFFD') ? this.#text : undefined
  }
}
