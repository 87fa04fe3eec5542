import { Completer, completeCommon } from './completer.js'
import type { EditorOptions, Input } from './contract.js'
import { edit } from './edits.js'
import { HistorySearch } from './history-search.js'
import { HistoryWalk } from './history-walk.js'
import type { Press } from './keys.js'
import type { KillRing } from './kill-ring.js'
import { LineMotion } from './line-motion.js'
import { Menu } from './menu.js'
import type { Key, Mode } from './mode.js'
import { TextBuffer } from './text-buffer.js'
import type { Scene } from './view.js'

/** What one input leaves to the next. */
export interface Memory {
  readonly ring: KillRing
  readonly lastSearch: { query: string }
}

/** The terminal's part of it. */
export interface Stage {
  /** What is to be seen has changed. */
  changed(): void
  clear(): void
  suspend(): void
  finish(input: Input): void
}

/** The editing of one input, from the first key to what ends it. */
export class Session {
  readonly #options: EditorOptions
  readonly #memory: Memory
  readonly #stage: Stage
  readonly #buffer = new TextBuffer()
  readonly #walk: HistoryWalk
  readonly #lines = new LineMotion()
  readonly #completer: Completer | undefined
  #mode: Mode | undefined

  constructor(options: EditorOptions, initial: string, memory: Memory, stage: Stage) {
    this.#options = options
    this.#memory = memory
    this.#stage = stage
    this.#buffer.reset(initial)
    memory.ring.stopGrowing()
    this.#walk = new HistoryWalk(options.history.entries)
    this.#completer = options.complete && new Completer(options.complete)
  }

  get scene(): Scene {
    const { text, cursor } = this.#buffer
    return { text, cursor, prompt: this.#mode?.prompt, below: this.#mode?.below }
  }

  take(press: Press): void {
    this.#completer?.cancel()
    if (press.type === 'paste') this.#paste(press.text)
    else this.#key(press)
    this.#stage.changed()
  }

  /** Nothing is waited for any more. */
  end(): void {
    this.#completer?.cancel()
  }

  #key(key: Key): void {
    const outcome = this.#mode?.take(key) ?? 'pass'
    if (outcome === 'stay') return
    this.#mode = undefined
    if (outcome === 'end') return
    const direction = directions[key.name]
    if (direction) {
      this.#moveVertically(direction)
    } else {
      this.#lines.forget()
      if (!this.#command(key)) edit(key, this.#buffer, this.#memory.ring)
    }
  }

  /** Does what a key means to more than the text; answers whether it means that. */
  #command({ name }: Key): boolean {
    const { text } = this.#buffer
    // What was typed ahead, before the terminal was taken, has Ctrl-J for Enter.
    const enters = name === 'return' || name === 'C-j'
    if (enters && this.#options.isFinished(text)) this.#submit()
    else if (enters) this.#buffer.type('\n')
    else if (name === 'tab' && this.#completer) this.#completeWith(this.#completer)
    else if (name === 'C-r') this.#search()
    else if (name === 'C-c') this.#stage.finish({ type: 'interrupt', discarded: text !== '' })
    else if (name === 'C-d' && text === '') this.#stage.finish({ type: 'end' })
    else if (name === 'C-l') this.#stage.clear()
    else if (name === 'C-z') this.#stage.suspend()
    else return false
    return true
  }

  /** To another line of the text; beyond it, to another entry of the history. */
  #moveVertically(direction: 1 | -1): void {
    this.#memory.ring.stopGrowing()
    if (this.#lines.move(this.#buffer, direction)) return
    this.#lines.forget()
    const entry = this.#walk.go(direction, this.#buffer.text)
    if (entry !== undefined) this.#buffer.reset(entry)
  }

  #search(): void {
    this.#mode = new HistorySearch(this.#buffer, this.#walk, this.#memory.lastSearch)
  }

  async #completeWith(completer: Completer): Promise<void> {
    const found = await completer.ask(this.#buffer)
    if (found === undefined) return
    if (!completeCommon(this.#buffer, found)) this.#mode = new Menu(this.#buffer, found)
    this.#stage.changed()
  }

  /** What is pasted with its line's end is entered, if it is whole. */
  #paste(text: string): void {
    const buffer = this.#buffer
    this.#mode = undefined
    buffer.replace(buffer.cursor, buffer.cursor, text)
    const ends = text.endsWith('\n') && buffer.cursor === buffer.text.length
    if (ends && this.#options.isFinished(buffer.text)) this.#submit()
  }

  #submit(): void {
    const text = this.#buffer.text.replace(/\n+$/, '')
    this.#buffer.reset(text)
    this.#stage.finish({ type: 'text', text })
  }
}

const directions: Readonly<Record<string, 1 | -1>> = { up: -1, 'C-p': -1, down: 1, 'C-n': 1 }
