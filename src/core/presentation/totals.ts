import type { Column } from '../column.js'
import { RecordsError } from '../errors.js'
import { plainText } from '../representation.js'
import type { Value } from '../value.js'
import { type Decimal, decimalOf, decimalText, quotient, sum } from './decimal.js'
import { compareRanks, type Rank, rankOf } from './order.js'

/** What can be said of a column's cells together; NULL counts for none of them. */
export type TotalName = 'sum' | 'average' | 'count' | 'min' | 'max'

/** Gathers the cells of a column. */
export interface Total {
  add(value: Exclude<Value, null>): void
  /** As the database would write it; null where there is none. */
  result(): string | null
}

const zero: Decimal = { digits: 0n, scale: 0 }

/** More digits of an average than its numbers have. */
const averageDigits = 6

const makers: Readonly<Record<TotalName, (column: Column) => Total>> = {
  sum: (column) => summing(column, decimalText),
  average: (column) =>
    summing(column, (sum, count) => {
      const text = decimalText(quotient(sum, BigInt(count), sum.scale + averageDigits))
      return text.replace(/\.?0+$/, '')
    }),
  count() {
    let count = 0
    return {
      add() {
        count++
      },
      result: () => String(count),
    }
  },
  min: () => extreme((order) => order < 0),
  max: () => extreme((order) => order > 0),
}

export const totalNames: readonly TotalName[] = Object.keys(makers) as TotalName[]

export function total(name: TotalName, column: Column): Total {
  return makers[name](column)
}

function summing({ name }: Column, result: (all: Decimal, count: number) => string): Total {
  let all = zero
  let count = 0
  return {
    add(value) {
      const text = plainText(value)
      const number = decimalOf(text)
      if (number === undefined) throw notNumeric(name, text)
      all = sum(all, number)
      count++
    },
    result: () => (count === 0 ? null : result(all, count)),
  }
}

function extreme(wins: (order: number) => boolean): Total {
  let held: Rank | undefined
  return {
    add(value) {
      const rank = rankOf(plainText(value))
      if (held === undefined || wins(compareRanks(rank, held))) held = rank
    },
    result: () => held?.text ?? null,
  }
}

function notNumeric(column: string, text: string): RecordsError {
  const cell = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
  return new RecordsError('query', `the column ${column} has no total: ${cell} is no number`, {
    hint: 'Have it counted, or leave its total out.',
  })
}
