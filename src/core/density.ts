import { unreadable } from './unreadable.js'

const alwaysTaken = 10_000_000
const leastShare = 1 / 30

/**
 * Throws where a table would be little but NULL, and large: from a short input whose rows share no
 * key, or whose cells are far apart, it could fill the memory.
 */
export function checkDensity(format: string, cells: number, rows: number, columns: number): void {
  const size = rows * columns
  if (size <= alwaysTaken || cells >= size * leastShare) return
  const [wide, long] = [columns.toLocaleString('en'), rows.toLocaleString('en')]
  const problem = `it would be ${long} rows of ${wide} columns, and almost all of it NULL`
  throw unreadable(format, problem, {
    hint: 'Read it in parts whose rows have the same columns.',
  })
}
