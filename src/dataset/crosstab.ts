import { RecordsError } from '../core/errors.js'
import { plainText } from '../core/representation.js'
import type { Row, Value } from '../core/value.js'
import { type ColumnRef, Dataset } from './dataset.js'

/**
 * A table of three columns as a grid: a row for each value of the first, a column for each value of
 * the second, in the order in which they come, and the third in the cells. Where nothing is, it is
 * NULL. Throws a query error where a cell has two values.
 */
export function crosstab(
  table: Dataset,
  [down, across, cells]: readonly ColumnRef[] = [],
): Dataset {
  const chosen = table.subset({ columns: [down ?? 0, across ?? 1, cells ?? 2] })
  const [first, , third] = chosen.columns
  if (first === undefined || third === undefined) return chosen
  const names = new Set<string>()
  const grid = new Map<string, { label: Value; cells: Map<string, Value> }>()
  for (const [label = null, head = null, cell = null] of chosen.rows) {
    const name = textOf(head)
    const row = grid.get(textOf(label)) ?? { label, cells: new Map() }
    if (row.cells.has(name)) throw twice(textOf(label), name)
    names.add(name)
    row.cells.set(name, cell)
    grid.set(textOf(label), row)
  }
  const columns = [first, ...Array.from(names, (name) => ({ ...third, name }))]
  const rows: Row[] = Array.from(grid.values(), (row) => [
    row.label,
    ...Array.from(names, (name) => row.cells.get(name) ?? null),
  ])
  return Dataset.holding({ columns, rows })
}

function textOf(value: Value): string {
  return value === null ? '' : plainText(value)
}

function twice(label: string, name: string): RecordsError {
  return new RecordsError('query', `there are two values for ${label} and ${name}`, {
    hint: 'Group by the first two columns, and add up the third.',
  })
}
