/**
 * The longest statement, in UTF-16 units: less than 1 MB of UTF-8, which servers take whatever
 * their limit (max_allowed_packet) is. A longer row is a statement of its own.
 */
const longest = 300_000

/**
 * Puts rows together to statements of so many rows at most, all of which begin alike. The last row
 * is held back until it is known what stands behind it: without the end there is a comma, which no
 * client takes for a whole statement.
 */
export function inserts(
  head: string,
  rowsPerStatement: number,
): {
  /** What stands before this row. */
  next(row: string): string
  /** The last row and what stands behind it; undefined where there was none. */
  end(): string | undefined
} {
  let held = ''
  let rows = 0
  let length = 0
  return {
    next(row) {
      const full = rows === rowsPerStatement || length + row.length > longest
      const start = `${head}\n  `
      const before = rows === 0 ? start : full ? `${held};\n${start}` : `${held},\n  `
      if (full) rows = length = 0
      held = row
      rows++
      length += row.length
      return before
    },
    end: () => (rows === 0 ? undefined : `${held};\n`),
  }
}
