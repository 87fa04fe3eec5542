import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Deferred, deferred } from '../core/deferred.js'
import type { ConnectionUrl, ConnectOptions } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { openFailure } from './sqlite-failure.js'
import {
  type Call,
  type Calls,
  type Held,
  type Message,
  receivedError,
  type Sent,
} from './sqlite-process-calls.js'
import { fileOf } from './sqlite-settings.js'

const script = fileURLToPath(new URL('./sqlite-process-child.js', import.meta.url))

/** How long the process may take to close the file, in milliseconds: to end it harms no data. */
const goodbyePatience = 3000

const nothing: Held = { transaction: 'none', names: [] }

/**
 * A connection to SQLite in a process of its own, which can be ended in the midst of a call: the
 * next call starts another. An idle one does not hold the program.
 */
export class SqliteProcess {
  readonly #url: ConnectionUrl
  readonly #options: ConnectOptions
  readonly #cwd = process.cwd()
  readonly #waiting: Deferred<unknown>[] = []
  #child: ChildProcess | undefined
  #opened: Promise<void> | undefined
  #failure: RecordsError | undefined
  #held = nothing

  constructor(url: ConnectionUrl, options: ConnectOptions) {
    this.#url = url
    this.#options = options
  }

  /** What would be lost with the process, as it last told. */
  get held(): Held {
    return this.#held
  }

  /** Settles when the database is open. Throws the failure to open it. */
  open(): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure)
    this.#opened ??= this.#start()
    return this.#opened
  }

  /** Calls are answered in order. Throws where no process runs. */
  call<Name extends keyof Calls>(
    name: Name,
    ...given: Parameters<Calls[Name]>
  ): Promise<ReturnType<Calls[Name]>> {
    if (this.#child === undefined) return Promise.reject(this.#failure ?? closed())
    const answer = deferred<unknown>()
    this.#send({ name, arguments: given } as Call)
    this.#waiting.push(answer)
    this.#child?.channel?.ref()
    return answer.promise as Promise<ReturnType<Calls[Name]>>
  }

  /** Asks it to stop what it runs. */
  cancel(): void {
    this.#send({ name: 'cancel' })
  }

  /** Whether all that was asked is answered within so many milliseconds. */
  async answersWithin(milliseconds: number): Promise<boolean> {
    const patience = new AbortController()
    const { signal } = patience
    const answered = Promise.allSettled(this.#waiting.map(({ promise }) => promise))
    const late = sleep(milliseconds, false, { signal }).catch(() => false)
    const inTime = await Promise.race([answered.then(() => true), late])
    patience.abort()
    return inTime
  }

  /** Ends the process at once: what waits for it fails so. Answers what it held. */
  kill(reason: Error): Held {
    const held = this.#held
    this.#child?.kill('SIGKILL')
    this.#forget(reason)
    return held
  }

  /** Closes the database. */
  async close(): Promise<void> {
    const child = this.#child
    if (child === undefined) return
    child.ref()
    const ended = once(child, 'exit')
    this.#forget(closed())
    child.disconnect()
    const patience = setTimeout(() => child.kill('SIGKILL'), goodbyePatience)
    await ended
    clearTimeout(patience)
  }

  async #start(): Promise<void> {
    const { environment, notify, ...options } = this.#options
    // Out of the terminal's process group, whose Ctrl-C is for the program; see also endWithParent.
    const child = fork(script, {
      cwd: this.#cwd,
      detached: true,
      execArgv: [],
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    })
    this.#child = child
    child.unref()
    child.on('message', (message: Message) => this.#child === child && this.#hear(message))
    child.on('error', (cause) => this.#child === child && this.#fail(cause.message, cause))
    child.on('exit', (status, signal) => {
      if (this.#child === child) this.#fail(signal ?? `exit status ${status}`)
    })
    try {
      await this.call('open', this.#url, options)
    } catch (error) {
      if (this.#child === child) this.kill(error as Error)
      throw error instanceof RecordsError ? error : openFailure(error, fileOf(this.#url))
    }
  }

  #send(sent: Sent): void {
    // Where it does not arrive the process has ended, which is heard of.
    this.#child?.send(sent, () => {})
  }

  #hear(message: Message): void {
    if (message.type === 'notice') {
      this.#options.notify(message.line)
      return
    }
    const asked = this.#waiting.shift()
    if (this.#waiting.length === 0) this.#child?.channel?.unref()
    if (message.held !== undefined) this.#held = message.held
    if (message.type === 'value') asked?.resolve(message.value)
    else asked?.reject(receivedError(message.error))
  }

  /** It ended by itself: what it held is not to be lost silently, so that no other is started. */
  #fail(how: string, cause?: Error): void {
    this.#failure = new RecordsError('connection', `the process of SQLite has ended: ${how}`, {
      cause,
    })
    this.#forget(this.#failure)
  }

  #forget(reason: Error): void {
    this.#child = undefined
    this.#opened = undefined
    this.#held = nothing
    for (const { reject } of this.#waiting.splice(0)) reject(reason)
  }
}

function closed(): RecordsError {
  return new RecordsError('connection', 'the connection has been closed')
}
