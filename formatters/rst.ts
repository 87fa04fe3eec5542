import type { BookFormat } from '../src/core/formatter.js'
import { plainText } from '../src/core/representation.js'
import { tableOptions, writeTables } from '../src/core/table-writer.js'
import { shownControls } from '../src/core/visible.js'
import { cell, lineOfText, rstControls } from './rst/text.js'

/**
 * A list-table (Docutils, "reStructuredText Directives"): a cell stands on lines of its own, so that
 * none is ever too wide, where a grid would have to know its widest cell before the first row. A
 * reader gives back every cell's text; control characters and tabs, which Docutils would replace,
 * are shown as `\x1b`. No table there is without a body: without rows, the names are a plain row.
 */
const rst: BookFormat<typeof tableOptions> = {
  name: 'rst',
  extensions: ['rst'],
  summary: 'a list-table of reStructuredText',
  content: 'text',
  tables: 'many',
  options: tableOptions,
  inexact: () => shownControls(rstControls),
  async write(book, sink, options) {
    const row = (texts: readonly string[]) =>
      texts.map((text, index) => cell(index === 0 ? '   * -' : '     -', text)).join('')
    await writeTables(book, sink, options.title, {
      table({ names, sample, title }) {
        const header = options.header ? row(names) : ''
        const body = sample.length > 0
        const headerRows = options.header && body ? '   :header-rows: 1\n' : ''
        const start = `${directive(title)}${headerRows}   :widths: auto\n\n${header}`
        return {
          head: options.header || body ? start : paragraph(title),
          row: (values) =>
            row(values.map((value) => (value === null ? options.null : plainText(value)))),
          foot: () => '',
        }
      },
      note: (text, { title }) => `${paragraph(title)}${text}\n`,
    })
  },
}

export default rst

function directive(title: string | undefined): string {
  return `.. list-table::${title ? ` ${lineOfText(title)}` : ''}\n`
}

function paragraph(title: string | undefined): string {
  return title ? `${lineOfText(title)}\n\n` : ''
}
