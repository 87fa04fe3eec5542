const minus = 0x2d
const point = 0x2e
const zero = 0x30

/** Digits, a sign before them and no zero that is too much. */
export function isInteger(bytes: Uint8Array, start: number, end: number): boolean {
  return digitsEnd(bytes, start, end) === end
}

/** An integer, or one with digits after a point. */
export function isDecimal(bytes: Uint8Array, start: number, end: number): boolean {
  const at = digitsEnd(bytes, start, end)
  return at === end || fractionEnd(bytes, at, end) === end
}

/** What has a point. */
export function isFloat(bytes: Uint8Array, start: number, end: number): boolean {
  return fractionEnd(bytes, digitsEnd(bytes, start, end), end) === end
}

/** Where the digits end with which a number begins; -1 where none does. */
function digitsEnd(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start] === minus ? start + 1 : start
  let at = first
  while (at < end && isDigit(bytes[at] as number)) at++
  if (at === first || (bytes[first] === zero && at > first + 1)) return -1
  return at
}

/** Where the point and the digits end that stand at `start`; -1 where none do. */
function fractionEnd(bytes: Uint8Array, start: number, end: number): number {
  if (start < 0 || bytes[start] !== point) return -1
  let at = start + 1
  while (at < end && isDigit(bytes[at] as number)) at++
  return at > start + 1 ? at : -1
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
