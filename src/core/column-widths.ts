import stringWidth from 'string-width'
import type { Column } from './column.js'
import { plainText } from './representation.js'
import type { Batch } from './value.js'

/** In characters. */
export const narrowest = 6
export const widest = 60

/** The margins of a cell, and the button of the filter, in characters. */
const cellMargin = 1.5
const headerMargin = 4

/** Widths of the columns in characters, from their names and the first rows. */
export function columnWidths(columns: readonly Column[], sample: Batch, header: boolean): number[] {
  return columns.map(({ name }, index) => {
    let width = header ? textWidth(name) + headerMargin : 0
    for (const row of sample) {
      const value = row[index] ?? null
      if (value !== null) width = Math.max(width, textWidth(plainText(value)) + cellMargin)
    }
    return Math.min(Math.max(width, narrowest), widest)
  })
}

/** How many lines the text takes in a column of this width, which wraps it. */
export function lineCount(text: string, width: number): number {
  const across = width - cellMargin
  const counts = text.split(lineEnd).map((line) => Math.ceil(stringWidth(line) / across) || 1)
  return counts.reduce((sum, count) => sum + count)
}

const lineEnd = /\r\n|\r|\n/

/** Of the longest line; wide characters of East Asia count twice. */
function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  const lines = text.split(lineEnd, 100)
  return Math.max(...lines.map((line) => stringWidth(line.slice(0, widest))))
}
