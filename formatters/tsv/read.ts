import { isUtf8 } from 'node:buffer'
import type { HeldTable } from '../../src/core/table.js'
import { TextTable } from '../../src/core/text-table.js'
import { unreadable } from '../../src/core/unreadable.js'
import { utf8Text } from '../../src/core/utf8-text.js'

export interface TsvDialect {
  readonly header: boolean
  readonly null: string
}

/** See "File Formats, Text Format" at COPY in PostgreSQL's manual. Lines may end as they like. */
export function readTsv(input: Uint8Array, { header, null: nullText }: TsvDialect): HeldTable {
  const table = new TextTable('tsv', header)
  const lines = utf8Text(input, 'tsv').split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  if (lines.at(-1) === endOfData) lines.pop()
  lines.forEach((line, index) => {
    const isHeader = header && index === 0
    const fields = line.split('\t').map((field) => {
      return field === nullText && !isHeader ? null : unescaped(field, index + 1)
    })
    table.add(fields, () => index + 1)
  })
  return table.table()
}

/** What psql and pg_dump write below the rows. */
const endOfData = '\\.'

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** A byte in octal or hexadecimal digits, or any other character. */
const escapeSequence = /\\(?:([0-7]{1,3})|x([\da-fA-F]{1,2})|(.?))/gs

/** An escape may be of one byte of a character: within, a "character" is a byte. */
function unescaped(field: string, line: number): string {
  if (!field.includes('\\')) return field
  const bytes = Buffer.from(field)
    .toString('latin1')
    .replace(escapeSequence, (_, octal?: string, hex?: string, character?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
      if (!character) throw badEscape(line, 'a \\ at the end of a field')
      return escapes[character] ?? character
    })
  const plain = Buffer.from(bytes, 'latin1')
  if (!isUtf8(plain)) throw badEscape(line, 'escapes of bytes that are not UTF-8')
  return plain.toString()
}

function badEscape(line: number, problem: string): Error {
  return unreadable('tsv', `line ${line} has ${problem}`, {
    hint: 'A backslash is written \\\\, a tab \\t, a line end \\n. A file that quotes its fields is a csv whose delimiter is a tab.',
  })
}
