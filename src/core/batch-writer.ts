import { EncodedBatch, encodedWhereKnown } from './encoded-batch.js'
import type { Sink } from './sink.js'
import type { Batch, Row } from './value.js'

/** How rows are written. */
export interface RowsText {
  readonly row: (row: Row) => string
  /** The same bytes, of rows as they came; undefined where the options ask for what it cannot. */
  readonly encoded?: ((batch: EncodedBatch) => Uint8Array) | undefined
}

/** Writes the rows, one write a batch. */
export async function writeRows(
  batches: AsyncIterable<Batch>,
  sink: Sink,
  { row, encoded }: RowsText,
): Promise<void> {
  for await (const batch of encoded ? encodedWhereKnown(batches) : batches) {
    if (batch instanceof EncodedBatch) await sink.write(encoded?.(batch) ?? '')
    else {
      let text = ''
      for (const one of batch) text += row(one)
      await sink.write(text)
    }
  }
}
