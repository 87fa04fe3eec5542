/** Where a formatter's bytes go. Only its owner ends it. */
export interface Sink {
  /**
   * Settles when the chunk is written: awaiting it is the backpressure and the proof.
   * Text is written as UTF-8.
   */
  write(chunk: string | Uint8Array): Promise<void>
}
