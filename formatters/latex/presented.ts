import type { Highlight } from '../../src/core/presentation/highlight.js'
import type { ShownTable } from '../../src/core/presentation/presentation.js'
import type { TableTitles } from '../../src/core/table-writer.js'
import type { Row } from '../../src/core/value.js'
import { titleLine } from './text.js'

/** What stands before a table that is presented; `document` where the packages are known. */
export function presentedHead({ heading, shown }: TableTitles, document: boolean): string {
  const colours = !document && shown?.columns.some(({ highlight }) => highlight !== undefined)
  const packages = colours ? '% Note: add \\usepackage{xcolor} to your preamble.\n' : ''
  return packages + (heading === undefined ? '' : `\\section*{${titleLine(heading)}}\n\n`)
}

export function presentedFoot({ notes }: ShownTable): string {
  return notes.map((note) => `\n\\noindent{\\small ${titleLine(note)}}\n`).join('')
}

/** A table's title and subtitle on one line, but for what is the document's heading already. */
export function ownTitle({ title, heading, shown }: TableTitles): string | undefined {
  const own = title === heading ? undefined : title
  const texts = [own, shown?.subtitle].filter((text) => text !== undefined).map(titleLine)
  return texts.length === 0 ? undefined : texts.join(' --- ')
}

export function bold(cell: string): string {
  return cell === '' ? '' : `\\textbf{${cell}}`
}

const colours: Readonly<Record<Highlight, string>> = {
  good: '006100',
  warning: '9C5700',
  bad: '9C0006',
}

/** The cells, in colour where they stand out. */
export function coloured(
  cells: readonly string[],
  values: Row,
  { columns }: ShownTable,
): readonly string[] {
  return cells.map((cell, index) => {
    const found = columns[index]?.highlight?.(values[index] ?? null)
    return found === undefined || cell === ''
      ? cell
      : `\\textcolor[HTML]{${colours[found]}}{${cell}}`
  })
}
