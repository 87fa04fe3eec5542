import type { Column, Kind } from './column.js'
import { checkDensity } from './density.js'
import type { HeldTable } from './table.js'
import { unreadable } from './unreadable.js'
import type { Row, Value } from './value.js'

/**
 * A cell as JSON text: digits, escapes and all, as the input has them. NaN, Infinity and -Infinity
 * stand bare where the input's language has them.
 */
export type JsonText = string

/**
 * A table of rows whose cells have names, as in JSON and YAML. A column is there from the first row
 * that names it; in rows that do not, it is NULL. Its kind is that of all its cells.
 */
export class DataTable {
  readonly #format: string
  readonly #positions = new Map<string, number>()
  readonly #rows: (JsonText | undefined)[][] = []
  #cells = 0

  constructor(format: string) {
    this.#format = format
  }

  /** Throws for a row that names a cell twice. */
  add(cells: Iterable<readonly [name: string, cell: JsonText]>): void {
    const row: (JsonText | undefined)[] = []
    for (const [name, cell] of cells) {
      let position = this.#positions.get(name)
      if (position === undefined) {
        position = this.#positions.size
        this.#positions.set(name, position)
      }
      if (row[position] !== undefined) throw this.#twice(name)
      row[position] = cell
      this.#cells++
    }
    this.#rows.push(row)
  }

  table(title?: string): HeldTable {
    checkDensity(this.#format, this.#cells, this.#rows.length, this.#positions.size)
    const columns = Array.from(this.#positions, ([name, position]): Column => {
      const cells = this.#rows.map((row) => row[position] ?? 'null')
      return { name, kind: kindOf(cells), typeName: '' }
    })
    const values = columns.map(({ kind }) => reader(kind))
    const rows = this.#rows.map(
      (row): Row => values.map((value, index) => value(row[index] ?? 'null')),
    )
    return { title, columns, rows }
  }

  #twice(name: string): Error {
    const place = `row ${this.#rows.length + 1}`
    return unreadable(this.#format, `${place} has the key ${JSON.stringify(name)} twice`, {
      hint: 'Give each key of a row once.',
    })
  }
}

/** `word` is a string that may be JSON's NaN or infinity, `special` a bare one. */
type Sort =
  | 'null'
  | 'string'
  | 'word'
  | 'special'
  | 'boolean'
  | 'structure'
  | 'integer'
  | 'decimal'
  | 'float'

const words = /^"?(?:NaN|-?Infinity)"?$/

function sortOf(cell: JsonText): Sort {
  switch (cell[0]) {
    case '"':
      return words.test(cell) ? 'word' : 'string'
    case '{':
    case '[':
      return 'structure'
    case 't':
    case 'f':
      return 'boolean'
    case 'n':
      return 'null'
    default:
      if (words.test(cell)) return 'special'
      if (/[eE]/.test(cell)) return 'float'
      return cell.includes('.') ? 'decimal' : 'integer'
  }
}

/**
 * Nothing but NULL tells no kind, and cells of different sorts are each its own JSON. A string is
 * JSON's only way to write NaN and the infinities: among numbers they are numbers.
 */
function kindOf(cells: readonly JsonText[]): Kind {
  const sorts = new Set(cells.map(sortOf))
  sorts.delete('null')
  const only = (...those: Sort[]) => [...sorts].every((sort) => those.includes(sort))
  if (sorts.size === 0) return 'unknown'
  if (only('boolean')) return 'boolean'
  if (only('string', 'word')) return 'text'
  if (only('integer')) return 'integer'
  if (only('integer', 'decimal', 'word', 'special')) return 'decimal'
  return only('integer', 'decimal', 'float', 'word', 'special') ? 'float' : 'json'
}

function reader(kind: Kind): (cell: JsonText) => Value {
  const value = values[kind] ?? ((cell: JsonText) => cell)
  return (cell) => (cell === 'null' ? null : value(cell))
}

const values: Partial<Record<Kind, (cell: JsonText) => Value>> = {
  boolean: (cell) => cell === 'true',
  text: (cell) => (cell.includes('\\') ? JSON.parse(cell) : unquoted(cell)),
  decimal: unquoted,
  // Among floats an integer would get a point, were it text.
  float: (cell) => (/^(?:0|-?[1-9]\d*)$/.test(cell) ? BigInt(cell) : unquoted(cell)),
  json: (cell) => (/^(?:NaN|-?I)/.test(cell) ? `"${cell}"` : cell),
}

function unquoted(cell: JsonText): string {
  return cell.startsWith('"') ? cell.slice(1, -1) : cell
}
