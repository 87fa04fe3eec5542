import { isUtf8 } from 'node:buffer'
import { EncodedBatch, mostEncodedBytes } from '../core/encoded-batch.js'
import type { ReceivedRows } from '../core/row-buffer.js'
import type { Batch, Value } from '../core/value.js'
import { decoder, type Field, holdsText } from './mysql-types.js'

/** Of a packet, which a row is: the length of what follows, in three bytes, and its number. */
const headerSize = 4

/**
 * A function that makes a batch of rows. They are decoded here where a column holds no text, and
 * where the server sends what is not UTF-8: MariaDB keeps lone surrogates, and its JSON functions
 * take any bytes for text.
 */
export function rowReader(fields: readonly Field[]): (rows: ReceivedRows) => Batch | EncodedBatch {
  const decoders = fields.map(decoder)
  const onlyText = fields.every(holdsText)
  return (rows) => {
    const batch = located(rows, fields.length)
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

/**
 * Where the cells of the rows are, counted from the start of the rows. What is around them is made
 * blank, as it is not UTF-8: their lengths, and the headers of packets.
 */
function located({ bytes, start: first, end, count }: ReceivedRows, width: number): EncodedBatch {
  const cells = new Int32Array(count * width * 2)
  let next = 0
  let at = first
  for (let row = 0; row < count; row++) {
    for (const begin = at + headerSize; at < begin; ) bytes[at++] = blank
    for (let column = 0; column < width; column++) {
      const mark = bytes[at] as number
      const start = at + lengthSize(mark)
      const length = start - at === 1 ? mark : longLength(bytes, at + 1, start)
      while (at < start) bytes[at++] = blank
      const isNull = mark === nullMark
      if (!isNull) at += length
      cells[next++] = isNull ? -1 : start - first
      cells[next++] = at - first
    }
  }
  return new EncodedBatch(bytes.subarray(first, end), cells, count)
}

const blank = 0x20

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
