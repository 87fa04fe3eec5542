import { constants } from 'node:os'
import { RecordsError } from '../core/errors.js'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Turns the signals that end a program into an abort, so that the server's query is stopped and
 * nothing half written is left. While nothing is watched a signal ends the process at once.
 */
export class Interrupts {
  readonly #controller = new AbortController()
  #received: NodeJS.Signals | undefined

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** 128 and the number of the signal that came, or undefined. */
  get exitStatus(): number | undefined {
    return this.#received && 128 + constants.signals[this.#received]
  }

  watch(): void {
    for (const name of signals) {
      if (!process.listeners(name).includes(this.#receive)) process.on(name, this.#receive)
    }
  }

  unwatch(): void {
    for (const name of signals) process.off(name, this.#receive)
  }

  readonly #receive = (name: NodeJS.Signals): void => {
    // A second signal ends the process at once.
    this.unwatch()
    this.#received = name
    this.#controller.abort(new RecordsError('interrupted', `interrupted (${name})`))
  }
}
