import type { EditorOptions, Input, Reader, ReadOptions } from './contract.js'
import { PlainReader } from './plain-reader.js'
import { TerminalReader } from './terminal-reader.js'

export type { Completion, Completions, EditorOptions, Input } from './contract.js'

/**
 * Reads what is entered: on a terminal with emacs' keys, history, completion and colours; without
 * one, and where TERM is `dumb`, line by line. The terminal is in raw mode only while `read` waits.
 */
export class Editor {
  readonly #reader: Reader

  constructor(options: EditorOptions) {
    const terminal = options.input.isTTY && process.env.TERM !== 'dumb'
    this.#reader = terminal ? new TerminalReader(options) : new PlainReader(options)
  }

  /** The next input. `initial` is there to begin with. One at a time. */
  read(initial = '', options: ReadOptions = {}): Promise<Input> {
    return this.#reader.read(initial, options)
  }

  /** Writes above what is being edited; the text is the caller's to keep clean of controls. */
  print(text: string): void {
    this.#reader.print(text)
  }

  /** Leaves the terminal as it was. A `read` that waits ends with `end`. */
  close(): void {
    this.#reader.close()
  }
}
