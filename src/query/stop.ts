import { RecordsError } from '../core/errors.js'

/** What stops a query: one of the program's signals, or the time that it may take. */
export class Stop {
  readonly #controller = new AbortController()
  readonly #given: readonly AbortSignal[]
  readonly #timer: NodeJS.Timeout | undefined

  constructor(given: readonly (AbortSignal | undefined)[], milliseconds: number | undefined) {
    this.#given = given.filter((signal) => signal !== undefined)
    for (const signal of this.#given) {
      if (signal.aborted) this.#stopped()
      signal.addEventListener('abort', this.#stopped, { once: true })
    }
    if (milliseconds !== undefined) this.#timer = setTimeout(this.#late, milliseconds, milliseconds)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Nothing is left to stop. */
  clear(): void {
    clearTimeout(this.#timer)
    for (const signal of this.#given) signal.removeEventListener('abort', this.#stopped)
  }

  readonly #stopped = (): void => {
    const cause = this.#given.find(({ aborted }) => aborted)?.reason
    this.#controller.abort(new RecordsError('interrupted', 'the query was stopped', { cause }))
  }

  readonly #late = (milliseconds: number): void => {
    const time = `${milliseconds.toLocaleString('en-US')} ms`
    const message = `the query was stopped: it took more than ${time}`
    this.#controller.abort(new RecordsError('interrupted', message))
  }
}
