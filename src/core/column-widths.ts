import stringWidth from 'string-width'
import type { Column } from './column.js'
import { cellText } from './presentation/cell-format.js'
import type { ShownTable } from './presentation/presentation.js'
import { isSummary, type Line } from './presentation/summaries.js'
import { plainText } from './representation.js'
import { sampleSize } from './sample.js'
import type { Batch } from './value.js'

/** In characters. */
export const narrowest = 6
export const widest = 60

/** The margins of a cell, and the button of the filter, in characters. */
const cellMargin = 1.5
const headerMargin = 4

/** The same of sheets that are presented, whose cells have wider margins, and of bold letters. */
const shownMargin = 3
const boldMargin = 4
const shownHeaderMargin = 6

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

/** What the sum of more rows may need: six digits, and what stands between them. */
const sumMargin = 8

/** The same of a table that is presented, from what it shows, totals included. */
export function shownWidths(
  columns: readonly Column[],
  sample: readonly Line[],
  header: boolean,
  shown: ShownTable,
): number[] {
  const isWhole = sample.length < sampleSize
  return columns.map(({ name }, index) => {
    const { width: said, format, total } = shown.columns[index] ?? {}
    if (said !== undefined) return said
    const text = cellText(format)
    const margin = shownMargin + (total === 'sum' && !isWhole ? sumMargin : 0)
    let width = header ? textWidth(name) + shownHeaderMargin : 0
    for (const line of sample) {
      const value = isSummary(line) ? line.texts()[index] : line[index]
      if (value === null || value === undefined) continue
      const needed = isSummary(line)
        ? textWidth(plainText(value)) + boldMargin
        : textWidth(text(value)) + margin
      width = Math.max(width, needed)
    }
    return Math.min(Math.max(width, narrowest), widest)
  })
}

/** How many lines the text takes in a column of this width, which wraps it. */
export function lineCount(text: string, width: number): number {
  return linesAcross(text, width - cellMargin)
}

/** The same of a sheet that is presented. */
export function shownLineCount(text: string, width: number): number {
  return linesAcross(text, Math.max(width - shownMargin, 1))
}

function linesAcross(text: string, across: number): number {
  if (text.length <= across && /^[\x20-\x7e]*$/.test(text)) return 1
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
