import { isUtf8 } from 'node:buffer'
import type { InexactCell } from '../core/table.js'
import type { Value } from '../core/value.js'

/** Decoding puts it in the place of what is not UTF-8; text may also hold it as its own. */
const replacement = '\uFFFD'

/** Text that may not be what the database holds, as it holds U+FFFD. */
export function isDoubtful(value: Value): boolean {
  // `includes` takes twice the time where there are characters beyond Latin-1.
  return typeof value === 'string' && value.indexOf(replacement) >= 0
}

/** The cells that are bytes only because their text is not UTF-8. */
const kept = new WeakSet<Uint8Array>()

/** The cell of a text that is not UTF-8: its bytes, of which {@link notUtf8} tells. */
export function textBytes(bytes: Uint8Array): Uint8Array {
  kept.add(bytes)
  return bytes
}

/** The text of a cell, or a copy of its bytes where they are not UTF-8. */
export function textOrBytes(bytes: Buffer): string | Uint8Array {
  const text = bytes.toString('utf8')
  const whole = !text.includes(replacement) || isUtf8(bytes)
  return whole ? text : textBytes(new Uint8Array(bytes))
}

export const notUtf8: InexactCell = (value) =>
  typeof value === 'object' && kept.has(value)
    ? 'text that is not UTF-8 is kept as its bytes'
    : undefined
