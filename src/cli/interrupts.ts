import { constants } from 'node:os'
import { deferred } from '../core/deferred.js'
import { RecordsError } from '../core/errors.js'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What tidying may take, where a server or a reader has stalled. */
const patienceMilliseconds = 3000

/**
 * Turns the signals that end a program into an abort, so that the server's query is stopped and
 * nothing half written is left. While nothing is watched a signal ends the process at once.
 */
export class Interrupts {
  readonly #controller = new AbortController()
  readonly #interrupted = deferred<never>()
  #received: NodeJS.Signals | undefined
  #patience: NodeJS.Timeout | undefined

  constructor() {
    // It may be rejected when nobody waits for it.
    this.#interrupted.promise.catch(() => {})
  }

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
    clearTimeout(this.#patience)
    for (const name of signals) process.off(name, this.#receive)
  }

  /** What the work gives, or the interrupt as soon as a signal comes. */
  orInterrupted<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#interrupted.promise])
  }

  /** Ends the process by the signal that came, if one did: so a shell knows to end its script too. */
  passOn(): void {
    if (this.#received !== undefined) process.kill(process.pid, this.#received)
  }

  readonly #receive = (name: NodeJS.Signals): void => {
    // A second signal ends the process at once.
    this.unwatch()
    this.#received = name
    this.#patience = setTimeout(() => this.passOn(), patienceMilliseconds)
    const interrupt = new RecordsError('interrupted', `interrupted (${name})`)
    this.#controller.abort(interrupt)
    this.#interrupted.reject(interrupt)
  }
}
