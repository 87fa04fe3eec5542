import { CsvError, type Options, parse } from 'csv-parse/sync'
import type { HeldTable } from '../../src/core/table.js'
import { TextTable } from '../../src/core/text-table.js'
import { unreadable } from '../../src/core/unreadable.js'
import { utf8Text } from '../../src/core/utf8-text.js'
import { RecordWalk } from './record-walk.js'

export interface CsvDialect {
  readonly header: boolean
  readonly null: string
  readonly delimiter: string
}

/**
 * RFC 4180, with any line ends. An unquoted field that is the text for NULL is NULL. An empty line
 * is such a field where there is one column, and nothing where there are more.
 */
export function readCsv(
  input: Uint8Array,
  { header, null: nullText, delimiter }: CsvDialect,
): HeldTable {
  const text = utf8Text(input, 'csv')
  const table = new TextTable('csv', header)
  const walk = new RecordWalk(text, delimiter)
  records(text, delimiter).forEach((fields, index) => {
    const quoted = walk.next(fields)
    const isNull = (field: string, at: number) => field === nullText && !quoted[at]
    const isPlain = (header && index === 0) || !fields.some(isNull)
    const row = isPlain ? fields : fields.map((field, at) => (isNull(field, at) ? null : field))
    table.add(row, () => walk.line)
  })
  return table.table()
}

function records(text: string, delimiter: string): string[][] {
  const options: Options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true, // The table counts them.
  }
  const first = (count: number): string[][] => parse(text, { ...options, to: count })
  try {
    const width = first(1)[0]?.length ?? 0
    return parse(text, { ...options, skip_empty_lines: width > 1 })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const walk = new RecordWalk(text, delimiter)
    const before = Number(error.records)
    for (const fields of before > 0 ? first(before) : []) walk.next(fields)
    throw badQuotes(error, walk.nextLine)
  }
}

const quoteProblems: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote that is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'a field that goes on behind its closing quote',
  INVALID_OPENING_QUOTE: 'a quote in a field that does not begin with one',
}

function badQuotes(cause: CsvError, line: number): Error {
  const problem = quoteProblems[cause.code] ?? cause.message
  return unreadable('csv', `the row at line ${line} has ${problem}`, {
    hint: 'A field that holds a quote, the delimiter or a line end stands in quotes, its own quotes doubled.',
    cause,
  })
}
