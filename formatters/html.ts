import type { BookFormat } from '../src/core/formatter.js'
import type { ShownColumn } from '../src/core/presentation/presentation.js'
import { tableOptions, writeTables } from '../src/core/table-writer.js'
import type { Value } from '../src/core/value.js'
import { documentControls, shownControls } from '../src/core/visible.js'
import { pageFoot, pageHead } from './html/page.js'
import { columnGroup, presentedCell, presentedFoot, presentedHead } from './html/presented.js'
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
  presents: true,
  options: { ...tableOptions, fragment },
  inexact: () => shownControls(documentControls),
  async write(book, sink, options) {
    if (!options.fragment) await sink.write(pageHead(options.title ?? 'Query result'))
    await writeTables(book, sink, options.title, {
      table({ names, alignments, texts, sample, ...titles }) {
        const { title, shown } = titles
        const columns = alignments.map((side, index) =>
          columnMarkup(side, options.null, texts[index] as CellText, shown?.columns[index]),
        )
        const header = names.map((name, index) => `${columns[index]?.th}${escaped(name)}</th>`)
        // An empty body is allowed, and yet a warning of HTML Tidy.
        const [body, end] = sample.length > 0 ? ['<tbody>\n', '</tbody>\n'] : ['', '']
        return {
          head: `${shown ? presentedHead(titles) : ''}<table>\n${shown ? columnGroup(shown) : caption(title)}${options.header ? headerRow(header) : ''}${body}`,
          row: (row) =>
            `<tr>${row.map((value, index) => columns[index]?.cell(value)).join('')}</tr>\n`,
          summary(summary) {
            const cells = summary.texts().map((text, index) => columns[index]?.total(text))
            return `<tr class="${summary.level === 0 ? 'total' : 'subtotal'}">${cells.join('')}</tr>\n`
          },
          foot: () => `${end}</table>\n${shown ? presentedFoot(shown) : ''}`,
        }
      },
      note(text, titles) {
        const { title, shown } = titles
        if (shown) return `${presentedHead(titles)}<p>${text}</p>\n${presentedFoot(shown)}`
        return `${title === undefined ? '' : `<p>${escaped(title)}</p>\n`}<p>${text}</p>\n`
      },
    })
    if (!options.fragment) await sink.write(pageFoot)
  },
}

export default html

function caption(title: string | undefined): string {
  return title === undefined ? '' : `<caption>${escaped(title)}</caption>\n`
}

type CellText = (value: Exclude<Value, null>) => string

/** How a column's header and its cells are written. */
function columnMarkup(
  side: 'left' | 'right',
  nullText: string,
  text: CellText,
  shown: ShownColumn | undefined,
) {
  const own = side === 'right' ? 'number' : ''
  const td = tag('td', own)
  const empty = `${tag('td', own, 'null')}${escaped(nullText)}</td>`
  const plain = (value: Value): string =>
    value === null ? empty : `${td}${escaped(text(value))}</td>`
  const cell = (value: Value, more?: string): string => {
    if (more === undefined) return plain(value)
    if (value === null) return `${tag('td', own, 'null', more)}${escaped(nullText)}</td>`
    return `${tag('td', own, more)}${escaped(text(value))}</td>`
  }
  return {
    th: tag('th scope="col"', own),
    cell: shown === undefined ? plain : presentedCell(shown, cell),
    total: (shownText: string | null): string => `${td}${escaped(shownText ?? '')}</td>`,
  }
}

function tag(start: string, ...classes: readonly string[]): string {
  const all = classes.filter(Boolean).join(' ')
  return all === '' ? `<${start}>` : `<${start} class="${all}">`
}

function headerRow(headers: readonly string[]): string {
  return `<thead>\n<tr>${headers.join('')}</tr>\n</thead>\n`
}
