import type { Column } from '../../src/core/column.js'
import type { EncodedBatch } from '../../src/core/encoded-batch.js'
import { treatments } from '../../src/core/representation.js'
import type { Objects } from '../json.js'
import {
  type Copy,
  copyBytes,
  copyDecimal,
  copyFloat,
  copyInteger,
  copyString,
  mostBytes,
} from './copies.js'

/** What the text of a cell becomes, where it can be told of its bytes. */
const copies: Partial<Record<string, Copy>> = {
  string: copyString,
  integer: copyInteger,
  decimal: copyDecimal,
  float: copyFloat,
  boolean: copyBytes,
}

const ofNull = Buffer.from('null')

/**
 * A function that writes rows as the objects of their values, `lead` before the first. The cells
 * that {@link copies} do not tell of are decoded, and written by the functions for values.
 */
export function encodedObjects(
  columns: readonly Column[],
  { keys, cells: writers, close }: Objects,
  between: string,
): (batch: EncodedBatch, lead: string) => Uint8Array {
  const copyOf = columns.map(({ kind }) => copies[treatments[kind].data])
  const before = keys.map((key) => Buffer.from(key))
  const [end, separator] = [Buffer.from(close), Buffer.from(between)]
  const aroundCells = before.reduce((sum, { length }) => sum + length + ofNull.length, 0)
  const around = aroundCells + end.length + separator.length

  return ({ bytes, cells, length }, lead) => {
    const first = Buffer.from(lead)
    let output = Buffer.allocUnsafe(first.length + mostBytes * bytes.length + around * length)
    let size = 0
    let at = 0
    for (let row = 0; row < length; row++) {
      size = append(row === 0 ? first : separator, output, size)
      for (let column = 0; column < before.length; column++, at += 2) {
        size = append(before[column] as Buffer, output, size)
        const start = cells[at] as number
        const stop = cells[at + 1] as number
        if (start < 0) {
          size = append(ofNull, output, size)
          continue
        }
        const next = copyOf[column]?.(bytes, start, stop, output, size) ?? -1
        if (next >= 0) {
          size = next
          continue
        }
        const text = Buffer.from(writers[column]?.(bytes.toString('utf8', start, stop)) ?? '')
        // Of a text that is written otherwise there may be more than a copy would have.
        const more = text.length - mostBytes * (stop - start)
        if (more > 0) output = Buffer.concat([output, Buffer.allocUnsafe(more)])
        size += text.copy(output, size)
      }
      size = append(end, output, size)
    }
    return output.subarray(0, size)
  }
}

function append(bytes: Buffer, output: Buffer, size: number): number {
  return copyBytes(bytes, 0, bytes.length, output, size)
}
