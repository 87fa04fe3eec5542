import { previousCharacter } from './boundaries.js'
import type { HistoryWalk } from './history-walk.js'
import type { Key, Mode } from './mode.js'
import type { TextBuffer } from './text-buffer.js'

/**
 * Ctrl-R: the newest entry that holds what is typed; at each Ctrl-R an older one, at each Ctrl-S a
 * newer. Capitals are told from small letters only where capitals are typed.
 */
export class HistorySearch implements Mode {
  readonly #buffer: TextBuffer
  readonly #walk: HistoryWalk
  readonly #before: { readonly text: string; readonly cursor: number }
  /** What was looked for the last time. */
  readonly #last: { query: string }
  #query = ''
  #at: number
  #failed = false

  constructor(buffer: TextBuffer, walk: HistoryWalk, last: { query: string }) {
    this.#buffer = buffer
    this.#walk = walk
    this.#before = { text: buffer.text, cursor: buffer.cursor }
    this.#last = last
    this.#at = walk.entries.length
  }

  get prompt(): string {
    return `(${this.#failed ? 'failed ' : ''}reverse-i-search)\`${this.#query}': `
  }

  take({ name, text }: Key): 'stay' | 'end' | 'pass' {
    if (name === 'C-g') {
      this.#buffer.reset(this.#before.text, this.#before.cursor)
      return 'end'
    }
    if (this.#seek(name, text)) return 'stay'
    this.#accept()
    if (name === 'escape') return 'end'
    if (name === 'return') this.#buffer.move(this.#buffer.text.length)
    return 'pass'
  }

  /** Whether the key is of the search. */
  #seek(name: string, text: string): boolean {
    const newest = this.#walk.entries.length - 1
    if (name === 'C-r' || name === 'C-s') {
      const shown = this.#query === '' ? undefined : this.#buffer.text
      const direction = name === 'C-r' ? -1 : 1
      this.#query ||= this.#last.query
      this.#find(this.#at + direction, direction, shown)
    } else if (name === 'backspace') {
      this.#query = this.#query.slice(0, previousCharacter(this.#query, this.#query.length))
      this.#find(newest, -1)
    } else if (text !== '') {
      this.#query += text
      this.#find(Math.min(this.#at, newest), -1)
    } else {
      return false
    }
    return true
  }

  /** Shows the first entry from one on that holds the query, and is another than `passed`. */
  #find(from: number, direction: 1 | -1, passed?: string): void {
    const { entries } = this.#walk
    const exact = this.#query !== this.#query.toLowerCase()
    for (let at = from; at >= 0 && at < entries.length; at += direction) {
      const entry = entries[at] as string
      const found = (exact ? entry : entry.toLowerCase()).indexOf(this.#query)
      if (found === -1 || entry === passed) continue
      this.#at = at
      this.#failed = false
      this.#buffer.reset(entry, found)
      return
    }
    this.#failed = true
  }

  /** The walk goes on from what was found. */
  #accept(): void {
    this.#last.query = this.#query
    if (this.#at < this.#walk.entries.length) this.#walk.jump(this.#at, this.#before.text)
  }
}
