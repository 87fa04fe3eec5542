import type { BookFormat } from '../src/core/formatter.js'
import { plainText } from '../src/core/representation.js'
import { tableOptions, writeTables } from '../src/core/table-writer.js'
import { documentControls, shownControls } from '../src/core/visible.js'
import { cell, titleLine } from './latex/text.js'

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
 * Tables in the style of booktabs, to be included in a document or as one. Text comes back from the
 * typeset page as it is in the database, as far as the document's font has its characters; control
 * characters are shown as `\x1b`.
 */
const latex: BookFormat<Options> = {
  name: 'latex',
  aliases: ['tex'],
  extensions: ['tex'],
  summary: 'a LaTeX table (booktabs)',
  content: 'text',
  tables: 'many',
  options: { ...tableOptions, longtable, document },
  inexact: () => shownControls(documentControls),
  async write(book, sink, options) {
    await sink.write(options.document ? preamble : packageNote(options.longtable))
    await writeTables(book, sink, options.title, {
      table({ names, alignments, sample, title }) {
        const row = (texts: readonly string[]) =>
          `    ${texts.map((text, index) => cell(text, alignments[index])).join(' & ')} \\\\\n`
        const long = options.longtable || (options.document && sample.length > rowsOfPage)
        const environment = long ? longTable : options.document ? fittedTable : floatingTable
        const [head, foot] = environment({
          caption: title === undefined ? undefined : `\\caption{${titleLine(title)}}`,
          columns: alignments.map((side) => side.charAt(0)).join(''),
          header: options.header ? `${row(names)}    \\midrule\n` : '',
        })
        return {
          head,
          row: (values) =>
            row(values.map((value) => (value === null ? options.null : plainText(value)))),
          foot: () => foot,
        }
      },
      note: (text, title) => `${title === undefined ? '' : `${titleLine(title)}\n\n`}${text}\n`,
    })
    if (options.document) await sink.write('\n\\end{document}\n')
  },
}

export default latex

/** In a document, a table of more rows breaks across pages. */
const rowsOfPage = 40

interface Parts {
  /** `\caption{…}` */
  readonly caption: string | undefined
  /** `lr` */
  readonly columns: string
  /** The names' row and the rule below it, or nothing. */
  readonly header: string
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
\\usepackage{booktabs, float, graphicx, longtable}
\\usepackage[tableposition=top]{caption}
% A character that the font lacks is an error, not a gap.
\\tracinglostchars=3
\\begin{document}

`
