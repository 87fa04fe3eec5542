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
 * A function that makes batches of rows. They are decoded here where a column holds no text, and
 * where the server sends what is not UTF-8: MariaDB keeps lone surrogates, and its JSON functions
 * take any bytes for text.
 */
export function rowReader(
  fields: readonly Field[],
): (rows: readonly RowPacket[]) => (Batch | EncodedBatch)[] {
  const decoders = fields.map(decoder)
  const onlyText = fields.every(holdsText)
  return (rows) =>
    receivedTogether(rows).map((some) => {
      const batch = located(some, fields.length)
      if (!onlyText || !isUtf8(batch.bytes)) return decoded(batch, decoders)
      return batch.bytes.length <= mostEncodedBytes ? batch : batch.rows()
    })
}

/** The rows that follow one another in one buffer. */
function receivedTogether(rows: readonly RowPacket[]): RowPacket[][] {
  const all: RowPacket[][] = []
  for (const row of rows) {
    const last = all.at(-1)
    if (last?.[0]?.buffer === row.buffer) last.push(row)
    else all.push([row])
  }
  return all
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
 * The rows as they lie in their buffer, what is around their cells made blank: it is not UTF-8.
 * That is the cells' lengths, and between two rows the header of a packet.
 */
function located(rows: readonly RowPacket[], width: number): EncodedBatch {
  const [{ buffer, offset: first }, last] = [rows[0] as RowPacket, rows.at(-1) as RowPacket]
  const cells = new Int32Array(rows.length * width * 2)
  let next = 0
  let at = first
  for (const { offset, end } of rows) {
    while (at < offset) buffer[at++] = blank
    while (at < end) {
      const mark = buffer[at] as number
      const start = at + lengthSize(mark)
      const length = start - at === 1 ? mark : longLength(buffer, at + 1, start)
      while (at < start) buffer[at++] = blank
      const isNull = mark === nullMark
      if (!isNull) at += length
      cells[next++] = isNull ? -1 : start - first
      cells[next++] = at - first
    }
  }
  return new EncodedBatch(buffer.subarray(first, last.end), cells, rows.length)
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
