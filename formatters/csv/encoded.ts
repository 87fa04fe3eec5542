import type { EncodedBatch } from '../../src/core/encoded-batch.js'
import type { CsvDialect } from './dialect.js'

const quote = 0x22

/** What a byte says of the field that it is in: that it is quoted, or that it may be. */
const isSpecial = 1
const isDoubtful = 2

/**
 * A function that writes rows as the records that `recordWriter` makes of their texts. Undefined
 * where the delimiter is not one ASCII character.
 */
export function encodedRecords({
  delimiter,
  lineEnd,
  nullText,
}: CsvDialect): ((batch: EncodedBatch) => Uint8Array) | undefined {
  const separator = delimiter.charCodeAt(0)
  if (delimiter.length > 1 || separator > 0x7f) return undefined
  const [ofNull, end] = [Buffer.from(nullText), Buffer.from(lineEnd)]
  const quoted = [ofNull, Buffer.from('\\.')]
  const marks = new Uint8Array(256)
  for (const [first = 0] of quoted) marks[first] = isDoubtful
  for (const byte of [separator, quote, 0x0a, 0x0d]) marks[byte] = isSpecial
  const perCell = Math.max(3, ofNull.length + 1)

  function mustQuote(bytes: Buffer, start: number, stop: number, found: number): boolean {
    if (start === stop || (found & isSpecial) !== 0) return true
    return found !== 0 && quoted.some((text) => text.equals(bytes.subarray(start, stop)))
  }

  return ({ bytes, cells, length }) => {
    const columns = cells.length / 2 / length
    // Every byte may be a quote, which is doubled.
    const most = 2 * bytes.length + (cells.length / 2) * perCell + length * end.length
    const output = Buffer.allocUnsafe(most)
    let size = 0
    let at = 0
    for (let row = 0; row < length; row++) {
      for (let column = 0; column < columns; column++, at += 2) {
        if (column > 0) output[size++] = separator
        const start = cells[at] as number
        const stop = cells[at + 1] as number
        if (start < 0) {
          for (const byte of ofNull) output[size++] = byte
          continue
        }
        let found = 0
        let next = size
        for (let index = start; index < stop; index++) {
          const byte = bytes[index] as number
          found |= marks[byte] as number
          output[next++] = byte
        }
        size = mustQuote(bytes, start, stop, found)
          ? writeQuoted(bytes, start, stop, output, size)
          : next
      }
      for (const byte of end) output[size++] = byte
    }
    return output.subarray(0, size)
  }
}

/** Where the output goes on. */
function writeQuoted(
  bytes: Buffer,
  start: number,
  stop: number,
  output: Buffer,
  size: number,
): number {
  let next = size
  output[next++] = quote
  for (let index = start; index < stop; index++) {
    const byte = bytes[index] as number
    if (byte === quote) output[next++] = quote
    output[next++] = byte
  }
  output[next++] = quote
  return next
}
