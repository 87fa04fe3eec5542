import type { Dialect } from '../../core/dialect.js'
import type { Completion } from '../editor/contract.js'
import type { Cursor } from './cursor.js'
import { quotedName } from './quoted-names.js'
import type { TableName } from './schema.js'

/** What may stand at a cursor: what begins with what is typed there, each once, as it is written. */
export class Items {
  readonly all: Completion[] = []
  readonly #cursor: Cursor
  readonly #dialect: Dialect
  readonly #known = new Set<string>()

  constructor(cursor: Cursor, dialect: Dialect) {
    this.#cursor = cursor
    this.#dialect = dialect
  }

  /** Names, quoted where they must be. */
  addNames(names: readonly string[], kind: string): void {
    const { typed, quote, closed } = this.#cursor
    for (const name of beginning(names, typed)) {
      const text = quotedName(name, this.#dialect, quote)
      this.#add(closed ? text.slice(0, -1) : text, kind)
    }
  }

  addTables(tables: readonly TableName[]): void {
    for (const { name, type } of tables) this.addNames([name], type)
  }

  /** Words of the language, in the case that the person writes. */
  addWords(words: Iterable<string>, kind: string): void {
    const { typed, quote } = this.#cursor
    if (quote !== '') return
    const capitals = writesCapitals(this.#cursor)
    for (const word of beginning([...words], typed).sort()) {
      this.#add(capitals ? word.toUpperCase() : word, kind)
    }
  }

  #add(text: string, kind: string): void {
    if (this.#known.has(text)) return
    this.#known.add(text)
    this.all.push({ text, kind })
  }
}

/** Those that begin with what is typed, in letters of either case. */
export function beginning(names: readonly string[], typed: string): string[] {
  if (typed === '') return [...names]
  const start = typed.toLowerCase()
  return names.filter((name) => name.slice(0, start.length).toLowerCase() === start)
}

/** As what is typed is; where nothing is, as the last word before it. */
function writesCapitals({ typed, before }: Cursor): boolean {
  const last = before.findLast(({ type }) => type === 'word')
  const example = /[A-Za-z]/.test(typed) ? typed : (last?.text ?? '')
  return example !== example.toLowerCase() && example === example.toUpperCase()
}
