import { isUtf8 } from 'node:buffer'
import { EncodedBatch, mostEncodedBytes } from '../core/encoded-batch.js'
import type { Batch, Value } from '../core/value.js'
import { decoder, type Field, holdsText } from './mysql-types.js'

/** One row as it came: `buffer` from `offset` to `end`. */
export interface RowPacket {
  readonly buffer: Buffer
  readonly offset: number
  readonly end: number
}

/**
 * A function that makes a batch of rows. They are decoded here where a column holds no text, and
 * where the server sends what is not UTF-8: MariaDB keeps lone surrogates, and its JSON functions
 * take any bytes for text.
 */
export function rowReader(
  fields: readonly Field[],
): (rows: readonly RowPacket[]) => Batch | EncodedBatch {
  const decoders = fields.map(decoder)
  const onlyText = fields.every(holdsText)
  return (rows) => {
    const batch = joined(rows, fields.length)
    if (!onlyText || !isUtf8(batch.bytes)) return decoded(batch, decoders)
    return batch.bytes.length <= mostEncodedBytes ? batch : batch.rows()
  }
}

type Decode = (bytes: Buffer | null) => Value

function decoded({ bytes, cells, length }: EncodedBatch, decoders: readonly Decode[]): Batch {
  return Array.from({ length }, (_, row) =>
    decoders.map((decode, column) => {
      const at = 2 * (row * decoders.length + column)
      const start = cells[at] as number
      return decode(start < 0 ? null : bytes.subarray(start, cells[at + 1]))
    }),
  )
}

/** The rows one behind another, what is around their cells made blank: it is not UTF-8. */
function joined(rows: readonly RowPacket[], width: number): EncodedBatch {
  const bytes = Buffer.allocUnsafe(rows.reduce((sum, { offset, end }) => sum + end - offset, 0))
  const cells = new Int32Array(rows.length * width * 2)
  let next = 0
  let size = 0
  for (const { buffer, offset, end } of rows) {
    const shift = size - offset
    for (let at = offset; at < end; ) {
      const mark = buffer[at] as number
      const start = at + lengthSize(mark)
      const length = start - at === 1 ? mark : longLength(buffer, at + 1, start)
      while (at < start) bytes[at++ + shift] = 0x20
      const isNull = mark === nullMark
      cells[next++] = isNull ? -1 : start + shift
      const cellEnd = isNull ? start : start + length
      cells[next++] = cellEnd + shift
      // In a loop: of a short cell a call of copy() takes several times as long.
      if (length > longCell) at = start + buffer.copy(bytes, start + shift, start, cellEnd)
      else while (at < cellEnd) bytes[at + shift] = buffer[at++] as number
    }
    size += end - offset
  }
  return new EncodedBatch(bytes, cells, rows.length)
}

const longCell = 256

/** What stands for NULL in the place of a cell's length. */
const nullMark = 0xfb

/** "Length-Encoded Integers" in MySQL's internals manual: up to 0xfa the length itself. */
function lengthSize(mark: number): number {
  if (mark < 0xfc) return 1
  return mark === 0xfc ? 3 : mark === 0xfd ? 4 : 9
}

/** Little-endian; of eight bytes, which no cell needs, the last two are 0. */
function longLength(buffer: Buffer, start: number, end: number): number {
  return buffer.readUIntLE(start, Math.min(end - start, 6))
}
