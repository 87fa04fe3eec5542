import type { Place, Row } from './layout.js'
import type { Frame } from './screen.js'

/** A row of a line's. */
interface Position {
  readonly line: number
  readonly row: number
}

/** What is edited, as far as it is asked for. */
export interface Lines {
  readonly count: number
  rows(line: number): readonly Row[]
  readonly cursorLine: number
  /** Where the cursor is among the rows of its line. */
  readonly cursor: Place
}

/**
 * Which rows are seen of a text that may be higher than the screen: it scrolls no farther than to
 * show the cursor. Only the lines that are seen are laid out, however many there are.
 */
export class Viewport {
  #top: Position = { line: 0, row: 0 }

  frame(lines: Lines, height: number): Frame {
    const cursor = { line: lines.cursorLine, row: lines.cursor.row }
    if (!isBefore(this.#top, cursor)) this.#top = cursor
    let seen = downwards(lines, this.#top, height)
    if (isBefore(seen.at(-1) as Position, cursor))
      seen = [...upwards(lines, cursor, height - 1), cursor]
    const above = upwards(lines, seen[0] as Position, height - seen.length)
    seen = [...above, ...seen]
    this.#top = seen[0] as Position
    const row = seen.findIndex(({ line, row }) => line === cursor.line && row === cursor.row)
    return {
      rows: seen.map(({ line, row }) => lines.rows(line)[row] as Row),
      cursor: { row, column: lines.cursor.column },
    }
  }
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.row < other.row)
}

/** At most `count` positions from one on. */
function downwards(lines: Lines, from: Position, count: number): Position[] {
  const positions: Position[] = []
  for (let { line, row } = from; line < lines.count && positions.length < count; line++, row = 0) {
    const end = Math.min(lines.rows(line).length, row + count - positions.length)
    while (row < end) positions.push({ line, row: row++ })
  }
  return positions
}

/** At most `count` positions that lie before one, in order. */
function upwards(lines: Lines, before: Position, count: number): Position[] {
  const positions: Position[] = []
  for (let { line, row } = before; positions.length < count; ) {
    if (row === 0) {
      if (line === 0) break
      row = lines.rows(--line).length
    }
    positions.unshift({ line, row: --row })
  }
  return positions
}
