/** One change: at `start`, `removed` gave way to `inserted`. */
interface Change {
  readonly start: number
  readonly removed: string
  readonly inserted: string
  readonly cursorBefore: number
}

/** The text that is edited, with the cursor before one of its characters or at its end. */
export class TextBuffer {
  #text = ''
  #cursor = 0
  #changes: Change[] = []
  /** Whether what is typed next belongs to the last change. */
  #typing = false

  get text(): string {
    return this.#text
  }

  get cursor(): number {
    return this.#cursor
  }

  /** Another text altogether, that nothing was done to yet. */
  reset(text: string, cursor: number = text.length): void {
    this.#text = text
    this.#cursor = cursor
    this.#changes = []
    this.#typing = false
  }

  move(cursor: number): void {
    this.#cursor = cursor
    this.#typing = false
  }

  /** Puts text where the cursor is. A word that is typed is undone as one. */
  type(text: string): void {
    const last = this.#changes.at(-1)
    if (this.#typing && last && !(/\s$/.test(last.inserted) && /^\S/.test(text))) {
      this.#changes[this.#changes.length - 1] = { ...last, inserted: last.inserted + text }
      this.#replace(this.#cursor, this.#cursor, text)
    } else {
      this.replace(this.#cursor, this.#cursor, text)
    }
    this.#typing = true
  }

  /** Puts text between two indexes, whichever is the lesser, and the cursor after it. */
  replace(from: number, to: number, inserted: string): void {
    const start = Math.min(from, to)
    const removed = this.#text.slice(start, Math.max(from, to))
    if (removed !== inserted) {
      this.#changes.push({ start, removed, inserted, cursorBefore: this.#cursor })
    }
    this.#replace(start, start + removed.length, inserted)
    this.#typing = false
  }

  undo(): void {
    const last = this.#changes.pop()
    if (last === undefined) return
    this.#replace(last.start, last.start + last.inserted.length, last.removed)
    this.move(last.cursorBefore)
  }

  /** How much was done to the text; {@link undoTo} takes back what was done since. */
  get mark(): number {
    return this.#changes.length
  }

  undoTo(mark: number): void {
    while (this.#changes.length > mark) this.undo()
  }

  #replace(start: number, end: number, inserted: string): void {
    this.#text = this.#text.slice(0, start) + inserted + this.#text.slice(end)
    this.#cursor = start + inserted.length
  }
}
