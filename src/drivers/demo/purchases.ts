import type { Customer } from './customers.js'
import { cheeses, closed, months, purchaseNotes, seasons, weekdays } from './data.js'
import { dateOf, dayCount, firstDayOf2025 } from './days.js'
import { pick, type Random, randomFrom, weighted } from './random.js'

export interface Purchase {
  readonly boughtAt: string
  /** Null for who walked in from the street. */
  readonly customerId: number | null
  readonly cheeseId: number
  readonly quantity: number
  readonly paid: number
  readonly note: string | null
}

/** The purchases of two years, in order of time. */
export function* makePurchases(customers: readonly Customer[]): Generator<Purchase> {
  const random = randomFrom(1972)
  const pickCheese = months.map((_, month) =>
    weighted(cheeses, ({ popularity, style }) => popularity * at(seasons[style], month), random),
  )
  for (let day = 0; day < dayCount; day++) {
    const date = dateOf(day)
    const known = customers.filter(({ since }) => since <= day).length
    for (const time of timesOf(day, date, random)) {
      const cheese = at(pickCheese, monthOf(date))()
      const quantity = 1 + Math.floor(random() * random() * 9)
      yield {
        boughtAt: `${date} ${time}`,
        customerId: random() < 0.18 ? null : customerOf(known, random),
        cheeseId: cheese.id,
        quantity,
        paid: amount(cheese.price, quantity, day),
        note: random() < 0.03 ? pick(purchaseNotes, random) : null,
      }
    }
  }
}

/** The times of a day's purchases, between nine and six, in order. */
function timesOf(day: number, date: string, random: Random): string[] {
  if (closed.has(date)) return []
  const growth = 1 + day / 4500
  const demand = 5.2 * growth * at(months, monthOf(date)) * at(weekdays, (day + 1) % 7)
  const count = Math.floor(demand * (0.6 + 0.8 * random()) + random())
  return Array.from({ length: count }, () => Math.floor((9 + 9 * random()) * 3600))
    .sort((a, b) => a - b)
    .map((second) => new Date(second * 1000).toISOString().slice(11, 19))
}

function monthOf(date: string): number {
  return Number(date.slice(5, 7)) - 1
}

/** Of the customers known so far, the oldest come most often. */
function customerOf(known: number, random: Random): number {
  return 1 + Math.floor(known * Math.min(random(), random()))
}

/**
 * In 2024 everything was 6 % cheaper; five portions and more are 10 % off. The till rounds to 25p,
 * which binary fractions hold exactly: no sum of these ends in …00000001.
 */
function amount(price: number, quantity: number, day: number): number {
  const percent = (day < firstDayOf2025 ? 94 : 100) * (quantity >= 5 ? 0.9 : 1)
  return Math.round((quantity * price * percent) / 25) / 4
}

function at<T>(items: readonly T[], index: number): T {
  return items[index] as T
}
