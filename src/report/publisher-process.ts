import { type ChildProcess, fork } from 'node:child_process'
import { deferred } from '../core/deferred.js'
import { RecordsError } from '../core/errors.js'
import type { Answer, Order } from './publisher.js'
import { publisherFile } from './publisher-file.js'
import type { ReplacementFailure } from './replace-all.js'
import type { Written } from './replacement.js'

/**
 * The process that publishes a report's files. It ends after this one, however this one ends (by
 * SIGKILL, by a signal that no handler hears of): what was published by then it finishes, and what
 * was not it removes. It hears none of the signals that a terminal or a service sends to all of its
 * processes.
 */
export class PublisherProcess {
  readonly #child: ChildProcess
  readonly #ready = deferred<void>()
  readonly #published = deferred<ReplacementFailure | undefined>()
  /** Why it is of no use any more. */
  readonly #ended = deferred<RecordsError>()
  #publishing = false
  #failure: RecordsError | undefined

  /** Starts it, and waits for nothing. */
  constructor() {
    this.#ready.promise.catch(() => {})
    this.#published.promise.catch(() => {})
    this.#child = start()
    this.#child.on('message', (answer: Answer) => this.#hear(answer))
    this.#child.on('error', ({ message }) => this.#fail(message))
    this.#child.on('exit', (status, signal) => this.#fail(signal ?? `exit status ${status}`))
  }

  /** Why it cannot be relied on, as far as that is known. */
  get failure(): RecordsError | undefined {
    return this.#failure
  }

  /** Gives a file into its charge. When this settles it may be made. */
  async lookAfter(temporary: string): Promise<void> {
    await this.#ready.promise
    await this.#send({ type: 'look after', temporary })
  }

  /** Has all of the files replaced, or none. */
  async publish(files: readonly Written[]): Promise<ReplacementFailure | undefined> {
    await this.#ready.promise
    this.#publishing = true
    await this.#send({ type: 'publish', files })
    return await this.#published.promise
  }

  /** Has it remove what it looks after, but for what was published. Settles when that is done. */
  async end(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect()
    await this.#ended.promise
  }

  /** Settles when it will arrive, even if this process is killed now. */
  async #send(order: Order): Promise<void> {
    const error = await new Promise((sent) => this.#child.send(order, sent))
    if (error !== null) throw await this.#ended.promise
  }

  #hear(answer: Answer): void {
    if (answer.type === 'ready') this.#ready.resolve()
    else this.#published.resolve(answer.failure)
  }

  #fail(reason: string): void {
    this.#failure = unavailable(reason, this.#publishing ? afterwards : undefined)
    this.#ready.reject(this.#failure)
    this.#published.reject(this.#failure)
    this.#ended.resolve(this.#failure)
  }
}

function start(): ChildProcess {
  try {
    return fork(publisherFile, {
      // The folder of the program is not held, so that its disk can be unmounted.
      cwd: '/',
      detached: true,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
  } catch (error) {
    throw unavailable((error as Error).message)
  }
}

const afterwards = 'Where an output has changed, what it was is beside it, in .*.old.'

function unavailable(reason: string, hint?: string): RecordsError {
  const message = `the process that publishes the report's files has failed: ${reason}`
  return new RecordsError('output', message, { hint })
}
