import type { BookFormat } from '../src/core/formatter.js'
import type { Summary } from '../src/core/presentation/summaries.js'
import { tableOptions, writeTables } from '../src/core/table-writer.js'
import type { Row } from '../src/core/value.js'
import { documentControls, shownControls } from '../src/core/visible.js'
import { bold, coloured, ownTitle, presentedFoot, presentedHead } from './latex/presented.js'
import { cell } from './latex/text.js'

const longtable = {
  type: 'boolean',
  default: false,
  summary: 'let the tables break across pages',
} as const

const document = {
  type: 'boolean',
  default: false,
  summary: 'write a whole document, for XeLaTeX or pdfLaTeX',
} as const

type Options = typeof tableOptions & { longtable: typeof longtable; document: typeof document }

/**
 * Tables in the style of booktabs, to be included in a document or as one. The typeset page shows
 * the database's text, as far as the document's font has its characters; copied from it, letters
 * that the font joins may be one character (`ﬀ`), and blanks as many as the layout has. Control
 * characters are shown as `\x1b`.
 */
const latex: BookFormat<Options> = {
  name: 'latex',
  aliases: ['tex'],
  extensions: ['tex'],
  summary: 'a LaTeX table (booktabs)',
  content: 'text',
  tables: 'many',
  presents: true,
  options: { ...tableOptions, longtable, document },
  inexact: () => shownControls(documentControls),
  async write(book, sink, options) {
    await sink.write(options.document ? preamble : packageNote(options.longtable))
    await writeTables(book, sink, options.title, {
      table({ names, alignments, texts, sample, summaries, ...titles }) {
        const { shown } = titles
        const title = ownTitle(titles)
        const cells = (line: readonly string[]) =>
          line.map((text, index) => cell(text, alignments[index]))
        const row = (line: readonly string[]) => rowOf(cells(line))
        const textsOf = (values: Row) =>
          values.map((value, index) =>
            value === null ? options.null : (texts[index]?.(value) ?? ''),
          )
        const totals = (summary: Summary) => summary.texts().map((text) => text ?? '')
        const lines = sample.length + summaries.length
        const long = options.longtable || (options.document && lines > rowsOfPage)
        const [plain, fitted] = long ? [longTable, fittedLongTable] : [floatingTable, fittedTable]
        const environment = options.document ? fitted : plain
        const first = options.header ? [names] : []
        const [head, foot] = environment({
          caption: title === undefined ? undefined : `\\caption{${title}}`,
          columns: alignments.map((side) => side.charAt(0)).join(''),
          header: options.header ? `${row(names)}    \\midrule\n` : '',
          widest: () =>
            longestTexts([...first, ...sample.map(textsOf), ...summaries.map(totals)])
              .map((line) => rowOf(shown ? cells(line).map(bold) : cells(line)))
              .join(''),
        })
        return {
          head: (shown ? presentedHead(titles, options.document) : '') + head,
          row(values) {
            const texts = textsOf(values)
            return shown ? rowOf(coloured(cells(texts), values, shown)) : row(texts)
          },
          summary(summary) {
            const rule = summary.level === 0 ? '    \\midrule\n' : ''
            return rule + rowOf(cells(totals(summary)).map(bold))
          },
          foot: () => foot + (shown ? presentedFoot(shown) : ''),
        }
      },
      note(text, titles) {
        const { shown } = titles
        const title = ownTitle(titles)
        const line = `${title === undefined ? '' : `${title}\n\n`}${text}\n`
        if (shown === undefined) return line
        return presentedHead(titles, options.document) + line + presentedFoot(shown)
      },
    })
    if (options.document) await sink.write('\n\\end{document}\n')
  },
}

export default latex

/** In a document, a table of more rows breaks across pages. */
const rowsOfPage = 40

function rowOf(cells: readonly string[]): string {
  return `    ${cells.join(' & ')} \\\\\n`
}

interface Parts {
  /** `\caption{…}` */
  readonly caption: string | undefined
  /** `lr` */
  readonly columns: string
  /** The names' row and the rule below it, or nothing. */
  readonly header: string
  /** Rows of the longest texts of each column, as far as the sample tells. */
  readonly widest: () => string
}

/** Three rows, because the longest text need not be the widest. */
function longestTexts(rows: readonly (readonly string[])[]): string[][] {
  const columns = (rows[0] ?? []).map((_, index) =>
    [...new Set(rows.map((row) => row[index] ?? ''))].sort(
      (one, other) => longestLine(other) - longestLine(one),
    ),
  )
  return [0, 1, 2].map((rank) => columns.map((texts) => texts[rank] ?? ''))
}

function longestLine(text: string): number {
  return text.split(/[\r\n]/).reduce((longest, line) => Math.max(longest, line.length), 0)
}

function floatingTable({ caption, columns, header }: Parts): [head: string, foot: string] {
  return [
    `\\begin{table}[!htbp]
  \\centering
${caption === undefined ? '' : `  ${caption}\n`}  \\begin{tabular}{${columns}}
    \\toprule
${header}`,
    `    \\bottomrule
  \\end{tabular}
\\end{table}
`,
  ]
}

/** Where it stands and no wider than the text. */
function fittedTable({ caption, columns, header }: Parts): [head: string, foot: string] {
  return [
    `\\begin{table}[H]
  \\centering
${caption === undefined ? '' : `  ${caption}\n`}  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%
  \\begin{tabular}{${columns}}
    \\toprule
${header}`,
    `    \\bottomrule
  \\end{tabular}}
\\end{table}
`,
  ]
}

function longTable({ caption, columns, header }: Parts): [head: string, foot: string] {
  const top = `    \\toprule\n${header}`
  const first = caption === undefined ? '' : `    ${caption} \\\\\n${top}    \\endfirsthead\n`
  return [
    `\\begin{longtable}{${columns}}
${first}${top}    \\endhead
    \\bottomrule
    \\endfoot
`,
    '\\end{longtable}\n',
  ]
}

/** In letters so small that it is no wider than the text, which an environment cannot do to it. */
function fittedLongTable(parts: Parts): [head: string, foot: string] {
  const [head, foot] = longTable(parts)
  return [`{\\fitletters{${parts.columns}}{%\n${parts.widest()}  }%\n${head}`, `${foot}}\n`]
}

function packageNote(long: boolean): string {
  const packages = long ? 'booktabs, longtable' : 'booktabs'
  return `% Note: add \\usepackage{${packages}} to your preamble,
% and for pdfLaTeX \\usepackage[T1]{fontenc}
%
`
}

const preamble = `% Compile with XeLaTeX or pdfLaTeX.
\\documentclass{article}
\\usepackage[a4paper, margin=2cm]{geometry}
\\usepackage{iftex}
\\ifpdftex
  \\usepackage[T1]{fontenc}
  \\usepackage{lmodern}
\\else
  \\usepackage{fontspec}
  % For characters that Latin Modern lacks: \\setmainfont{...}
\\fi
\\usepackage{booktabs, float, graphicx, longtable, xcolor}
\\usepackage[tableposition=top]{caption}
% A character that the font lacks is an error, not a gap.
\\tracinglostchars=3
% Makes letters smaller until these rows (#2) of columns (#1) are no wider than the text.
\\newdimen\\lettersize
\\newcommand\\fitletters[2]{%
  \\lettersize=10pt
  \\loop
    \\fontsize{\\lettersize}{1.2\\lettersize}\\selectfont
    \\setlength\\tabcolsep{.6em}%
    \\sbox0{\\begin{tabular}{#1}#2\\end{tabular}}%
  \\ifnum\\ifdim\\lettersize>1pt \\wd0\\else 0\\fi>\\linewidth
    \\lettersize=.96\\lettersize
  \\repeat}
\\begin{document}

`
