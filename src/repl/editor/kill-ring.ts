import type { TextBuffer } from './text-buffer.js'

const size = 32

/** What was cut, to be put in again: what one cut after another takes out stays together. */
export class KillRing {
  /** The newest last. */
  readonly #kills: string[] = []
  #growing = false
  /** Where the last one was put in. */
  #yanked = 0

  /** Cuts from the cursor to `to`, in either direction. */
  kill(buffer: TextBuffer, to: number): void {
    const { text, cursor } = buffer
    const cut = text.slice(Math.min(cursor, to), Math.max(cursor, to))
    buffer.replace(cursor, to, '')
    if (cut === '') return
    const before = this.#growing ? (this.#kills.pop() ?? '') : ''
    this.#kills.push(to < cursor ? cut + before : before + cut)
    if (this.#kills.length > size) this.#kills.shift()
    this.#growing = true
  }

  /** Something else than a cut was done. */
  stopGrowing(): void {
    this.#growing = false
  }

  yank(buffer: TextBuffer): void {
    this.#yanked = buffer.cursor
    buffer.replace(buffer.cursor, buffer.cursor, this.#kills.at(-1) ?? '')
  }

  /** Right after `yank`, the one cut before instead. */
  yankOlder(buffer: TextBuffer): void {
    const last = this.#kills.at(-1)
    if (last === undefined || buffer.text.slice(this.#yanked, buffer.cursor) !== last) return
    this.#kills.unshift(this.#kills.pop() as string)
    buffer.replace(this.#yanked, buffer.cursor, this.#kills.at(-1) as string)
  }
}
