import { compare, type Decimal, decimalOf } from './decimal.js'

/** Where a cell stands among others: numbers by their size, then all else by its characters. */
export interface Rank {
  readonly text: string
  /** -Infinity, numbers with digits, Infinity, NaN (where PostgreSQL has it), other text. */
  readonly group: number
  readonly number: Decimal | undefined
}

const digits = 1
const words: ReadonlyMap<string, number> = new Map([
  ['-Infinity', 0],
  ['Infinity', 2],
  ['NaN', 3],
])
const others = 4

export function rankOf(text: string): Rank {
  const number = decimalOf(text)
  const group = number === undefined ? (words.get(text) ?? others) : digits
  return { text, group, number }
}

export function isNumber({ group }: Rank): boolean {
  return group < others
}

/** Less than 0 where `a` comes before `b`. */
export function compareRanks(a: Rank, b: Rank): number {
  if (a.group !== b.group) return a.group - b.group
  if (a.number !== undefined && b.number !== undefined) return compare(a.number, b.number)
  return a.text < b.text ? -1 : Number(a.text > b.text)
}
