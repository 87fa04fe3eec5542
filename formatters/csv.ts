import type { Column } from '../src/core/column.js'
import type { Notify, TableFormat } from '../src/core/formatter.js'
import { plainText, treatments, writePlainText } from '../src/core/representation.js'
import { type RowLayout, rowBytes, writeRows } from '../src/core/row-writer.js'
import { checkedDelimiter, csvDialect } from './csv/dialect.js'
import { Fields } from './csv/fields.js'

const options = {
  header: { type: 'boolean', default: true, summary: 'leave out the column names' },
  null: { type: 'string', default: '', summary: 'text for NULL' },
  delimiter: { type: 'string', default: ',', summary: 'what separates fields' },
  bom: { type: 'boolean', default: false, summary: 'begin with a byte order mark' },
  crlf: { type: 'boolean', default: false, summary: 'end lines with CR LF' },
  excel: {
    type: 'boolean',
    default: false,
    summary: 'what Excel opens best: a byte order mark and CR LF',
  },
  guardFormulas: {
    type: 'boolean',
    default: false,
    summary: "put ' before text that a spreadsheet would run as a formula",
  },
} as const

/**
 * RFC 4180, in UTF-8. NULL is an empty field and the empty string `""`, so that PostgreSQL's
 * `COPY … FROM … (FORMAT csv)` reads both back.
 */
const csv: TableFormat<typeof options> = {
  name: 'csv',
  extensions: ['csv'],
  summary: 'comma-separated values (RFC 4180)',
  content: 'text',
  tables: 'one',
  options,
  async write(dataset, sink, options, notify) {
    const dialect = csvDialect(options)
    const { columns } = dataset
    const guard = options.guardFormulas ? new FormulaGuard(columns) : undefined
    if (options.bom || options.excel) await sink.write('\uFEFF')
    if (options.header && columns.length > 0) {
      const names = columns.map(({ name }) => (guard ? guard.text(name) : name))
      const fields = new Fields(dialect, options.excel ? looksLikeSylk : undefined)
      await sink.write(rowBytes(names, records(fields, columns.length)))
    }
    await writeRows(dataset.batches, sink, records(new Fields(dialect), columns.length, guard))
    guard?.report(notify)
  },
  async read(input, options) {
    const { readCsv } = await import('./csv/read.js')
    return [readCsv(input, { ...options, delimiter: checkedDelimiter(options.delimiter) })]
  },
}

export default csv

function records(fields: Fields, width: number, guard?: FormulaGuard): RowLayout {
  const { marks } = fields
  return {
    ...fields.layout(width),
    value(value, column, out) {
      const start = out.size
      const found = guard
        ? out.text(guard.cell(plainText(value), value, column), marks)
        : writePlainText(value, out, marks)
      fields.end(out, start, found)
    },
    encoded: guard
      ? undefined
      : (bytes, start, end, _column, out) => {
          const { size } = out
          fields.end(out, size, out.marked(bytes, start, end, marks))
        },
  }
}

/** Excel takes a file that begins with a bare `ID` for one of the SYLK format. */
function looksLikeSylk(name: string): boolean {
  return name.startsWith('ID')
}

/** A negative number, PostgreSQL's date -infinity, or MySQL's time -12:30:45. */
const negative = /^-(?:infinity|[\d:.e+-]+)$/i

/**
 * Disarms text that begins as a formula does, and counts what it touched. Numbers, dates and times
 * are never touched. See OWASP, "CSV Injection".
 */
class FormulaGuard {
  readonly #typed: readonly boolean[]
  #touched = 0

  constructor(columns: readonly Column[]) {
    this.#typed = columns.map(({ kind }) => treatments[kind].sheet !== 'text')
  }

  cell(text: string, value: unknown, column: number): string {
    if (typeof value !== 'string') return text
    // SQLite may have any text below a date.
    return this.#typed[column] && negative.test(text) ? text : this.text(text)
  }

  text(text: string): string {
    if (!/^[=+\-@\t\r]/.test(text)) return text
    this.#touched++
    return `'${text}`
  }

  report(notify: Notify): void {
    if (this.#touched > 0) {
      notify(
        `--guard-formulas put ' before ${this.#touched} ${this.#touched === 1 ? 'cell' : 'cells'}`,
      )
    }
  }
}
