import type { BookFormat } from '../src/core/formatter.js'
import { plainText } from '../src/core/representation.js'
import { tableOptions, writeTables } from '../src/core/table-writer.js'
import { documentControls, shownControls } from '../src/core/visible.js'
import { pageFoot, pageHead } from './html/page.js'
import { escaped } from './html/text.js'

const fragment = {
  type: 'boolean',
  default: false,
  summary: 'write only the tables, for a page with a style of its own',
} as const

/**
 * A page that needs nothing else, or only its tables. A reader of HTML gives back every cell's
 * text; control characters, which HTML forbids, are shown as `\x1b`. NULL is a cell of class
 * `null`, and a column of numbers is of class `number`.
 */
const html: BookFormat<typeof tableOptions & { fragment: typeof fragment }> = {
  name: 'html',
  extensions: ['html', 'htm'],
  summary: 'a web page',
  content: 'text',
  tables: 'many',
  options: { ...tableOptions, fragment },
  inexact: () => shownControls(documentControls),
  async write(book, sink, options) {
    if (!options.fragment) await sink.write(pageHead(options.title ?? 'Query result'))
    await writeTables(book, sink, options.title, {
      table({ names, alignments, sample, title }) {
        const columns = alignments.map((side) => columnMarkup(side, options.null))
        const header = names.map((name, index) => `${columns[index]?.th}${escaped(name)}</th>`)
        // An empty body is allowed, and yet a warning of HTML Tidy.
        const [body, end] = sample.length > 0 ? ['<tbody>\n', '</tbody>\n'] : ['', '']
        return {
          head: `<table>\n${caption(title)}${options.header ? headerRow(header) : ''}${body}`,
          row(row) {
            const cells = row.map((value, index) =>
              value === null
                ? columns[index]?.empty
                : `${columns[index]?.td}${escaped(plainText(value))}</td>`,
            )
            return `<tr>${cells.join('')}</tr>\n`
          },
          foot: () => `${end}</table>\n`,
        }
      },
      note: (text, title) =>
        `${title === undefined ? '' : `<p>${escaped(title)}</p>\n`}<p>${text}</p>\n`,
    })
    if (!options.fragment) await sink.write(pageFoot)
  },
}

export default html

function caption(title: string | undefined): string {
  return title === undefined ? '' : `<caption>${escaped(title)}</caption>\n`
}

/** What begins a column's header and its cells, and its cell for NULL. */
function columnMarkup(side: 'left' | 'right', nullText: string) {
  const [number, numberAnd] = side === 'right' ? [' class="number"', 'number '] : ['', '']
  return {
    th: `<th scope="col"${number}>`,
    td: `<td${number}>`,
    empty: `<td class="${numberAnd}null">${escaped(nullText)}</td>`,
  }
}

function headerRow(headers: readonly string[]): string {
  return `<thead>\n<tr>${headers.join('')}</tr>\n</thead>\n`
}
