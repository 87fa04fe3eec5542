import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import stringWidth from 'string-width'
import type { Sink } from '../core/sink.js'
import { outputFailure } from '../output/failure.js'
import { streamSink } from '../output/writable.js'

/** The screen that a result is shown on. */
export interface Screen {
  readonly output: Writable & { readonly columns?: number; readonly rows?: number }
  /** The usual program that shows what does not fit, or undefined for none. */
  readonly pager: string | undefined
}

/**
 * Shows text on the terminal, or in the pager once it is taller or wider than the screen. Until
 * that is known it is held back.
 */
export class PagedOutput implements Sink {
  readonly #screen: Screen
  readonly #program: string | undefined
  #held = ''
  #lines = 0
  #pager: ReturnType<typeof startPager> | undefined

  /** `pager` is `on` for the screen's own, `off`, or another program. */
  constructor(screen: Screen, pager: string) {
    this.#screen = screen
    const programs = new Map([
      ['on', screen.pager],
      ['off', undefined],
    ])
    this.#program = programs.has(pager) ? programs.get(pager) : pager
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    const text = String(chunk)
    if (this.#pager !== undefined) return await this.#pager.write(text)
    this.#held += text
    if (this.#program === undefined || !this.#outgrows(text)) return
    this.#pager = startPager(this.#program)
    await this.#flush()
  }

  /** Everything is written; settles when the person has left the pager. */
  async finish(): Promise<void> {
    if (this.#pager === undefined) await writeTo(this.#screen.output, this.#held)
    else await this.#pager.closed()
  }

  #outgrows(text: string): boolean {
    const { columns = 80, rows = 24 } = this.#screen.output
    const lines = text.split('\n')
    this.#lines += lines.length - 1
    return this.#lines >= rows || lines.some((line) => stringWidth(line) > columns)
  }

  async #flush(): Promise<void> {
    const text = this.#held
    this.#held = ''
    await this.#pager?.write(text)
  }
}

function startPager(program: string): {
  write(text: string): Promise<void>
  closed(): Promise<void>
} {
  // less shows wide lines cut, to be moved along, and leaves at once what is shorter than the screen.
  const env = { LESS: 'SRFX', ...process.env }
  const child = spawn(program, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env })
  const ended = once(child, 'close')
  ended.catch(() => {})
  const sink = streamSink(child.stdin)
  let left = false
  return {
    async write(text) {
      if (left) return
      // A person who leaves the pager has seen enough.
      await sink.write(text).catch(() => {
        left = true
      })
    },
    async closed() {
      sink.release()
      child.stdin.end()
      await ended
    },
  }
}

async function writeTo(output: Writable, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    output.write(text, (error) =>
      error ? reject(outputFailure('the terminal', error)) : resolve(),
    )
  })
}
