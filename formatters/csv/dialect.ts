import { RecordsError } from '../../src/core/errors.js'

/** How a CSV's fields and lines are told apart. */
export interface CsvDialect {
  readonly delimiter: string
  readonly lineEnd: '\n' | '\r\n'
  /** What stands for NULL, never in quotes. */
  readonly nullText: string
}

export interface DialectOptions {
  readonly delimiter: string
  readonly null: string
  readonly crlf: boolean
  readonly excel: boolean
}

/** Throws a usage error for what would not read back. */
export function csvDialect({ delimiter, null: nullText, crlf, excel }: DialectOptions): CsvDialect {
  if (/["\r\n]/.test(nullText) || nullText.includes(checkedDelimiter(delimiter))) {
    throw new RecordsError('usage', `--null cannot be ${JSON.stringify(nullText)}`, {
      hint: 'It is written without quotes: give text that has no delimiter, quote or line end.',
    })
  }
  return { delimiter, lineEnd: crlf || excel ? '\r\n' : '\n', nullText }
}

export function checkedDelimiter(delimiter: string): string {
  if (delimiter !== '' && !/["\r\n]/.test(delimiter)) return delimiter
  throw new RecordsError('usage', `--delimiter cannot be ${JSON.stringify(delimiter)}`, {
    hint: 'Give one or more characters that are neither a quote nor a line end, such as ;',
  })
}
