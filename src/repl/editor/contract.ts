import type { Readable, Writable } from 'node:stream'
import type { History } from '../history.js'

export interface EditorOptions {
  /** Where the keys come from: `process.stdin`. */
  readonly input: Readable & { readonly isTTY?: boolean; setRawMode?(raw: boolean): unknown }
  /** The terminal that is drawn on: `process.stdout` or `process.stderr`. */
  readonly output: Writable & { readonly columns?: number; readonly rows?: number }
  /** What is entered on a terminal goes there; what is there can be entered again. */
  readonly history: History
  /**
   * What stands before line `line` (0-based) of what is edited; `textBefore` is the text before
   * that line. It may have colours. Asked only for lines that can be seen.
   */
  prompt(line: number, textBefore: string): string
  /** Whether Enter ends the input, rather than begins a next line. */
  isFinished(text: string): boolean
  /**
   * The text with colours: SGR sequences put in, each of which holds until the next one, so that
   * they do not nest. Undefined: no colours.
   */
  highlight?(text: string): string
  /**
   * What could stand at the cursor. It may take its time: typing goes on, `signal` says when the
   * answer is no longer wanted, and what comes late is dropped, as failures are.
   */
  complete?(text: string, cursor: number, signal: AbortSignal): Promise<Completions>
}

/** What may replace the text from `start` to the cursor; indexes count UTF-16 units. */
export interface Completions {
  readonly start: number
  readonly items: readonly Completion[]
}

export interface Completion {
  readonly text: string
  /** Shown beside it: `table`, `column`. */
  readonly kind?: string
}

export type Input =
  /** Something was entered; without the line's end. */
  | { readonly type: 'text'; readonly text: string }
  /** Ctrl-C; whether there was something typed that it threw away. */
  | { readonly type: 'interrupt'; readonly discarded: boolean }
  /** Ctrl-D where nothing is typed, or the end of the input. */
  | { readonly type: 'end' }

/** How one input is read. */
export interface ReadOptions {
  /** Whether it goes to the history, as it does by default: the answer to a question does not. */
  readonly remember?: boolean
}

/** A way to read what is entered. */
export interface Reader {
  read(initial: string, options: ReadOptions): Promise<Input>
  print(text: string): void
  close(): void
}
