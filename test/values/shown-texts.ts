import { readYaml12 } from '../readers/data.js'
import { type Reader, readers, type Table } from '../readers/index.js'
import { typeset } from '../readers/latex.js'
import { type OdsBook, readOds } from '../readers/ods.js'
import { readXlsx, type XlsxBook } from '../readers/xlsx.js'

/** Where a format means to show something else than the text. */
interface Difference {
  readonly formats: readonly string[]
  readonly reason: string
  readonly text: RegExp
  readonly shown: string | ((text: string) => string)
}

const code = (character: string) => character.codePointAt(0)?.toString(16) ?? ''
const documents = ['html', 'markdown', 'latex', 'rst', 'jira']

const differences: readonly Difference[] = [
  {
    formats: ['table', ...documents],
    reason: 'a terminal obeys C0 and C1 controls, and HTML forbids them',
    text: /(?![\t\n\r])\p{Cc}/gu,
    shown: (control) => `\\x${code(control).padStart(2, '0')}`,
  },
  {
    formats: ['table', ...documents],
    reason: 'HTML forbids noncharacters, and no font has them',
    text: /[\ufdd0-\ufdef\ufffe\uffff]/g,
    shown: (character) => `\\u${code(character)}`,
  },
  {
    formats: ['table', ...documents],
    reason: 'the same beyond the first plane',
    text: /[\u{1fffe}\u{10ffff}]/gu,
    shown: (character) => `\\u{${code(character)}}`,
  },
  {
    formats: ['ods'],
    reason: 'XML 1.0 has no other controls of C0',
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
    text: /(?![\t\n\r])[\0-\x1f]/g,
    shown: (control) => `\\x${code(control).padStart(2, '0')}`,
  },
  {
    formats: ['ods'],
    reason: 'nor these, of all noncharacters',
    text: /[\ufffe\uffff]/g,
    shown: (character) => `\\u${code(character)}`,
  },
  {
    formats: ['rst'],
    reason: 'Docutils makes blanks of a tab, drops byte order marks and ends lines as Python does',
    text: /[\t\u2028\u2029\ufeff]/g,
    shown: (character) => (character === '\t' ? '\\t' : `\\u${code(character)}`),
  },
  {
    formats: ['table'],
    reason: 'the width of a tab is the terminal’s',
    text: /\t/g,
    shown: '\\t',
  },
  {
    formats: ['table'],
    reason: 'a terminal goes back to the line’s start',
    text: /\r/g,
    shown: '\\r',
  },
  {
    formats: ['table'],
    reason: 'a terminal turns the text around, or begins a line',
    text: /[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    shown: (character) => `\\u${code(character).padStart(4, '0')}`,
  },
  {
    formats: ['table'],
    reason: 'terminals differ on the width of a soft hyphen',
    text: /\xad/g,
    shown: '\\xad',
  },
  {
    formats: ['table'],
    reason: 'blanks at the end of a line cannot be told from padding',
    text: / +$/gm,
    shown: '',
  },
  {
    formats: ['markdown', 'rst', 'jira'],
    reason: 'a line end of any kind is one',
    text: /\r\n|\r/g,
    shown: '\n',
  },
  {
    formats: ['latex'],
    reason: 'the width of white space is the typesetter’s',
    text: /\s/g,
    shown: '',
  },
]

/** The texts that a format can be asked to hold; all, where it is not said. */
export const held: Readonly<Record<string, { readonly texts: RegExp; readonly reason: string }>> = {
  table: { texts: /^.{0,9999}$/s, reason: 'every line is as wide as the widest' },
  xlsx: { texts: /^.{0,32767}$/s, reason: 'the limit of a cell, beyond which there is an error' },
  rst: { texts: /^(?!\w{10000})/, reason: 'Docutils takes seconds for so long a word' },
  latex: {
    texts: /^[^\xad\u0180-\u{10ffff}]{0,40}$/u,
    reason: 'the characters of Latin Modern, and the width of a page',
  },
}

/** Readers of many rows of a number and a text, where those of all tables cannot tell them. */
export const own: Readonly<Record<string, Pick<Reader, 'read' | 'expected'>>> = {
  // The text goes to its line's end, so that no reader's opinion of widths matters.
  table: {
    read: (bytes) => tableTexts(bytes.toString()),
    expected: textsOf,
  },
  yaml: {
    read: (bytes) => [readers.yaml?.read(bytes), readYaml12(bytes.toString())],
    expected: (table) => Array(2).fill(readers.yaml?.expected(table)),
  },
  xlsx: {
    read: (bytes) => [readers.xlsx?.read(bytes), formulasIn(readXlsx(bytes))],
    expected: (table) => [readers.xlsx?.expected(table), []],
  },
  ods: {
    read: (bytes) => [readers.ods?.read(bytes), formulasIn(readOds(bytes))],
    expected: (table) => [readers.ods?.expected(table), []],
  },
  latex: {
    read(bytes) {
      const { complaints, text } = typeset(bytes.toString(), 'xelatex')
      return [complaints, text.split('\f').map(pageText).join('')]
    },
    expected: ({ rows }) => [[], rows.flatMap(([id, text]) => [id?.text, text?.text]).join('')],
  },
}

function textsOf({ rows }: Table): (string | undefined)[] {
  return rows.map(([, text]) => text?.text)
}

function tableTexts(table: string): string[] {
  const [frame = '', ...lines] = table.split('\n')
  const start = frame.indexOf('+', 1) + 2
  const texts: string[] = []
  for (const line of lines.slice(2, -2)) {
    const text = line.slice(start, -2).replace(/ +$/, '')
    if (/^\| +\|/.test(line)) texts.push(`${texts.pop()}\n${text}`)
    else texts.push(text)
  }
  return texts
}

function formulasIn({ sheets }: XlsxBook | OdsBook): unknown[] {
  const rows = sheets[0]?.rows ?? []
  return rows.flat().filter(({ type }) => type === 'f')
}

/** What stands between the header of a page and its number, its ligature of ffi undone. */
function pageText(page: string): string {
  return page.replace(/^\s*id\s+text\b|\d+\s*$|\s/g, '').replaceAll('ﬀ', 'ff')
}

/** What the format shows of a text. */
export const shownIn = (format: string, text: string): string =>
  differences
    .filter(({ formats }) => formats.includes(format))
    .reduce((shown, { text, shown: as }) => shown.replace(text, as as string), text)
