import stringWidth from 'string-width'
import type { ShownTable } from './presentation.js'

/** A line above a sheet's table. */
export interface HeadingLine {
  readonly text: string
  readonly look: 'report' | 'title' | 'subtitle'
}

/**
 * What stands above a sheet's table: its title, its subtitle, and small above both what the whole
 * book is called, where that is something else. A sheet without a title has the book's.
 */
export function headingLines(
  { title, subtitle }: ShownTable,
  book: string | undefined,
): HeadingLine[] {
  const named = title ?? book
  const lines: readonly [HeadingLine['look'], string | undefined][] = [
    ['report', book === named ? undefined : book],
    ['title', named],
    ['subtitle', subtitle],
  ]
  return lines.flatMap(([look, text]) => (text ? [{ look, text: text.replace(/\s+/g, ' ') }] : []))
}

/** A line of notes is no longer than the table is wide, or than this, in characters. */
const noteWidth = 100

/** The notes as lines that stand below a table of these columns, broken between words. */
export function noteLines({ notes }: ShownTable, widths: readonly number[]): string[] {
  const width = Math.max(
    noteWidth,
    widths.reduce((sum, each) => sum + each, 0),
  )
  return notes.flatMap((note) => note.split(/\r\n|\r|\n/)).flatMap((line) => broken(line, width))
}

function broken(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && stringWidth(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** How much wider than plain letters those of a heading are. */
const wider: Readonly<Record<HeadingLine['look'], number>> = {
  report: 0.9,
  title: 1.4,
  subtitle: 1,
}

/**
 * How many columns of a sheet the table takes, or what stands above and below it where that is
 * wider; `usual` is the width of a column of which nothing is said.
 */
export function columnsAcross(
  widths: readonly number[],
  heading: readonly HeadingLine[],
  notes: readonly string[],
  usual: number,
): number {
  const texts = [
    ...heading.map(({ text, look }) => stringWidth(text) * wider[look]),
    ...notes.map((note) => stringWidth(note) * wider.report),
  ]
  const missing = Math.max(...texts, 0) - widths.reduce((sum, width) => sum + width, 0)
  return Math.max(widths.length + Math.max(Math.ceil(missing / usual), 0), 1)
}
