import type { RowLayout } from '../../src/core/row-writer.js'
import type { Marks, Utf8Writer } from '../../src/core/utf8-writer.js'
import type { CsvDialect } from './dialect.js'

const quote = 0x22
const doubled = Array.from({ length: 256 }, (_, byte) =>
  byte === quote ? Buffer.from('""') : undefined,
)

/** What a byte says of the field that it is in: that it is quoted, or that it may be. */
const isSpecial = 1
const isDoubtful = 2

/**
 * How records are written, whose fields are text. They are quoted as RFC 4180 has it, a lone CR or
 * LF included, whichever of them ends the lines; and so is what would read as something else: the
 * empty string and the text of NULL, a lone `\.` (to COPY the end of the data), and what
 * `alsoQuoted` tells.
 *
 * csv-stringify, which the tests hold this against, takes four times as long.
 */
export class Fields {
  /** To be found while a field is written. */
  readonly marks: Marks
  readonly #dialect: CsvDialect
  readonly #alsoQuoted: ((text: string) => boolean) | undefined

  constructor(dialect: CsvDialect, alsoQuoted?: (text: string) => boolean) {
    this.#dialect = dialect
    this.#alsoQuoted = alsoQuoted
    this.marks = marksOf(dialect)
    if (alsoQuoted) this.marks.fill(isDoubtful)
  }

  layout(width: number): Pick<RowLayout, 'before' | 'end' | 'null'> {
    const { delimiter, lineEnd, nullText } = this.#dialect
    const before = Array.from({ length: width }, (_, column) => (column > 0 ? delimiter : ''))
    return { before, end: lineEnd, null: nullText }
  }

  /** Quotes the field that is written from `start` on, and has these marks, where it is to be. */
  end(out: Utf8Writer, start: number, found: number): void {
    if (found === 0 && out.size > start) return
    if ((found & isSpecial) !== 0 || this.#isQuoted(out.textFrom(start))) {
      out.escape(start, doubled, quote)
    }
  }

  #isQuoted(text: string): boolean {
    const { delimiter, nullText } = this.#dialect
    if (text === '' || text === nullText || text === '\\.' || /["\r\n]/.test(text)) return true
    // Of several characters, the delimiter may begin with the end of the field: `a:` before `::`.
    if ((text + delimiter).indexOf(delimiter) < text.length) return true
    return this.#alsoQuoted?.(text) ?? false
  }
}

function marksOf({ delimiter, nullText }: CsvDialect): Marks {
  const marks = new Uint8Array(256)
  const [separator, ...others] = Buffer.from(delimiter)
  for (const [first] of [nullText, '\\.', delimiter].map((text) => Buffer.from(text))) {
    if (first !== undefined) marks[first] = isDoubtful
  }
  for (const byte of [quote, 0x0a, 0x0d]) marks[byte] = isSpecial
  if (others.length === 0) marks[separator as number] = isSpecial
  return marks
}
