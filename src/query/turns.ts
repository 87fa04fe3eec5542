import { deferred } from '../core/deferred.js'
import { RecordsError } from '../core/errors.js'

interface Turn {
  /** The program reads the rows in a loop of its own, which may never go on. */
  readonly byHand: boolean
  readonly over: Promise<void>
}

/** The order in which a connection runs its statements, one at a time. */
export class Turns {
  #current: Turn | undefined

  /** Waits for what runs; to wait for the program itself would be for ever, and is a usage error. */
  async take(byHand: boolean): Promise<() => void> {
    while (this.#current !== undefined) {
      if (this.#current.byHand) throw stillReading()
      await this.#current.over
    }
    const { promise, resolve } = deferred<void>()
    this.#current = { byHand, over: promise }
    return () => {
      this.#current = undefined
      resolve()
    }
  }
}

function stillReading(): RecordsError {
  return new RecordsError('usage', 'the connection is still reading the rows of another query', {
    hint: 'Read them whole before it, with all() or dataset(), or query on another connection.',
  })
}
