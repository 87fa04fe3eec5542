import type { Column } from '../column.js'
import type { Batch, Row, Value } from '../value.js'
import { cellText } from './cell-format.js'
import type { ShownTable } from './presentation.js'
import { type Total, type TotalName, total } from './totals.js'

/** A row of totals: below a group's rows, or below all. */
export class Summary {
  /** 0 below all rows, 1 below those of an outermost group, and so on inwards. */
  readonly level: number
  /** The totals as the database would write them, by position; null where a column has none. */
  readonly totals: readonly (string | null)[]
  /** What kind of total each is. */
  readonly kinds: readonly (TotalName | undefined)[]
  /** The position at which its label stands; undefined where every column has a total. */
  readonly labelAt: number | undefined
  /** `Total`, of a group `Total France`, as its cells are shown. */
  readonly label: string
  readonly #shown: ShownTable

  constructor(level: number, totals: readonly (string | null)[], value: Value, shown: ShownTable) {
    this.level = level
    this.totals = totals
    this.kinds = shown.columns.map((column) => column.total)
    const free = this.kinds.indexOf(undefined)
    const group = shown.groups[level - 1]
    this.labelAt = group ?? (free < 0 ? undefined : free)
    const text = cellText(group === undefined ? undefined : shown.columns[group]?.format)
    this.label = level === 0 ? 'Total' : `Total ${value === null ? '' : text(value)}`.trim()
    this.#shown = shown
  }

  /** The cells as they are shown: totals and the label; null where there is nothing. */
  texts(): (string | null)[] {
    return this.totals.map((text, index) => {
      if (index === this.labelAt) return this.label
      if (text === null || this.kinds[index] === 'count') return text
      return this.#shown.columns[index]?.format?.shown(text) ?? text
    })
  }
}

/** What a table shows, line by line. */
export type Line = Row | Summary

export function isSummary(line: Line): line is Summary {
  return line instanceof Summary
}

/** Whether rows of totals are shown. */
export function hasTotals({ columns }: ShownTable): boolean {
  return columns.some((column) => column.total !== undefined)
}

/** The rows, with a row of totals below each group and below all; below no rows there is none. */
export async function* withSummaries(
  batches: AsyncIterable<Batch>,
  columns: readonly Column[],
  shown: ShownTable,
): AsyncGenerator<readonly Line[]> {
  const summing = new Summing(columns, shown)
  for await (const batch of batches) yield batch.flatMap((row) => [...summing.before(row), row])
  yield summing.atEnd()
}

class Summing {
  readonly #columns: readonly Column[]
  readonly #shown: ShownTable
  /** By level. */
  readonly #totals: (Total | undefined)[][]
  #last: Row | undefined

  constructor(columns: readonly Column[], shown: ShownTable) {
    this.#columns = columns
    this.#shown = shown
    this.#totals = [undefined, ...shown.groups].map(() => this.#fresh())
  }

  /** What ends before this row, which is then added. */
  before(row: Row): Summary[] {
    const { groups } = this.#shown
    const last = this.#last
    const changed = last === undefined ? -1 : groups.findIndex((at) => !same(row[at], last[at]))
    const ended = changed < 0 ? [] : this.#end(changed + 1)
    this.#last = row
    for (const totals of this.#totals) {
      totals.forEach((total, index) => {
        const value = row[index] ?? null
        if (value !== null) total?.add(value)
      })
    }
    return ended
  }

  atEnd(): Summary[] {
    return this.#last === undefined ? [] : this.#end(0)
  }

  /** The totals of this level and of those within it, the innermost first; they begin anew. */
  #end(level: number): Summary[] {
    const summaries: Summary[] = []
    for (let each = this.#totals.length - 1; each >= level; each--) {
      const totals = this.#totals[each] ?? []
      const group = this.#shown.groups[each - 1]
      const value = group === undefined ? null : (this.#last?.[group] ?? null)
      const results = totals.map((one) => one?.result() ?? null)
      summaries.push(new Summary(each, results, value, this.#shown))
      this.#totals[each] = this.#fresh()
    }
    return summaries
  }

  #fresh(): (Total | undefined)[] {
    return this.#shown.columns.map(({ total: name }, index) =>
      name === undefined ? undefined : total(name, this.#columns[index] as Column),
    )
  }
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  return a === b
}
