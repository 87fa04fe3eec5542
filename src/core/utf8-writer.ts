/** What marks there are on each byte of UTF-8: 256 numbers, whose bits are the marks. */
export type Marks = Uint8Array

/** What is written for each byte of UTF-8: 256 of them, undefined for one that stands for itself. */
export type Escapes = readonly (Uint8Array | undefined)[]

const unmarked: Marks = new Uint8Array(256)

/** A text of more characters is encoded faster by Node, which takes its time to be called. */
const longText = 64

/** How many bytes there is room for in the beginning, and how many are kept for what follows. */
const firstRoom = 64 * 1024
const keptRoom = 1024 * 1024

/** A text that is written again and again: its bytes of UTF-8, four at a time. */
export class Fixed {
  /** Little-endian, the last one filled up with zeros. */
  readonly words: Int32Array
  /** In bytes. */
  readonly length: number

  constructor(text: string) {
    const bytes = Buffer.from(text)
    this.length = bytes.length
    this.words = new Int32Array(Math.ceil(bytes.length / 4))
    for (const [at, byte] of bytes.entries()) {
      this.words[at >> 2] = (this.words[at >> 2] as number) | (byte << (8 * (at & 3)))
    }
  }
}

/**
 * Bytes of UTF-8, written one behind another. Of texts as short as cells are, a loop writes the
 * bytes in less than half of the time that it takes to join strings and to encode what they make.
 */
export class Utf8Writer {
  #bytes!: Buffer
  #view!: DataView
  #size = 0
  #source: Uint8Array | undefined
  #words!: DataView

  constructor() {
    this.#make(firstRoom)
  }

  /** How many bytes are written and not taken. */
  get size(): number {
    return this.#size
  }

  byte(byte: number): void {
    this.#reserve(1)[this.#size++] = byte
  }

  fixed({ words, length }: Fixed): void {
    this.#reserve(4 * words.length)
    for (let index = 0, at = this.#size; index < words.length; index++, at += 4) {
      this.#view.setInt32(at, words[index] as number, true)
    }
    this.#size += length
  }

  /** Writes `source` from `start` to `end`. */
  bytes(source: Uint8Array, start = 0, end: number = source.length): void {
    const output = this.#reserve(end - start)
    let size = this.#size
    for (let at = start; at < end; at++) output[size++] = source[at] as number
    this.#size = size
  }

  /** The same; answers the marks of all bytes that are written. */
  marked(source: Uint8Array, start: number, end: number, marks: Marks): number {
    const output = this.#reserve(end - start)
    const words = this.#wordsOf(source)
    let size = this.#size
    let found = 0
    let at = start
    for (; at + 4 <= end; at += 4, size += 4) {
      const word = words.getInt32(at, true)
      found |=
        (marks[word & 0xff] as number) |
        (marks[(word >> 8) & 0xff] as number) |
        (marks[(word >> 16) & 0xff] as number) |
        (marks[word >>> 24] as number)
      this.#view.setInt32(size, word, true)
    }
    for (; at < end; at++) {
      const byte = source[at] as number
      found |= marks[byte] as number
      output[size++] = byte
    }
    this.#size = size
    return found
  }

  /**
   * Writes text, U+FFFD in the place of half a surrogate pair. Answers the marks of all bytes that
   * are written.
   */
  text(text: string, marks: Marks = unmarked): number {
    const { length } = text
    if (length > longText) return this.#encoded(text, marks)
    const output = this.#reserve(3 * length)
    let size = this.#size
    let found = 0
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at)
      let first = code
      if (code >= 0x80) {
        if (code >= 0xd800 && code < 0xe000) return this.#encoded(text, marks)
        first = code < 0x800 ? 0xc0 | (code >> 6) : 0xe0 | (code >> 12)
      }
      found |= marks[first] as number
      output[size++] = first
      if (code >= 0x800) output[size++] = 0x80 | ((code >> 6) & 0x3f)
      if (code >= 0x80) output[size++] = 0x80 | (code & 0x3f)
    }
    this.#size = size
    return found
  }

  /** Writes an integer's digits. Answers the marks of all bytes that are written. */
  integer(value: bigint, marks: Marks = unmarked): number {
    const small = Number(value)
    return small >= 0 && small < 2 ** 31
      ? this.digits(small, marks)
      : this.text(String(value), marks)
  }

  /** Writes the digits of a whole number from 0 to 2^31 - 1. */
  digits(value: number, marks: Marks = unmarked): number {
    let count = 1
    for (let power = 10; power <= value; power *= 10) count++
    const output = this.#reserve(count)
    let rest = value
    let found = 0
    for (let at = this.#size + count - 1; at >= this.#size; at--) {
      const tenth = (rest / 10) | 0
      const digit = 0x30 + rest - tenth * 10
      found |= marks[digit] as number
      output[at] = digit
      rest = tenth
    }
    this.#size += count
    return found
  }

  /**
   * Puts in the place of some of the bytes from `start` on what stands for them, a byte at least,
   * and the byte `around` before and behind them all.
   */
  escape(start: number, escapes: Escapes, around?: number): void {
    const end = this.#size
    let size = around === undefined ? end : end + 2
    for (let at = start; at < end; at++) {
      const instead = escapes[this.#bytes[at] as number]
      if (instead !== undefined) size += instead.length - 1
    }
    const output = this.#reserve(size - end)
    this.#size = size
    if (around !== undefined) output[--size] = around
    // From the end: so no byte is written over before it is moved.
    for (let at = end - 1; at >= start; at--) {
      const byte = output[at] as number
      const instead = escapes[byte]
      if (instead === undefined) output[--size] = byte
      else for (let rest = instead.length; rest > 0; ) output[--size] = instead[--rest] as number
    }
    if (around !== undefined) output[--size] = around
  }

  /** The text that is written from `start` on. */
  textFrom(start: number): string {
    return this.#bytes.toString('utf8', start, this.#size)
  }

  /** Gives out what is written. The bytes are good until more is. */
  take(): Buffer {
    const bytes = this.#bytes.subarray(0, this.#size)
    this.#size = 0
    if (this.#bytes.length > keptRoom) this.#make(firstRoom)
    return bytes
  }

  /** The bytes of a source, to be read four at a time: a third less time than one by one. */
  #wordsOf(source: Uint8Array): DataView {
    if (source !== this.#source) {
      this.#source = source
      this.#words = new DataView(source.buffer, source.byteOffset, source.byteLength)
    }
    return this.#words
  }

  /** What is long, or beyond 16 bits. */
  #encoded(text: string, marks: Marks): number {
    const start = this.#size
    // To count the bytes takes as long as to write some thousands.
    const most = 3 * text.length
    const output = this.#reserve(most < firstRoom ? most : Buffer.byteLength(text))
    this.#size += output.write(text, start)
    let found = 0
    for (let at = start; at < this.#size; at++) found |= marks[output[at] as number] as number
    return found
  }

  /** The bytes, with room for so many more. */
  #reserve(count: number): Buffer {
    const least = this.#size + count
    if (least <= this.#bytes.length) return this.#bytes
    const bytes = this.#bytes
    const more = this.#make(Math.max(least, 2 * bytes.length))
    bytes.copy(more, 0, 0, this.#size)
    return more
  }

  #make(room: number): Buffer {
    this.#bytes = Buffer.allocUnsafeSlow(room)
    this.#view = new DataView(this.#bytes.buffer)
    return this.#bytes
  }
}
