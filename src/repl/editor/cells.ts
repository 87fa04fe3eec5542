import stringWidth from 'string-width'
import { terminalControls, visible } from '../../core/visible.js'
import { charactersOf } from './boundaries.js'

/** A character of a line as a terminal shows it. */
export interface Cell {
  /** Where it begins in the line. */
  readonly index: number
  readonly shown: string
  /** In columns. */
  readonly width: number
  /** Whether every terminal agrees on the width: not so on emoji and what is composed. */
  readonly sure: boolean
}

const printableAscii = /^[ -~]*$/
const tabWidth = 8

/** A line cut into cells. What a terminal would obey is spelled out; tabs reach to their stops. */
export function cellsOf(line: string): Cell[] {
  if (printableAscii.test(line)) {
    return Array.from(line, (shown, index) => ({ index, shown, width: 1, sure: true }))
  }
  let column = 0
  return charactersOf(line).map(({ index, segment }) => {
    const width = segment === '\t' ? tabWidth - (column % tabWidth) : 0
    const cell = width > 0 ? tab(index, width) : cellOf(index, segment)
    column += cell.width
    return cell
  })
}

function tab(index: number, width: number): Cell {
  return { index, shown: ' '.repeat(width), width, sure: true }
}

function cellOf(index: number, segment: string): Cell {
  const shown = visible(segment, terminalControls)
  if (printableAscii.test(shown)) return { index, shown, width: shown.length, sure: true }
  const sure = segment.length === 1 && !/\p{Emoji}/u.test(segment)
  return { index, shown, width: stringWidth(shown), sure }
}

/** How many columns a line takes up to an index. */
export function columnAt(line: string, index: number): number {
  return cellsOf(line.slice(0, index)).reduce((column, { width }) => column + width, 0)
}

/** The index of the character that stands at a column of a line, or of its end. */
export function indexAt(line: string, column: number): number {
  let end = 0
  for (const { index, width } of cellsOf(line)) {
    end += width
    if (end > column) return index
  }
  return line.length
}
