import type { BookFormat } from '../src/core/formatter.js'
import { isPlain } from '../src/core/plain-words.js'
import type { ShownTable } from '../src/core/presentation/presentation.js'
import { type TableTitles, tableOptions, writeTables } from '../src/core/table-writer.js'
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
  presents: true,
  options: tableOptions,
  inexact: () => shownControls(documentControls),
  async write(book, sink, options) {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
    await writeTables(book, sink, options.title, {
      table({ names, alignments, texts, ...titles }) {
        const { title, shown } = titles
        const header = names.map((name) => (options.header ? escaped(name) : ''))
        const rule = alignments.map((side) => (side === 'right' ? '---:' : '---'))
        return {
          head: (shown ? presentedHead(titles) : titleLine(title)) + line(header) + line(rule),
          row: (row) =>
            line(
              row.map((value, index) => {
                const text = escaped(value === null ? options.null : (texts[index]?.(value) ?? ''))
                return shown?.columns[index]?.highlight?.(value) ? bold(text) : text
              }),
            ),
          summary: (summary) => line(summary.texts().map((text) => bold(escaped(text ?? '')))),
          foot: () => (shown ? presentedFoot(shown) : ''),
        }
      },
      note(text, titles) {
        const { title, shown } = titles
        if (shown === undefined) return `${titleLine(title)}${text}\n`
        return `${presentedHead(titles)}${text}\n${presentedFoot(shown)}`
      },
    })
  },
}

export default markdown

function presentedHead({ title, heading, shown }: TableTitles): string {
  const subtitle = shown?.subtitle === undefined ? '' : `${paragraph(shown.subtitle)}\n\n`
  return titleLine(heading) + (title === heading ? '' : titleLine(title, '##')) + subtitle
}

function presentedFoot({ notes }: ShownTable): string {
  return notes.map((note) => `\n${paragraph(note)}\n`).join('')
}

/** A closing row of # would be dropped. */
function titleLine(title: string | undefined, mark = '#'): string {
  return title === undefined ? '' : `${mark} ${escaped(title).replace(/#+$/, '\\$&')}\n\n`
}

/** Text that begins no block of another kind: a list, a quotation, a heading. */
function paragraph(text: string): string {
  return escaped(text).replace(/^([#>+=-]|\d+(?=[.)]))/, (found) =>
    /\d/.test(found) ? `${found}\\` : `\\${found}`,
  )
}

/** A blank of any script beside the asterisks would leave them asterisks. */
function bold(text: string): string {
  const safe = text.replace(/^\s|\s$/g, (space) => `&#${space.charCodeAt(0)};`)
  return text === '' ? '' : `**${safe}**`
}

/**
 * - A backslash stands before what begins markup, or ends a cell. An underscore within a word and an
 *   ampersand that begins no entity are left, to be read easily.
 * - White space at either end would be trimmed: its outermost character is written as an entity.
 * - An address that GFM makes a link is taken as it stands, escapes and all: it is kept from being
 *   one in a text that has any.
 */
function escaped(text: string): string {
  if (isPlain(text)) return text
  const plain = visible(text, documentControls)
    .replace(markup, '\\$&')
    .replace(/^[ \t]|[ \t]$/g, (space) => `&#${space.charCodeAt(0)};`)
  const unlinked = plain === text ? text : plain.replace(/:(?=\/\/)|(?<=www)\./gi, '\\$&')
  return unlinked.replace(/\r\n|\r|\n/g, '<br>')
}

const markup = /[\\`*[<|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu
