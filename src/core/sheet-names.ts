import type { Notify } from './formatter.js'

/** What a program demands of the names of sheets. */
export interface SheetNameRules {
  readonly format: string
  readonly program: string
  /** Counted in UTF-16 units. */
  readonly longest: number
  /** A name, in small letters, that the program keeps for itself. */
  readonly reserved?: string
}

/** Names for sheets, which programs want legal and different without regard to case. */
export class SheetNames {
  readonly #rules: SheetNameRules
  readonly #notify: Notify
  readonly #asked: string | undefined
  readonly #used = new Set<string>()
  #tables = 0

  /** `asked` is the name of the first table, and of those without a title; changed, it is told. */
  constructor(rules: SheetNameRules, asked: string | undefined, notify: Notify) {
    this.#rules = rules
    this.#notify = notify
    this.#asked = asked === undefined ? undefined : this.#legal(asked)
  }

  /** What the next table is called, whose sheets are then named by {@link next}. */
  ofTable(title: string | undefined): string {
    const first = this.#tables++ === 0
    const asked = title === undefined || first ? this.#asked : undefined
    if (asked !== undefined) return asked
    return title === undefined ? `Sheet${this.#tables}` : this.#legal(title)
  }

  /** `name`, or where that is taken the first of `name (2)`, `name (3)`… that is free. */
  next(name: string): string {
    for (let n = 1; ; n++) {
      const suffix = n === 1 ? '' : ` (${n})`
      const length = this.#rules.longest - suffix.length
      const candidate = legalName(name, this.#rules, length) + suffix
      if (this.#used.has(candidate.toLowerCase())) continue
      this.#used.add(candidate.toLowerCase())
      return candidate
    }
  }

  #legal(asked: string): string {
    const { format, program } = this.#rules
    const name = legalName(asked, this.#rules)
    if (name !== asked) {
      const [legal, illegal] = [JSON.stringify(name), JSON.stringify(asked)]
      this.#notify(
        `${format}: the sheet is named ${legal}, because ${program} does not allow ${illegal}`,
      )
    }
    return name
  }
}

/** The name with `_` for what the program does not allow in it. */
export function legalName(
  name: string,
  { longest, reserved }: SheetNameRules,
  length: number = longest,
): string {
  const legal = name
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are not allowed
    .replace(/[[\]:*?/\\\0-\x1f\x7f\ufffe\uffff]/g, '_')
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '') // half a character
    .replace(/^'|'$/g, '_')
  if (legal.trim() === '') return 'Sheet1'
  return legal.toLowerCase() === reserved ? `${legal}_` : legal
}
