import type { Column } from './core/column.js'
import { RecordsError } from './core/errors.js'
import type { Format, Notify } from './core/formatter.js'
import type { Table } from './core/table.js'
import type { Batch, Value } from './core/value.js'

/** Cells of one dataset that the format keeps in another form, for one reason. */
interface Kept {
  cells: number
  readonly first: string
}

interface Check {
  readonly index: number
  readonly column: Column
  readonly reason: (value: Exclude<Value, null>) => string | undefined
}

/**
 * The same dataset; of the cells that the format cannot hold exactly one line a reason is told
 * after the last row. When strict, the first of them is an error.
 */
export function exactOrTold(
  { columns, batches }: Table,
  format: Format,
  strict: boolean,
  notify: Notify,
): Table {
  const checks = columns.flatMap((column, index): Check[] => {
    const reason = format.inexact?.(column)
    return reason === undefined ? [] : [{ index, column, reason }]
  })
  return {
    columns,
    batches: checks.length === 0 ? batches : checked(batches, checks, format, strict, notify),
  }
}

async function* checked(
  batches: AsyncIterable<Batch>,
  checks: readonly Check[],
  format: Format,
  strict: boolean,
  notify: Notify,
): AsyncGenerator<Batch> {
  const all = new Map<string, Kept>()
  let rows = 0
  for await (const batch of batches) {
    for (const row of batch) {
      rows++
      for (const { index, column, reason } of checks) {
        const value = row[index] ?? null
        const why = value === null ? undefined : reason(value)
        if (why === undefined) continue
        const place = `row ${rows}, column ${JSON.stringify(column.name)}`
        if (strict) throw inexact(format, why, place)
        const kept = all.get(why)
        if (kept === undefined) all.set(why, { cells: 1, first: place })
        else kept.cells++
      }
    }
    yield batch
  }
  for (const [why, { cells, first }] of all) {
    const where = cells === 1 ? `1 cell, in ${first}` : `${cells} cells, the first in ${first}`
    notify(`${format.name}: ${why}: ${where}`)
  }
}

function inexact({ name }: Format, why: string, place: string): RecordsError {
  return new RecordsError('query', `--strict: ${place}: in ${name}, ${why}`, {
    hint: 'Choose a format that holds it, such as csv or json, or leave --strict out.',
  })
}
