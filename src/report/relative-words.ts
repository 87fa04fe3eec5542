import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { Unit } from './calendar.js'

/** How many units after today's: as `(n)` behind the word tells, or always the same. */
interface Word {
  readonly later: '(n)' | -1 | 0 | 1
}

/** A day at the edge of a unit. */
interface DateWord extends Word {
  readonly unit: Unit
  readonly day: 'first' | 'last'
}

type Words<T extends Word = Word> = ReadonlyMap<string, T>

export type PeriodUnit = 'month' | 'quarter' | 'year'

/** What a date may be said by. */
export const dateWords: Words<DateWord> = new Map([
  ['today', { day: 'first', unit: 'day', later: '(n)' }],
  ['yesterday', { day: 'first', unit: 'day', later: -1 }],
  ['tomorrow', { day: 'first', unit: 'day', later: 1 }],
  ['week_start', { day: 'first', unit: 'week', later: '(n)' }],
  ['week_end', { day: 'last', unit: 'week', later: '(n)' }],
  ['month_start', { day: 'first', unit: 'month', later: '(n)' }],
  ['month_end', { day: 'last', unit: 'month', later: '(n)' }],
  ['quarter_start', { day: 'first', unit: 'quarter', later: '(n)' }],
  ['quarter_end', { day: 'last', unit: 'quarter', later: '(n)' }],
  ['year_start', { day: 'first', unit: 'year', later: '(n)' }],
  ['year_end', { day: 'last', unit: 'year', later: '(n)' }],
])

/** What a month, a quarter or a year may be said by. */
export const periodWords: Readonly<Record<PeriodUnit, Words>> = {
  month: new Map([
    ['month', { later: '(n)' }],
    ['this_month', { later: 0 }],
    ['last_month', { later: -1 }],
    ['next_month', { later: 1 }],
  ]),
  quarter: new Map([
    ['quarter', { later: '(n)' }],
    ['this_quarter', { later: 0 }],
    ['last_quarter', { later: -1 }],
    ['next_quarter', { later: 1 }],
  ]),
  year: new Map([
    ['year', { later: '(n)' }],
    ['this_year', { later: 0 }],
    ['last_year', { later: -1 }],
    ['next_year', { later: 1 }],
  ]),
}

/**
 * The word that a text is, and how many units after today's it means. What the text should be, and
 * the form that it has without a word, are for the usage error where it is none.
 */
export function readWord<T extends Word>(
  text: string,
  words: Words<T>,
  what: string,
  form: string,
): { readonly word: T; readonly later: number } {
  const [, name = text, number] = /^(\w+)(?:\(([-+]?\d+)\))?$/.exec(text) ?? []
  const word = words.get(name)
  if (word?.later === '(n)') return { word, later: Number(number ?? 0) }
  if (word !== undefined && number === undefined) return { word, later: word.later }
  throw new RecordsError('usage', `${JSON.stringify(text)} is no ${what}`, {
    hint: nearWord(text, name, words) ?? `A ${what} is ${[form, ...forms(words)].join(', ')}.`,
  })
}

function nearWord(text: string, name: string, words: Words): string | undefined {
  const near = nearest(name, words.keys())
  if (near === undefined) return undefined
  const counts = text.includes('(') && words.get(near)?.later === '(n)'
  return `Did you mean ${near}${counts ? '(n)' : ''}?`
}

function forms(words: Words): readonly string[] {
  return [...words].map(([name, { later }]) => (later === '(n)' ? `${name}(n)` : name))
}
