import type { Sink } from '../core/sink.js'

/** Somewhere to write a report to, whole or not at all where the place allows it. */
export interface Output extends Sink {
  /** Publishes what was written. Throws where that fails; the old file then still stands. */
  finish(): Promise<void>
  /** Leaves nothing of what was written behind. */
  discard(): Promise<void>
}
