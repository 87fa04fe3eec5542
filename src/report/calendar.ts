/**
 * The calendar of ISO 8601 (Gregorian, also before 1582), years 0001 to 9999. Dates are `YYYY-MM-DD`
 * texts, and day numbers that count from 1970-01-01: no time zone, so no clock that is put forward.
 */

/** What a calendar is divided into. */
export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

/** How long each is. */
const lengths: Readonly<Record<Unit, { readonly days: number } | { readonly months: number }>> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { months: 12 },
}

const millisecondsInDay = 86_400_000

/** 1970-01-05: the first day of a week. */
const monday = 4

const firstDay = Date.parse('0001-01-01') / millisecondsInDay
const lastDay = Date.parse('9999-12-31') / millisecondsInDay

/** Undefined for a text that is no date, and for a date that there is not: `2026-02-30`. */
export function dayOfDate(date: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined
  const day = Date.parse(date) / millisecondsInDay
  return dateOfDay(day) === date ? day : undefined
}

/** Undefined for a day outside the years 0001 to 9999. */
export function dateOfDay(day: number): string | undefined {
  if (!(day >= firstDay && day <= lastDay)) return undefined
  return new Date(day * millisecondsInDay).toISOString().slice(0, 10)
}

/** The first day of the unit that a day lies in, or of the one that many units later or earlier. */
export function startOf(unit: Unit, day: number, later: number): number {
  const length = lengths[unit]
  return 'days' in length
    ? moved(day - monday, length.days, later) + monday
    : dayOfMonth(moved(monthOfDay(day), length.months, later))
}

/** The start of the step that `at` lies in, or of a later one. */
function moved(at: number, step: number, later: number): number {
  return (Math.floor(at / step) + later) * step
}

/** Months count from January of the year 0. */
function monthOfDay(day: number): number {
  const date = new Date(day * millisecondsInDay)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** The first day of the month. `Date.UTC` would take the year 26 for 1926. */
function dayOfMonth(month: number): number {
  return new Date(0).setUTCFullYear(0, month, 1) / millisecondsInDay
}
