/** Where a formatter's bytes go. Only its owner ends it. */
export interface Sink {
  /**
   * Settles when the chunk is written: awaiting it is the backpressure and the proof. The chunk's
   * bytes are then its writer's to use again: who keeps them copies them. Text is written as UTF-8.
   */
  write(chunk: string | Uint8Array): Promise<void>
}
