/**
 * Writes what JSON has for a cell, of the cell's UTF-8 from `start` to `stop`, into `output` from
 * `size` on. Answers where the output goes on, or -1 where the bytes alone do not tell it.
 */
export type Copy = (
  bytes: Buffer,
  start: number,
  stop: number,
  output: Buffer,
  size: number,
) => number

/** How many bytes a copy may have for each byte of its cell, two quotes apart: `\u001b`. */
export const mostBytes = 6

const quote = 0x22
const backslash = 0x5c
const minus = 0x2d
const point = 0x2e
const zero = 0x30

/** What stands behind the backslash of a byte that is escaped (RFC 8259, section 7). */
const escapes: readonly (Buffer | undefined)[] = Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x20 && byte !== quote && byte !== backslash) return undefined
  return Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1))
})
const isEscaped: Uint8Array = Uint8Array.from(escapes, (bytes) => (bytes ? 1 : 0))

export const copyString: Copy = (bytes, start, stop, output, size) => {
  let next = size
  output[next++] = quote
  for (let at = start; at < stop; at++) {
    const byte = bytes[at] as number
    if (isEscaped[byte] === 0) output[next++] = byte
    else for (const part of escapes[byte] as Buffer) output[next++] = part
  }
  output[next++] = quote
  return next
}

/** Digits, a sign before them and no zero that is too much. */
export const copyInteger: Copy = (bytes, start, stop, output, size) => {
  const end = digitsEnd(bytes, start, stop)
  return end === stop ? copyBytes(bytes, start, stop, output, size) : -1
}

/** An integer, or one with digits after a point. */
export const copyDecimal: Copy = (bytes, start, stop, output, size) => {
  const end = digitsEnd(bytes, start, stop)
  return end === stop || fractionEnd(bytes, end, stop) === stop
    ? copyBytes(bytes, start, stop, output, size)
    : -1
}

/** What has a point. */
export const copyFloat: Copy = (bytes, start, stop, output, size) =>
  fractionEnd(bytes, digitsEnd(bytes, start, stop), stop) === stop
    ? copyBytes(bytes, start, stop, output, size)
    : -1

export const copyBytes: Copy = (bytes, start, stop, output, size) => {
  let next = size
  for (let at = start; at < stop; at++) output[next++] = bytes[at] as number
  return next
}

/** Where the digits end with which a number begins; -1 where none does. */
function digitsEnd(bytes: Buffer, start: number, stop: number): number {
  const first = bytes[start] === minus ? start + 1 : start
  let at = first
  while (at < stop && isDigit(bytes[at] as number)) at++
  if (at === first || (bytes[first] === zero && at > first + 1)) return -1
  return at
}

/** Where the point and the digits end that stand at `start`; -1 where none do. */
function fractionEnd(bytes: Buffer, start: number, stop: number): number {
  if (start < 0 || bytes[start] !== point) return -1
  let at = start + 1
  while (at < stop && isDigit(bytes[at] as number)) at++
  return at > start + 1 ? at : -1
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
