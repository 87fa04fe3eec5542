import type { Column } from '../../src/core/column.js'
import {
  encoder,
  type Spelling,
  treatments,
  writePlainText,
} from '../../src/core/representation.js'
import type { EncodedCell, RowLayout } from '../../src/core/row-writer.js'
import type { Escapes, Marks, Utf8Writer } from '../../src/core/utf8-writer.js'
import { isDecimal, isFloat, isInteger } from './numbers.js'

const quote = 0x22

/** RFC 8259, section 7. */
const escapes: Escapes = Array.from({ length: 256 }, (_, byte) => {
  const isEscaped = byte < 0x20 || byte === quote || byte === 0x5c
  return isEscaped ? Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1)) : undefined
})
const isEscaped: Marks = Uint8Array.from(escapes, (bytes) => (bytes ? 1 : 0))

/** Whether the text of a cell is copied as it stands; what is not is written by the spelling. */
const copied: Partial<Record<string, (bytes: Uint8Array, start: number, end: number) => boolean>> =
  {
    integer: isInteger,
    decimal: isDecimal,
    float: isFloat,
    boolean: () => true,
  }

/**
 * How the cells of JSON are written: as the spelling has them, and in less time what is most often.
 * The spelling's numbers are exact, where their digits are to be kept.
 */
export function jsonCells(
  columns: readonly Column[],
  spelling: Spelling,
  exactNumbers: boolean,
): Pick<RowLayout, 'null' | 'value' | 'encoded'> {
  const texts = columns.map((column) => encoder(column, spelling))
  const data = columns.map(({ kind }) => treatments[kind].data)
  const isString = data.map((word) => word === 'string')
  const isCopied = data.map((word) => copied[word])

  const encoded: EncodedCell = (bytes, start, end, column, out) => {
    if (isString[column]) {
      out.byte(quote)
      const { size } = out
      endString(out, size, out.marked(bytes, start, end, isEscaped))
    } else if (isCopied[column]?.(bytes, start, end)) {
      out.bytes(bytes, start, end)
    } else {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString()
      out.text(texts[column]?.(text) ?? '')
    }
  }
  return {
    null: spelling.null,
    value(value, column, out) {
      if (typeof value === 'string' && isString[column]) {
        out.byte(quote)
        const { size } = out
        endString(out, size, out.text(value, isEscaped))
      } else if (Number.isFinite(value) || (typeof value === 'bigint' && exactNumbers)) {
        writePlainText(value, out)
      } else {
        out.text(texts[column]?.(value) ?? '')
      }
    },
    encoded: exactNumbers ? encoded : undefined,
  }
}

/** Ends the string whose text is written from `start` on, and has these marks. */
function endString(out: Utf8Writer, start: number, found: number): void {
  if (found !== 0) out.escape(start, escapes)
  out.byte(quote)
}
