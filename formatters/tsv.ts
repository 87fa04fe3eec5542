import { writeRows } from '../src/core/batch-writer.js'
import { RecordsError } from '../src/core/errors.js'
import type { TableFormat } from '../src/core/formatter.js'
import { plainText } from '../src/core/representation.js'
import type { Row, Value } from '../src/core/value.js'
import { encodedLines } from './tsv/encoded.js'

const options = {
  header: { type: 'boolean', default: true, summary: 'leave out the column names' },
  null: { type: 'string', default: '\\N', summary: 'text for NULL' },
} as const

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
}

/**
 * One row a line, whatever it holds: PostgreSQL's text format of COPY, which writes a tab in a cell
 * as `\t`, a line end as `\n`, a backslash as `\\` and NULL as `\N`.
 */
const tsv: TableFormat<typeof options> = {
  name: 'tsv',
  extensions: ['tsv', 'tab'],
  summary: "tab-separated values, one row a line (COPY's text format)",
  content: 'text',
  tables: 'one',
  options,
  async write(dataset, sink, options) {
    if (/[\t\r\n]/.test(options.null)) {
      throw new RecordsError('usage', `--null cannot be ${JSON.stringify(options.null)}`, {
        hint: 'It is written as it stands: give text without tabs and line ends.',
      })
    }
    const field = (value: Value) => (value === null ? options.null : escaped(plainText(value)))
    const line = (row: Row) => `${row.map(field).join('\t')}\n`
    if (options.header && dataset.columns.length > 0)
      await sink.write(line(dataset.columns.map(({ name }) => name)))
    const encoded = encodedLines(options.null, escapes)
    await writeRows(dataset.batches, sink, { row: line, encoded })
  },
  async read(input, options) {
    const { readTsv } = await import('./tsv/read.js')
    return [readTsv(input, options)]
  },
}

export default tsv

const escapable = /[\\\t\n\r\b\f\v]/g

function escaped(text: string): string {
  return text.replace(escapable, (character) => escapes[character] as string)
}
