import type { BookFormat } from '../src/core/formatter.js'
import type { Summary } from '../src/core/presentation/summaries.js'
import { sampleSize } from '../src/core/sample.js'
import { type TableTitles, tableOptions, writeTables } from '../src/core/table-writer.js'
import type { Row } from '../src/core/value.js'
import { shownControls, terminalControls, visible } from '../src/core/visible.js'
import { recordDrawer } from './table/expanded.js'
import { columnWidths, drawFrame, rowDrawer, styles } from './table/lines.js'
import { plainWidth } from './table/plain-width.js'

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
  presents: true,
  options: { ...tableOptions, style },
  inexact: () => shownControls(terminalControls),
  async write(book, sink, options, notify) {
    const [{ default: CliTable }, { default: stringWidth }] = await Promise.all([
      import('cli-table3'),
      import('string-width'),
    ])
    const widthOf = (line: string) => plainWidth(line) ?? stringWidth(line)
    await writeTables(book, sink, options.title, {
      table({ names, alignments, texts, sample, summaries, ...titles }) {
        const { shown } = titles
        const head = above(titles)
        const notes = below(titles)
        const cells = (row: Row) =>
          row.map((value, index) =>
            visibleText(value === null ? options.null : (texts[index]?.(value) ?? '')),
          )
        const totals = (summary: Summary) => summary.texts().map((text) => visibleText(text ?? ''))
        if (options.style === 'expanded') {
          const draw = recordDrawer(names.map(onLine), sample.map(cells), widthOf)
          return {
            head,
            row: (row) => draw(cells(row)),
            summary: (summary) => draw(totals(summary), onLine(summary.label)),
            foot: () => notes,
          }
        }
        const style = styles[options.style]
        const header = options.header ? [names.map(visibleText)] : []
        const all = [...header, ...sample.map(cells), ...summaries.map(totals)]
        const hasMore = sample.length + summaries.length >= sampleSize
        const widths = columnWidths(names.length, all, widthOf).map((width, index) => {
          const { width: least = 0, total } = shown?.columns[index] ?? {}
          return Math.max(width + (hasMore && total === 'sum' ? longerSum : 0), least)
        })
        const frame = drawFrame(CliTable, style, widths)
        let overran = false
        const draw = rowDrawer(style, widths, alignments, widthOf, () => {
          overran = true
        })
        return {
          head: head + frame.top + header.map((row) => draw(row) + frame.rule).join(''),
          row: (row) => draw(cells(row)),
          summary: (summary) => (summary.level === 0 ? frame.rule : '') + draw(totals(summary)),
          foot() {
            if (overran) notify(overrunNote())
            return frame.bottom + notes
          },
        }
      },
      note: (text, titles) => `${above(titles)}${text}\n${below(titles)}`,
    })
  },
}

export default table

/** The sum of a million cells is so much wider than they are: six digits and two commas. */
const longerSum = 8

/** A function: the first number that is formatted takes 17 ms, which no start is to wait for. */
function overrunNote(): string {
  return `table: rows after the first ${sampleSize.toLocaleString('en')} are wider than their columns; their lines stick out, nothing is cut`
}

function visibleText(text: string): string {
  return visible(text, terminalControls)
}

/** On one line, where each of them begins one. */
function onLine(text: string): string {
  return visibleText(text).replaceAll('\n', '\\n')
}

function above({ title, heading, shown }: TableTitles): string {
  const first = heading === undefined ? '' : `${titleLine(heading)}\n`
  return first + (title === heading ? '' : titleLine(title)) + titleLine(shown?.subtitle)
}

function below({ shown }: TableTitles): string {
  return (shown?.notes ?? []).map(titleLine).join('')
}

function titleLine(title: string | undefined): string {
  return title === undefined ? '' : `${visibleText(title)}\n`
}
