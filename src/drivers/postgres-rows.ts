import { isUtf8 } from 'node:buffer'
import type { Duplex } from 'node:stream'
import { EncodedBatch, mostEncodedBytes } from '../core/encoded-batch.js'
import type { ReceivedRows } from '../core/row-buffer.js'
import type { Batch } from '../core/value.js'

const dataRow = 0x44

/** Its letter and its length, which does not count the letter ("Message Formats" in PostgreSQL's manual). */
const headerSize = 5

/**
 * Takes the rows out of what the server sends while somebody wants them. All else goes to pg's own
 * parser in its order, which would make an object of every row and a string of every cell.
 */
export class RowsApart {
  /** Who is given the rows. */
  taker: ((rows: ReceivedRows) => void) | undefined
  readonly #parser: (bytes: Buffer) => void
  /** What has come of a message, how much that is, and how much there must be to go on. */
  #begun: Buffer[] = []
  #size = 0
  #wanted = 0

  /** To be made between two messages. */
  constructor(parser: (bytes: Buffer) => void) {
    this.#parser = parser
  }

  read(chunk: Buffer): void {
    let rest = chunk
    while (this.#size > 0 && rest.length > 0) rest = this.#complete(rest)
    if (rest.length > 0) this.#give(rest)
  }

  /** Adds what is missing of the message that has begun; answers what comes behind it. */
  #complete(chunk: Buffer): Buffer {
    const missing = this.#wanted - this.#size
    this.#begun.push(chunk.subarray(0, missing))
    this.#size += Math.min(missing, chunk.length)
    if (this.#size === this.#wanted) {
      const bytes = Buffer.concat(this.#begun)
      this.#begun = []
      this.#size = 0
      this.#give(bytes)
    }
    return chunk.subarray(missing)
  }

  #give(bytes: Buffer): void {
    let at = 0
    let end = 0
    do {
      at = end
      end = this.#giveRows(bytes, this.#giveOthers(bytes, at))
    } while (end > at)
    if (end < bytes.length) this.#keep(bytes.subarray(end))
  }

  #keep(begun: Buffer): void {
    this.#begun = [begun]
    this.#size = begun.length
    this.#wanted = begun.length < headerSize ? headerSize : messageEnd(begun, 0)
  }

  #giveRows(bytes: Buffer, start: number): number {
    if (this.taker === undefined) return start
    let end = start
    let count = 0
    for (; isWhole(bytes, end) && bytes[end] === dataRow; count++) end = messageEnd(bytes, end)
    if (count > 0) this.taker({ bytes, start, end, count })
    return end
  }

  #giveOthers(bytes: Buffer, start: number): number {
    let end = start
    while (isWhole(bytes, end) && (bytes[end] !== dataRow || this.taker === undefined)) {
      end = messageEnd(bytes, end)
    }
    if (end > start) this.#parser(bytes.subarray(start, end))
    return end
  }
}

const ofStreams = new WeakMap<Duplex, RowsApart>()

/** The rows of this connection. What listens to its stream is given the rest. */
export function rowsApart({ stream }: { readonly stream: Duplex }): RowsApart {
  let rows = ofStreams.get(stream)
  if (rows === undefined) {
    const listeners = stream.listeners('data')
    rows = new RowsApart((bytes) => {
      for (const listener of listeners) listener.call(stream, bytes)
    })
    ofStreams.set(stream, rows)
    for (const listener of listeners) stream.off('data', listener as () => void)
    stream.on('data', rows.read.bind(rows))
  }
  return rows
}

function isWhole(bytes: Buffer, at: number): boolean {
  return at + headerSize <= bytes.length && messageEnd(bytes, at) <= bytes.length
}

/** Of each row, a third of the time of readUInt32BE. */
function messageEnd(bytes: Buffer, at: number): number {
  const length =
    ((bytes[at + 1] as number) << 24) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 8) |
    (bytes[at + 4] as number)
  return at + 1 + (length >>> 0)
}

const booleanTexts = Buffer.from('truefalse')

/**
 * The rows as a batch; `booleans` are the columns of that type. They are decoded here where the
 * server sends what is not UTF-8, as one does whose own encoding is SQL_ASCII.
 */
export function rowBatch(rows: ReceivedRows, booleans: readonly number[]): EncodedBatch | Batch {
  const cells = cellsOf(rows)
  const texts = rows.bytes.subarray(rows.start, rows.end)
  spellBooleans(texts, cells, rows.count, booleans)
  const bytes = booleans.length === 0 ? texts : Buffer.concat([texts, booleanTexts])
  const batch = new EncodedBatch(bytes, cells, rows.count, booleans)
  return bytes.length <= mostEncodedBytes && isUtf8(bytes) ? batch : batch.rows()
}

/** The server's `t` and `f` become what is added to the texts. */
function spellBooleans(
  texts: Buffer,
  cells: Int32Array,
  count: number,
  booleans: readonly number[],
): void {
  const [none, ofTrue, ofFalse] = [texts.length, texts.length + 4, texts.length + 9]
  const width = cells.length / count
  for (const column of booleans) {
    for (let at = 2 * column; at < cells.length; at += width) {
      const start = cells[at] as number
      if (start < 0) continue
      const isTrue = texts[start] === 0x74
      cells[at] = isTrue ? none : ofTrue
      cells[at + 1] = isTrue ? ofTrue : ofFalse
    }
  }
}

/**
 * Where the cells of the rows are, counted from the start of the rows. What is around them is made
 * blank: their lengths are not UTF-8.
 */
function cellsOf({ bytes, start, end, count }: ReceivedRows): Int32Array {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const width = words.getInt16(start + headerSize)
  const cells = new Int32Array(count * width * 2)
  let next = 0
  for (let at = start; at < end; ) {
    // The header and the number of columns, seven bytes.
    words.setInt32(at, blanks)
    words.setInt32(at + 3, blanks)
    at += headerSize + 2
    for (let column = 0; column < width; column++) {
      const length = words.getInt32(at)
      words.setInt32(at, blanks)
      at += 4
      cells[next] = length < 0 ? -1 : at - start
      if (length > 0) at += length
      cells[next + 1] = at - start
      next += 2
    }
  }
  return cells
}

const blanks = 0x20202020
