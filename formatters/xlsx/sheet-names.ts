/** Excel's limit, counted in UTF-16 units. */
const longest = 31

/** Names for sheets, which Excel wants legal and different without regard to case. */
export class SheetNames {
  readonly #used = new Set<string>()

  /** `name`, or where that is taken the first of `name (2)`, `name (3)`… that is free. */
  next(name: string): string {
    for (let n = 1; ; n++) {
      const suffix = n === 1 ? '' : ` (${n})`
      const candidate = legalName(name, longest - suffix.length) + suffix
      if (this.#used.has(candidate.toLowerCase())) continue
      this.#used.add(candidate.toLowerCase())
      return candidate
    }
  }
}

/** The name with `_` for what Excel does not allow in it. */
export function legalName(name: string, length: number = longest): string {
  const legal = name
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are not allowed
    .replace(/[[\]:*?/\\\0-\x1f\x7f\ufffe\uffff]/g, '_')
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '') // half a character
    .replace(/^'|'$/g, '_')
  if (legal.trim() === '') return 'Sheet1'
  // Excel keeps that name for itself.
  return legal.toLowerCase() === 'history' ? `${legal}_` : legal
}
