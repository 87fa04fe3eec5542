import { RecordsError } from '../core/errors.js'
import { dateOfDay, dayOfDate, startOf } from './calendar.js'
import { dateWords, type PeriodUnit, periodWords, readWord } from './relative-words.js'

/** A month, a quarter or a year. */
export interface Period {
  /** `2026-10`, `2026-Q4`, `2026`. */
  readonly text: string
  /** Its first day, `YYYY-MM-DD`. */
  readonly start: string
  /** The first day after it. */
  readonly end: string
}

/**
 * The date, `YYYY-MM-DD`, that a text says: itself, or a word such as `month_start(-1)` as of
 * `today`. Throws a usage error for any other text, and for what is not in the calendar.
 */
export function dateOf(text: string, today: string): string {
  const isWritten = /^\d{4}-\d\d-\d\d$/.test(text)
  return writtenDate(isWritten ? existingDay(text, text) : relativeDay(text, today), text)
}

function relativeDay(text: string, today: string): number {
  const { word, later } = readWord(text, dateWords, 'date', 'YYYY-MM-DD')
  const { unit, day } = word
  const now = existingDay(today, today)
  return day === 'first' ? startOf(unit, now, later) : startOf(unit, now, later + 1) - 1
}

/**
 * The period that a text says: `2026-10`, `2026-Q4`, `2026`, or a word such as `last_month` as of
 * `today`. Throws as {@link dateOf} does.
 */
export function periodOf(unit: PeriodUnit, text: string, today: string): Period {
  const notation = notations[unit]
  const isWritten = notation.pattern.test(text)
  const within = isWritten ? existingDay(notation.startOf(text), text) : existingDay(today, today)
  const later = isWritten ? 0 : readWord(text, periodWords[unit], unit, notation.form).later
  const start = writtenDate(startOf(unit, within, later), text)
  const end = writtenDate(startOf(unit, within, later + 1), text)
  return { text: notation.textOf(start), start, end }
}

/** How a period is written out. */
interface Notation {
  readonly form: string
  readonly pattern: RegExp
  /** Its first day. */
  startOf(text: string): string
  textOf(start: string): string
}

const notations: Readonly<Record<PeriodUnit, Notation>> = {
  month: {
    form: 'YYYY-MM',
    pattern: /^\d{4}-\d\d$/,
    startOf: (text) => `${text}-01`,
    textOf: (start) => start.slice(0, 7),
  },
  quarter: {
    form: 'YYYY-Qn',
    pattern: /^\d{4}-Q\d$/,
    startOf: (text) => `${text.slice(0, 4)}-${twoDigits(Number(text[6]) * 3 - 2)}-01`,
    textOf: (start) => `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`,
  },
  year: {
    form: 'YYYY',
    pattern: /^\d{4}$/,
    startOf: (text) => `${text}-01-01`,
    textOf: (start) => start.slice(0, 4),
  },
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

/** `text` is what the user wrote for it. */
function existingDay(date: string, text: string): number {
  const day = dayOfDate(date)
  if (day !== undefined) return day
  throw new RecordsError('usage', `${JSON.stringify(text)} is not in the calendar`)
}

function writtenDate(day: number, text: string): string {
  const date = dateOfDay(day)
  if (date !== undefined) return date
  const message = `${JSON.stringify(text)} needs a day that is not in the years 0001 to 9999`
  throw new RecordsError('usage', message)
}
