import type { ShownColumn, ShownTable } from '../../src/core/presentation/presentation.js'
import { plainText } from '../../src/core/representation.js'
import type { TableTitles } from '../../src/core/table-writer.js'
import type { Value } from '../../src/core/value.js'
import { escaped } from './text.js'

/** What stands before a table that is presented: the document's heading, if it begins here. */
export function presentedHead({ title, heading, name, shown }: TableTitles): string {
  const subtitle = shown?.subtitle
  return [
    heading === undefined ? '' : `<h1>${escaped(heading)}</h1>\n`,
    name === undefined ? '<section>\n' : `<section id="${anchor(name)}">\n`,
    title === undefined || title === heading ? '' : `<h2>${escaped(title)}</h2>\n`,
    subtitle === undefined ? '' : `<p class="subtitle">${escaped(subtitle)}</p>\n`,
  ].join('')
}

export function presentedFoot({ notes }: ShownTable): string {
  const lines = notes.map((note) => `<p class="note">${escaped(note)}</p>\n`)
  return `${lines.join('')}</section>\n`
}

/** Widths that somebody has said. */
export function columnGroup({ columns }: ShownTable): string {
  if (columns.every(({ width }) => width === undefined)) return ''
  const widths = columns.map(({ width }) =>
    width === undefined ? '<col>' : `<col style="width: ${width}ch">`,
  )
  return `<colgroup>${widths.join('')}</colgroup>\n`
}

/** How a cell of the column is written: as a link, or standing out, or as it is. */
export function presentedCell(
  { linksToTables, highlight }: ShownColumn,
  cell: (value: Value, more?: string) => string,
): (value: Value) => string {
  return (value) => {
    if (!linksToTables || value === null) return cell(value, highlight?.(value))
    const name = plainText(value)
    return `<td><a href="#${encodeURIComponent(anchor(name))}">${escaped(name)}</a></td>`
  }
}

/** An id of letters, digits and a few signs, of which every name has its own. */
function anchor(name: string): string {
  return name.replace(/[^\p{L}\p{N}.-]/gu, (sign) =>
    sign === ' ' ? '_' : `~${(sign.codePointAt(0) as number).toString(16)}~`,
  )
}
