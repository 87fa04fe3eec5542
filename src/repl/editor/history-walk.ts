/** Goes through what was entered before. What is changed on the way is kept as long as the walk. */
export class HistoryWalk {
  readonly entries: readonly string[]
  readonly #drafts = new Map<number, string>()
  /** After the last entry stands what is being typed. */
  #at: number

  constructor(entries: readonly string[]) {
    this.entries = entries
    this.#at = entries.length
  }

  /** The entry so many places on, leaving `text` where the walk is; undefined: there is none. */
  go(places: number, text: string): string | undefined {
    const to = this.#at + places
    const found = this.#drafts.get(to) ?? this.entries[to]
    if (found !== undefined) this.jump(to, text)
    return found
  }

  jump(to: number, text: string): void {
    this.#drafts.set(this.#at, text)
    this.#at = to
  }
}
