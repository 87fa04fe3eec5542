/** Days are counted from the first of the shop's books: Monday, 1 January 2024. */
const first = Date.UTC(2024, 0, 1)
const millisecondsPerDay = 86_400_000

/** Two years. */
export const dayCount = 731

export const firstDayOf2025 = 366

/** The ISO date of a day; days before the first are negative. */
export function dateOf(day: number): string {
  return new Date(first + day * millisecondsPerDay).toISOString().slice(0, 10)
}
