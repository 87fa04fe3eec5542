import type { HeldTable } from './table.js'
import { unreadable } from './unreadable.js'
import type { Row } from './value.js'

type Fields = readonly (string | null)[]

/**
 * A table of a format that knows text and NULL and no other types. Without a header its columns
 * are called 1, 2, ….
 */
export class TextTable {
  readonly #format: string
  readonly #header: boolean
  readonly #rows: Row[] = []
  #names: readonly string[] | undefined

  constructor(format: string, header: boolean) {
    this.#format = format
    this.#header = header
  }

  /** The next row; the first tells the columns. Throws for one that has more or fewer fields. */
  add(fields: Fields, line: () => number): void {
    if (this.#names === undefined) {
      this.#names = fields.map((field, index) => (this.#header ? (field ?? '') : `${index + 1}`))
      if (this.#header) return
    }
    const expected = this.#names.length
    if (fields.length !== expected) {
      const problem = `the row at line ${line()} has ${count(fields.length)}, and the first has ${expected}`
      throw unreadable(this.#format, problem, {
        hint: 'Give every row as many: a field that holds the delimiter or a line end is quoted (csv) or escaped (tsv).',
      })
    }
    this.#rows.push(fields)
  }

  /** Nothing at all is a table without columns. */
  table(): HeldTable {
    const names = this.#names ?? []
    const columns = names.map((name) => ({ name, kind: 'text' as const, typeName: '' }))
    return { columns, rows: this.#rows }
  }
}

function count(fields: number): string {
  return fields === 1 ? '1 field' : `${fields} fields`
}
