import type { BookFormat } from '../src/core/formatter.js'
import { plainText } from '../src/core/representation.js'
import { tableOptions, writeTables } from '../src/core/table-writer.js'
import { documentControls, shownControls, visible } from '../src/core/visible.js'

/**
 * A pipe table of GitHub Flavored Markdown (GFM 0.29, section 4.10), one row a line and no padding.
 * A reader of GFM gives back every cell's text, line ends as `<br>`; control characters, which HTML
 * has no place for, are shown as `\x1b`. Without `header` the names are empty: GFM has no table
 * that lacks a header.
 */
const markdown: BookFormat<typeof tableOptions> = {
  name: 'markdown',
  aliases: ['md'],
  extensions: ['md', 'markdown'],
  summary: "a table of GitHub's Markdown",
  content: 'text',
  tables: 'many',
  options: tableOptions,
  inexact: () => shownControls(documentControls),
  async write(book, sink, options) {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
    await writeTables(book, sink, options.title, {
      table({ names, alignments, title }) {
        const header = names.map((name) => (options.header ? escaped(name) : ''))
        const rule = alignments.map((side) => (side === 'right' ? '---:' : '---'))
        return {
          head: heading(title) + line(header) + line(rule),
          row: (row) =>
            line(row.map((value) => escaped(value === null ? options.null : plainText(value)))),
          foot: () => '',
        }
      },
      note: (text, title) => `${heading(title)}${text}\n`,
    })
  },
}

export default markdown

/** A closing row of # would be dropped. */
function heading(title: string | undefined): string {
  return title === undefined ? '' : `# ${escaped(title).replace(/#+$/, '\\$&')}\n\n`
}

/**
 * - A backslash stands before what begins markup, or ends a cell. An underscore within a word and an
 *   ampersand that begins no entity are left, to be read easily.
 * - White space at either end would be trimmed: its outermost character is written as an entity.
 * - An address that GFM makes a link is taken as it stands, escapes and all: it is kept from being
 *   one in a text that has any.
 */
function escaped(text: string): string {
  const plain = visible(text, documentControls)
    .replace(markup, '\\$&')
    .replace(/^[ \t]|[ \t]$/g, (space) => `&#${space.charCodeAt(0)};`)
  const unlinked = plain === text ? text : plain.replace(/:(?=\/\/)|(?<=www)\./gi, '\\$&')
  return unlinked.replace(/\r\n|\r|\n/g, '<br>')
}

const markup = /[\\`*[<|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu
