import type { CellFormat } from './cell-format.js'

const months =
  'January February March April May June July August September October November December'.split(' ')
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** A moment as the database writes it; of a date alone the time is midnight. */
interface Moment {
  readonly year: string
  readonly month: number
  /** Undefined where the text is a month, such as `2026-10`. */
  readonly day: number | undefined
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** What each word of a pattern shows. */
const parts: Readonly<Record<string, (moment: Moment) => string>> = {
  yyyy: ({ year }) => year,
  yy: ({ year }) => year.slice(-2),
  mmmm: ({ month }) => months[month - 1] ?? '',
  mmm: ({ month }) => (months[month - 1] ?? '').slice(0, 3),
  mm: ({ month }) => two(month),
  m: ({ month }) => String(month),
  dddd: (moment) => weekday(moment),
  ddd: (moment) => weekday(moment).slice(0, 3),
  dd: ({ day = 1 }) => two(day),
  d: ({ day = 1 }) => String(day),
  hh: ({ hour }) => two(hour),
  h: ({ hour }) => String(hour),
  ss: ({ second }) => two(second),
  s: ({ second }) => String(second),
}

/** What `mm` and `m` show right after hours or right before seconds. */
const minutes: typeof parts = {
  mm: ({ minute }) => two(minute),
  m: ({ minute }) => String(minute),
}

const piece = /y+|m+|d+|h+|s+|"[^"]*"|[-/.,: ]/y

/** A pattern for dates and times; undefined for one that is none. */
export function datePattern(pattern: string): CellFormat | undefined {
  const pieces = piecesOf(pattern)
  const words = pieces?.filter((piece) => piece in parts)
  if (pieces === undefined || words === undefined || words.length === 0) return undefined
  let at = 0
  const shownPieces = pieces.map((piece) => {
    if (!(piece in parts)) return () => piece.replaceAll('"', '')
    return partOf(words, at++)
  })
  const needsDay = words.some((word) => word.startsWith('d'))
  return {
    of: 'date',
    code: pattern,
    hasTime: words.some((word) => /^[hs]/.test(word)),
    shown(text) {
      const moment = momentOf(text)
      if (moment === undefined || (needsDay && moment.day === undefined)) return undefined
      return shownPieces.map((shown) => shown(moment)).join('')
    },
  }
}

function piecesOf(pattern: string): string[] | undefined {
  const pieces: string[] = []
  piece.lastIndex = 0
  while (piece.lastIndex < pattern.length) {
    const [found] = piece.exec(pattern) ?? []
    if (found === undefined || (/^[a-z]/.test(found) && !(found in parts))) return undefined
    pieces.push(found)
  }
  return pieces
}

function partOf(words: readonly string[], at: number): (moment: Moment) => string {
  const word = words[at] as string
  const isTime = /^h/.test(words[at - 1] ?? '') || /^s/.test(words[at + 1] ?? '')
  return ((isTime ? minutes[word] : undefined) ?? parts[word]) as (moment: Moment) => string
}

/** As databases write them: a month, a date, or a date with a time, its fraction and its zone. */
const time = String.raw`[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?`
const zone = String.raw` ?(?:Z|[+-]\d\d(?::?\d\d){0,2})`
const written = new RegExp(String.raw`^(\d{4,6})-(\d\d)(?:-(\d\d)(?:${time}(?:${zone})?)?)?$`)

function momentOf(text: string): Moment | undefined {
  const found = written.exec(text)
  if (found === null) return undefined
  const [, year = '', month, day, hour = 0, minute = 0, second = 0] = found
  const moment: Moment = {
    year,
    month: Number(month),
    day: day === undefined ? undefined : Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  }
  return isThere(moment) ? moment : undefined
}

/** Not a day such as 30 February, which MySQL and SQLite may hold. */
function isThere(moment: Moment): boolean {
  const { month, day = 1, hour, minute, second } = moment
  const date = dateOf(moment)
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay && hour < 24 && minute < 60 && second < 60
}

function weekday(moment: Moment): string {
  return days[dateOf(moment).getUTCDay()] ?? ''
}

/** `Date.UTC` would take years below 100 for those of the last century. */
function dateOf({ year, month, day = 1 }: Moment): Date {
  const date = new Date(0)
  date.setUTCFullYear(Number(year), month - 1, day)
  return date
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
