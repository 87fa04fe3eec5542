import type { BookFormat } from '../src/core/formatter.js'
import { isPlain } from '../src/core/plain-words.js'
import { plainText } from '../src/core/representation.js'
import { tableOptions, writeTables } from '../src/core/table-writer.js'
import { documentControls, shownControls, visible } from '../src/core/visible.js'

/**
 * A table of Jira's and Confluence's wiki markup (Atlassian, "Text Formatting Notation"), a row a
 * line. Every cell's text is shown as it is, but for blanks, which a page takes together; control
 * characters are shown as `\x1b`.
 */
const jira: BookFormat<typeof tableOptions> = {
  name: 'jira',
  extensions: ['jira'],
  summary: "a table of Jira's wiki markup",
  content: 'text',
  tables: 'many',
  options: tableOptions,
  inexact: () => shownControls(documentControls),
  async write(book, sink, options) {
    const line = (bar: string, cells: readonly string[]) =>
      `${bar} ${cells.join(` ${bar} `)} ${bar}\n`
    await writeTables(book, sink, options.title, {
      table: ({ names, title }) => ({
        head: heading(title) + (options.header ? line('||', names.map(escaped)) : ''),
        row: (row) =>
          line(
            '|',
            row.map((value) => escaped(value === null ? options.null : plainText(value))),
          ),
        foot: () => '',
      }),
      note: (text, { title }) => `${heading(title)}${text}\n`,
    })
  },
}

export default jira

function heading(title: string | undefined): string {
  return title === undefined ? '' : `h1. ${escaped(title)}\n\n`
}

/**
 * - A backslash stands before what begins markup, where Jira takes one: not in numbers.
 * - The bar, and the few that take no backslash, are written as entities: Jira's newer editor ends
 *   a cell at an escaped bar too.
 * - An address becomes a link as it stands, escapes and all: it is kept from being one in a text
 *   that has any.
 */
function escaped(text: string): string {
  if (isPlain(text) || number.test(text)) return text
  const plain = visible(text, documentControls)
    .replace(unescapable, (character) => `&#${character.charCodeAt(0)};`)
    .replace(markup, '\\$&')
  const unlinked = plain === text ? text : plain.replace(/:(?=\/\/)|(?<=mailto):/gi, '&#58;')
  return unlinked.replace(/\r\n|\r|\n/g, ' \\\\ ')
}

const number = /^[+-]?[\d.]+(?:e[+-]?\d+)?$/i

/**
 * The bar; a backslash that something would take for its own, an ampersand that begins an entity,
 * the point of `h1.` and `bq.`, and the colon of `:D`.
 */
const unescapable =
  /\||\\(?![\p{L}\p{N} ])|&(?=#?\w+;)|(?<=^(?:h[1-6]|bq))\.|(?<![\p{L}\p{N}]):(?=[DP](?![\p{L}\p{N}]))/gimu

/**
 * Dashes and underscores within a word are none, a question or exclamation mark before a blank
 * begins nothing, and a # does where a line begins. Parentheses make smileys: `(!)`, `(on)`, `;)`.
 */
const markup =
  /[*+^~{[]|(?<![\p{L}\p{N}])[-_]|[-_](?![\p{L}\p{N}])|!(?=\S)|\?(?=\?)|(?<=\?)\?|^#|(?<=[:;])[()]|\((?=[^\p{L}\p{N} ]|[a-z]+\))/gmu
