import type { EncodedBatch } from '../../src/core/encoded-batch.js'

const tab = 0x09
const lineFeed = 0x0a
const backslash = 0x5c

/**
 * A function that writes rows as lines. `escapes` are the characters, of ASCII all, that are written
 * as a backslash and a letter.
 */
export function encodedLines(
  nullText: string,
  escapes: Readonly<Record<string, string>>,
): (batch: EncodedBatch) => Uint8Array {
  const ofNull = Buffer.from(nullText)
  const letters = new Uint8Array(256)
  for (const [character, written] of Object.entries(escapes)) {
    letters[character.charCodeAt(0)] = written.charCodeAt(1)
  }

  return ({ bytes, cells, length }) => {
    const columns = cells.length / 2 / length
    // Every byte may be escaped.
    const most = 2 * bytes.length + (cells.length / 2) * (ofNull.length + 1) + length
    const output = Buffer.allocUnsafe(most)
    let size = 0
    let at = 0
    for (let row = 0; row < length; row++) {
      for (let column = 0; column < columns; column++, at += 2) {
        if (column > 0) output[size++] = tab
        const start = cells[at] as number
        const stop = cells[at + 1] as number
        if (start < 0) {
          for (const byte of ofNull) output[size++] = byte
          continue
        }
        for (let index = start; index < stop; index++) {
          const byte = bytes[index] as number
          const letter = letters[byte] as number
          if (letter !== 0) output[size++] = backslash
          output[size++] = letter === 0 ? byte : letter
        }
      }
      output[size++] = lineFeed
    }
    return output.subarray(0, size)
  }
}
