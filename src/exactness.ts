import type { Column } from './core/column.js'
import { EncodedBatch, passed } from './core/encoded-batch.js'
import { RecordsError } from './core/errors.js'
import type { Format, Notify } from './core/formatter.js'
import type { InexactCell, Table } from './core/table.js'
import type { Batch } from './core/value.js'
import type { Wording } from './wording.js'

/** Cells of one table that are not exact, for one reason. */
interface Kept {
  cells: number
  readonly first: string
}

interface Check {
  readonly index: number
  readonly column: Column
  /** Undefined as long as every cell is exact. */
  readonly reason: () => InexactCell | undefined
  /** The format that cannot hold the cell; undefined where it came so from the database. */
  readonly format: string | undefined
}

/** What is done about cells that are not exact. */
interface Telling {
  /** The format's options, every one with its value. */
  readonly options: Readonly<Record<string, unknown>>
  readonly strict: boolean
  readonly notify: Notify
  readonly wording: Wording
}

/**
 * The same table; of the cells that the database's text or the format cannot give exactly one line
 * a reason is told after the last row. When strict, the first of them is an error.
 */
export function exactOrTold(table: Table, format: Format, telling: Telling): Table {
  const checks = table.columns.flatMap((column, index): Check[] => {
    const check = (reason: Check['reason'] | undefined, format?: string): Check[] =>
      reason === undefined ? [] : [{ index, column, reason, format }]
    const held = format.inexact?.(column, telling.options, table.dialect)
    return [...check(table.inexact), ...check(held && (() => held), format.name)]
  })
  if (checks.length === 0) return table
  // What came encoded is exact as it came.
  const batches = checks.some(({ format }) => format !== undefined)
    ? checked(table.batches, checks, telling)
    : passed(table.batches, (rows) => checked(rows, checks, telling))
  return { ...table, batches }
}

async function* checked<B extends Batch | EncodedBatch>(
  batches: AsyncIterable<B>,
  checks: readonly Check[],
  { strict, notify, wording }: Telling,
): AsyncGenerator<B> {
  const all = new Map<string, Kept>()
  let rows = 0
  for await (const batch of batches) {
    const due = checks.flatMap(({ reason, ...check }) => {
      const now = reason()
      return now === undefined ? [] : [{ ...check, reason: now }]
    })
    const looked: Batch = due.length === 0 || batch instanceof EncodedBatch ? [] : batch
    for (const [at, row] of looked.entries()) {
      for (const { index, column, reason, format } of due) {
        const value = row[index] ?? null
        if (value === null) continue
        const why = reason(value)
        if (why === undefined) continue
        const place = `row ${rows + at + 1}, column ${JSON.stringify(column.name)}`
        if (strict) throw inexact(format, why, place, wording.option('strict'))
        const words = format === undefined ? why : `${format}: ${why}`
        const kept = all.get(words)
        if (kept === undefined) all.set(words, { cells: 1, first: place })
        else kept.cells++
      }
    }
    rows += batch.length
    yield batch
  }
  for (const [words, { cells, first }] of all) {
    const where = cells === 1 ? `1 cell, in ${first}` : `${cells} cells, the first in ${first}`
    notify(`${words}: ${where}`)
  }
}

function inexact(
  format: string | undefined,
  why: string,
  place: string,
  strict: string,
): RecordsError {
  const [words, cure] =
    format === undefined
      ? [why, 'Select its bytes with hex(…)']
      : [`in ${format}, ${why}`, 'Choose a format that holds it, such as csv or json']
  return new RecordsError('query', `${strict}: ${place}: ${words}`, {
    hint: `${cure}, or leave ${strict} out.`,
  })
}
