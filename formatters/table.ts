import type { BookFormat } from '../src/core/formatter.js'
import { plainText } from '../src/core/representation.js'
import { sampleSize } from '../src/core/sample.js'
import { tableOptions, writeTables } from '../src/core/table-writer.js'
import type { Row } from '../src/core/value.js'
import { shownControls, terminalControls, visible } from '../src/core/visible.js'
import { recordDrawer } from './table/expanded.js'
import { columnWidths, drawFrame, rowDrawer, styles } from './table/lines.js'

const style = {
  type: 'choice',
  choices: ['ascii', 'plain', 'box', 'rounded', 'expanded'],
  default: 'ascii',
  summary: 'what the frame is drawn with, or a record a row',
} as const

type Options = typeof tableOptions & { style: typeof style }

/**
 * A table as wide as its data: nothing is cut. The widths come from the sample; a wider cell after
 * it pushes its line out. What a terminal would obey or hide is shown, never sent.
 *
 * cli-table3 draws the frame. The rows are drawn here in its look: its time is quadratic in them,
 * and it measures by an older Unicode, cutting some emoji that it takes for too wide.
 */
const table: BookFormat<Options> = {
  name: 'table',
  aliases: ['ascii'],
  extensions: ['txt'],
  summary: 'a table to read on the terminal',
  content: 'text',
  tables: 'many',
  options: { ...tableOptions, style },
  inexact: () => shownControls(terminalControls),
  async write(book, sink, options, notify) {
    const [{ default: CliTable }, { default: stringWidth }] = await Promise.all([
      import('cli-table3'),
      import('string-width'),
    ])
    const widthOf = (line: string) => (latin.test(line) ? line.length : stringWidth(line))
    const cells = (row: Row) =>
      row.map((value) => shown(value === null ? options.null : plainText(value)))
    await writeTables(book, sink, options.title, {
      table({ names, alignments, sample, title }) {
        const head = titleLine(title)
        if (options.style === 'expanded') {
          const draw = recordDrawer(names.map(onLine), sample.map(cells), widthOf)
          return { head, row: (row) => draw(cells(row)), foot: () => '' }
        }
        const style = styles[options.style]
        const header = options.header ? [names.map(shown)] : []
        const widths = columnWidths(names.length, [...header, ...sample.map(cells)], widthOf)
        const frame = drawFrame(CliTable, style, widths)
        let overran = false
        const draw = rowDrawer(style, widths, alignments, widthOf, () => {
          overran = true
        })
        return {
          head: head + frame.top + header.map((row) => draw(row) + frame.rule).join(''),
          row: (row) => draw(cells(row)),
          foot() {
            if (overran) notify(overrunNote)
            return frame.bottom
          },
        }
      },
      note: (text, title) => `${titleLine(title)}${text}\n`,
    })
  },
}

export default table

/** Text whose characters are a cell wide each, so that its graphemes need no look. */
const latin = /^[ -~\u00A0-\u02FF]*$/

const overrunNote = `table: rows after the first ${sampleSize.toLocaleString('en')} are wider than their columns; their lines stick out, nothing is cut`

function shown(text: string): string {
  return visible(text, terminalControls)
}

/** On one line, where each of them begins one. */
function onLine(text: string): string {
  return shown(text).replaceAll('\n', '\\n')
}

function titleLine(title: string | undefined): string {
  return title === undefined ? '' : `${shown(title)}\n`
}
