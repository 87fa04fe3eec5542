import { PassThrough, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import xterm, { type IBufferLine } from '@xterm/headless'
import { onTestFinished } from 'vitest'
import { Editor, type EditorOptions, type Input } from '../../src/repl/editor/editor.js'
import { History } from '../../src/repl/history.js'

/** Keys as terminals send them. */
export const keys = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  delete: '\x1b[3~',
  backspace: '\x7f',
  enter: '\r',
  tab: '\t',
  shiftTab: '\x1b[Z',
  escape: '\x1b',
  controlLeft: '\x1b[1;5D',
  controlRight: '\x1b[1;5C',
} as const

export function control(letter: string): string {
  return String.fromCharCode(letter.toUpperCase().charCodeAt(0) - 64)
}

export function alt(letter: string): string {
  return `\x1b${letter}`
}

export function paste(text: string): string {
  return `\x1b[200~${text}\x1b[201~`
}

/** An editor on a terminal that is xterm.js, so that what is seen is what a person would see. */
export class EmulatedTerminal {
  readonly editor: Editor
  readonly input: PassThrough & { isTTY: boolean; setRawMode: (raw: boolean) => void }
  readonly output: Writable & { columns: number; rows: number }
  raw = false
  /** All that was sent to it since it was last looked at. */
  sent = ''
  readonly #terminal: InstanceType<typeof xterm.Terminal>

  constructor(options: Partial<EditorOptions> & { columns?: number; rows?: number } = {}) {
    const { columns = 40, rows = 10, ...others } = options
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
    this.input = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (raw: boolean) => {
        this.raw = raw
      },
    })
    const write = (chunk: Buffer, _: string, done: () => void) => {
      this.sent += chunk.toString()
      this.#terminal.write(chunk, done)
    }
    this.output = Object.assign(new Writable({ write }), { columns, rows })
    this.editor = new Editor({
      input: this.input,
      output: this.output,
      history: new History(),
      prompt: (line) => (line === 0 ? 'db=> ' : 'db-> '),
      isFinished: (text) => /^\s*$|;\s*$/.test(text),
      ...others,
    })
    onTestFinished(() => this.editor.close())
  }

  /** Begins to read; the answer is of the input. */
  read(initial?: string): Promise<Input> {
    return this.editor.read(initial)
  }

  /** Presses keys that come at once, and waits until they are seen. */
  async press(...pressed: string[]): Promise<void> {
    this.sent = ''
    this.input.write(pressed.join(''))
    // Alone it is a key only when nothing follows.
    await sleep(pressed.at(-1) === keys.escape ? 150 : 0)
    await this.settled()
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows)
    Object.assign(this.output, { columns, rows }).emit('resize')
  }

  /**
   * What is seen, without the blanks at the ends of lines and the empty lines at the end; the
   * cursor is `▏` before what it stands on.
   */
  async seen(): Promise<string> {
    await this.settled()
    const { cursorX, cursorY } = this.#terminal.buffer.active
    const rows = Array.from({ length: this.#terminal.rows }, (_, row) => {
      const from = (column: number, end?: number) =>
        this.#line(row)?.translateToString(false, column, end) ?? ''
      const line = row === cursorY ? `${from(0, cursorX)}▏${from(cursorX)}` : from(0)
      return line.trimEnd()
    })
    return rows.join('\n').trimEnd()
  }

  /** What stands at a column of a row of the screen. */
  at(row: number, column: number): string {
    return this.#line(row)?.getCell(column)?.getChars() ?? ''
  }

  /** The number of the foreground colour at a place; -1: none. */
  colour(row: number, column: number): number {
    const cell = this.#line(row)?.getCell(column)
    return cell?.isFgPalette() ? cell.getFgColor() : -1
  }

  #line(row: number): IBufferLine | undefined {
    const { active } = this.#terminal.buffer
    return active.getLine(active.viewportY + row)
  }

  async settled(): Promise<void> {
    await sleep(0)
    await new Promise<void>((done) => this.#terminal.write('', done))
  }
}
