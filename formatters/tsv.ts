import { RecordsError } from '../src/core/errors.js'
import type { TableFormat } from '../src/core/formatter.js'
import { writePlainText } from '../src/core/representation.js'
import { type RowLayout, rowBytes, writeRows } from '../src/core/row-writer.js'
import type { Escapes, Marks, Utf8Writer } from '../src/core/utf8-writer.js'

const options = {
  header: { type: 'boolean', default: true, summary: 'leave out the column names' },
  null: { type: 'string', default: '\\N', summary: 'text for NULL' },
} as const

const letters = { '\\': '\\', '\t': 't', '\n': 'n', '\r': 'r', '\b': 'b', '\f': 'f', '\v': 'v' }
const escapes: Escapes = escapesOf(letters)
const isEscaped: Marks = Uint8Array.from(escapes, (bytes) => (bytes ? 1 : 0))

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
    const { columns, batches } = dataset
    const layout = lines(columns.length, options.null)
    if (options.header && columns.length > 0) {
      await sink.write(
        rowBytes(
          columns.map(({ name }) => name),
          layout,
        ),
      )
    }
    await writeRows(batches, sink, layout)
  },
  async read(input, options) {
    const { readTsv } = await import('./tsv/read.js')
    return [readTsv(input, options)]
  },
}

export default tsv

function lines(width: number, ofNull: string): RowLayout {
  const end = (out: Utf8Writer, start: number, found: number): void => {
    if (found !== 0) out.escape(start, escapes)
  }
  return {
    before: Array.from({ length: width }, (_, column) => (column > 0 ? '\t' : '')),
    end: '\n',
    null: ofNull,
    value(value, _column, out) {
      const { size } = out
      end(out, size, writePlainText(value, out, isEscaped))
    },
    encoded(bytes, start, stop, _column, out) {
      const { size } = out
      end(out, size, out.marked(bytes, start, stop, isEscaped))
    },
  }
}

function escapesOf(letters: Readonly<Record<string, string>>): Escapes {
  return Array.from({ length: 256 }, (_, byte) => {
    const letter = letters[String.fromCharCode(byte)]
    return letter === undefined ? undefined : Buffer.from(`\\${letter}`)
  })
}
