import { constants, isUtf8 } from 'node:buffer'
import { unreadable } from './unreadable.js'

/**
 * The text of an input, without a byte order mark. Throws a `query` error for what is not UTF-8:
 * U+FFFD in place of a byte would be a guess.
 */
export function utf8Text(input: Uint8Array, format: string): string {
  if (!isUtf8(input)) {
    throw unreadable(format, `line ${firstBadLine(input)} is not UTF-8`, {
      hint: 'Save it as UTF-8, as with iconv -f LATIN1 -t UTF-8.',
    })
  }
  if (input.length > constants.MAX_STRING_LENGTH) {
    throw unreadable(format, `it is longer than ${constants.MAX_STRING_LENGTH} bytes`, {
      hint: 'Split it, and read the parts one after another.',
    })
  }
  return new TextDecoder().decode(input)
}

/** No part of a character of several bytes looks like a line feed. */
function firstBadLine(input: Uint8Array): number {
  let start = 0
  for (let line = 1; ; line++) {
    const end = input.indexOf(0x0a, start)
    if (end < 0 || !isUtf8(input.subarray(start, end))) return line
    start = end + 1
  }
}
