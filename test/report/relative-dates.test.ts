import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOfDay, dayOfDate } from '../../src/report/calendar.js'
import { dateOf, periodOf } from '../../src/report/relative-dates.js'
import type { PeriodUnit } from '../../src/report/relative-words.js'

describe('dateOf', () => {
  it.each<[text: string, today: string, date: string]>([
    ['2024-02-29', '2026-10-15', '2024-02-29'],
    ['0001-01-01', '2026-10-15', '0001-01-01'],
    ['9999-12-31', '2026-10-15', '9999-12-31'],
    ['today', '2026-10-15', '2026-10-15'],
    ['today(0)', '2026-10-15', '2026-10-15'],
    ['today(-7)', '2026-03-03', '2026-02-24'],
    ['today(+7)', '2024-02-25', '2024-03-03'],
    ['today(7)', '2026-12-30', '2027-01-06'],
    ['today(-365)', '2024-03-01', '2023-03-02'],
    ['yesterday', '2026-01-01', '2025-12-31'],
    ['yesterday', '2024-03-01', '2024-02-29'],
    ['tomorrow', '2024-02-28', '2024-02-29'],
    ['tomorrow', '2025-02-28', '2025-03-01'],
    ['week_start', '2026-10-12', '2026-10-12'], // a Monday
    ['week_start', '2026-10-18', '2026-10-12'], // a Sunday
    ['week_end', '2026-10-12', '2026-10-18'],
    ['week_start', '2027-01-03', '2026-12-28'], // 2026-W53
    ['week_start(1)', '2026-12-31', '2027-01-04'], // 2027-W01
    ['week_end(-1)', '2025-01-01', '2024-12-29'],
    ['week_start', '0001-01-01', '0001-01-01'],
    ['month_start', '2026-10-15', '2026-10-01'],
    ['month_start(-10)', '2026-10-15', '2025-12-01'],
    ['month_start(+3)', '2026-10-15', '2027-01-01'],
    ['month_end', '2024-02-01', '2024-02-29'],
    ['month_end(-1)', '2026-03-31', '2026-02-28'],
    ['month_end(-1)', '2024-03-31', '2024-02-29'],
    ['month_end(1)', '2026-01-31', '2026-02-28'],
    ['quarter_start', '2026-12-31', '2026-10-01'],
    ['quarter_end', '2026-01-01', '2026-03-31'],
    ['quarter_start(-1)', '2026-01-15', '2025-10-01'],
    ['quarter_end(1)', '2026-11-15', '2027-03-31'],
    ['year_start', '2024-02-29', '2024-01-01'],
    ['year_start(-1)', '2024-02-29', '2023-01-01'],
    ['year_end', '2024-02-29', '2024-12-31'],
    ['year_start(-26)', '0027-05-05', '0001-01-01'],
    ['month_end', '9999-12-01', '9999-12-31'],
    ['year_end', '9999-12-01', '9999-12-31'],
  ])('%s as of %s', (text, today, date) => {
    expect(dateOf(text, today)).toBe(date)
  })

  const all =
    'A date is YYYY-MM-DD, today(n), yesterday, tomorrow, week_start(n), week_end(n), ' +
    'month_start(n), month_end(n), quarter_start(n), quarter_end(n), year_start(n), year_end(n).'

  it.each<[text: string, message: string, hint: string | undefined]>([
    ['2026-02-29', '"2026-02-29" is not in the calendar', undefined],
    ['0000-01-01', '"0000-01-01" is not in the calendar', undefined],
    ['2026-1-1', '"2026-1-1" is no date', all],
    ['', '"" is no date', all],
    [' today', '" today" is no date', 'Did you mean today?'],
    ['Today', '"Today" is no date', 'Did you mean today?'],
    ['yesteday', '"yesteday" is no date', 'Did you mean yesterday?'],
    ['yesterday(-1)', '"yesterday(-1)" is no date', 'Did you mean yesterday?'],
    ['month_strat(-1)', '"month_strat(-1)" is no date', 'Did you mean month_start(n)?'],
    ['month_start()', '"month_start()" is no date', 'Did you mean month_start(n)?'],
    ['month_start(1.5)', '"month_start(1.5)" is no date', 'Did you mean month_start(n)?'],
    ['last_month', '"last_month" is no date', all],
    ['constructor', '"constructor" is no date', all],
    [
      'today(-9999999)',
      '"today(-9999999)" needs a day that is not in the years 0001 to 9999',
      undefined,
    ],
    [
      'today(9999999)',
      '"today(9999999)" needs a day that is not in the years 0001 to 9999',
      undefined,
    ],
    [
      `month_start(${'9'.repeat(400)})`,
      `"month_start(${'9'.repeat(400)})" needs a day that is not in the years 0001 to 9999`,
      undefined,
    ],
  ])('refuses %j', (text, message, hint) => {
    expect(() => dateOf(text, '2026-10-15')).toThrowError(
      expect.objectContaining({ code: 'usage', message, hint }),
    )
  })
})

describe('periodOf', () => {
  type Edges = [text: string, start: string, end: string]

  it.each<[unit: PeriodUnit, text: string, today: string, period: Edges]>([
    ['month', '2026-10', '2000-01-01', ['2026-10', '2026-10-01', '2026-11-01']],
    ['month', '2026-12', '2000-01-01', ['2026-12', '2026-12-01', '2027-01-01']],
    ['month', '2024-02', '2000-01-01', ['2024-02', '2024-02-01', '2024-03-01']],
    ['month', 'month', '2026-10-31', ['2026-10', '2026-10-01', '2026-11-01']],
    ['month', 'this_month', '2026-10-01', ['2026-10', '2026-10-01', '2026-11-01']],
    ['month', 'last_month', '2026-01-31', ['2025-12', '2025-12-01', '2026-01-01']],
    ['month', 'last_month', '2026-03-31', ['2026-02', '2026-02-01', '2026-03-01']],
    ['month', 'next_month', '2026-12-31', ['2027-01', '2027-01-01', '2027-02-01']],
    ['month', 'month(-2)', '2026-01-31', ['2025-11', '2025-11-01', '2025-12-01']],
    ['month', 'month(+14)', '2026-01-31', ['2027-03', '2027-03-01', '2027-04-01']],
    ['month', '0001-01', '2026-01-31', ['0001-01', '0001-01-01', '0001-02-01']],
    ['month', '9999-11', '2026-01-31', ['9999-11', '9999-11-01', '9999-12-01']],
    ['quarter', '2026-Q1', '2000-01-01', ['2026-Q1', '2026-01-01', '2026-04-01']],
    ['quarter', '2026-Q4', '2000-01-01', ['2026-Q4', '2026-10-01', '2027-01-01']],
    ['quarter', 'quarter', '2026-06-30', ['2026-Q2', '2026-04-01', '2026-07-01']],
    ['quarter', 'this_quarter', '2026-07-01', ['2026-Q3', '2026-07-01', '2026-10-01']],
    ['quarter', 'last_quarter', '2026-02-28', ['2025-Q4', '2025-10-01', '2026-01-01']],
    ['quarter', 'next_quarter', '2026-12-31', ['2027-Q1', '2027-01-01', '2027-04-01']],
    ['quarter', 'quarter(-1)', '2026-10-15', ['2026-Q3', '2026-07-01', '2026-10-01']],
    ['year', '2026', '2000-01-01', ['2026', '2026-01-01', '2027-01-01']],
    ['year', '0026', '2000-01-01', ['0026', '0026-01-01', '0027-01-01']],
    ['year', 'year', '2024-02-29', ['2024', '2024-01-01', '2025-01-01']],
    ['year', 'this_year', '2026-12-31', ['2026', '2026-01-01', '2027-01-01']],
    ['year', 'last_year', '2024-02-29', ['2023', '2023-01-01', '2024-01-01']],
    ['year', 'next_year', '2026-01-01', ['2027', '2027-01-01', '2028-01-01']],
    ['year', 'year(-1)', '2026-01-01', ['2025', '2025-01-01', '2026-01-01']],
  ])('%s: %s as of %s', (unit, written, today, [text, start, end]) => {
    expect(periodOf(unit, written, today)).toEqual({ text, start, end })
  })

  it.each<[unit: PeriodUnit, text: string, message: string, hint: string | undefined]>([
    ['month', '2026-13', '"2026-13" is not in the calendar', undefined],
    ['month', '2026-00', '"2026-00" is not in the calendar', undefined],
    ['month', '0000-01', '"0000-01" is not in the calendar', undefined],
    ['month', '2026', '"2026" is no month', 'A month is YYYY-MM, month(n), this_month, '],
    ['month', '2026-10-01', '"2026-10-01" is no month', 'A month is YYYY-MM, month(n), '],
    ['month', 'lastmonth', '"lastmonth" is no month', 'Did you mean last_month?'],
    ['month', 'last_month(-1)', '"last_month(-1)" is no month', 'Did you mean last_month?'],
    ['month', 'today', '"today" is no month', 'A month is YYYY-MM, '],
    ['month', '9999-12', '"9999-12" needs a day that is not in the years 0001 to 9999', undefined],
    ['quarter', '2026-Q5', '"2026-Q5" is not in the calendar', undefined],
    ['quarter', '2026-Q0', '"2026-Q0" is not in the calendar', undefined],
    ['quarter', '2026-4', '"2026-4" is no quarter', 'A quarter is YYYY-Qn, quarter(n), '],
    ['quarter', '9999-Q4', '"9999-Q4" needs a day that', undefined],
    ['year', '0000', '"0000" is not in the calendar', undefined],
    ['year', '26', '"26" is no year', 'A year is YYYY, year(n), this_year, last_year, next_year.'],
    ['year', 'year(8000)', '"year(8000)" needs a day that', undefined],
  ])('%s refuses %j', (unit, text, message, hint) => {
    expect(() => periodOf(unit, text, '2026-10-15')).toThrowError(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringContaining(message),
        hint: hint === undefined ? undefined : expect.stringContaining(hint),
      }),
    )
  })

  const units = fc.constantFrom<PeriodUnit>('month', 'quarter', 'year')
  // In the first year and the last two, there is not always a period before or an end after.
  const days = fc.integer({
    min: dayOfDate('0002-01-01') as number,
    max: dayOfDate('9997-12-31') as number,
  })

  it('tiles the calendar, each period found again by its text', () => {
    fc.assert(
      fc.property(units, days, (unit, day) => {
        const today = dateOfDay(day) as string
        const period = periodOf(unit, unit, today)
        expect(period.start <= today && today < period.end).toBe(true)
        expect(periodOf(unit, `${unit}(+1)`, today).start).toBe(period.end)
        expect(periodOf(unit, `${unit}(-1)`, today).end).toBe(period.start)
        expect(periodOf(unit, period.text, '2026-10-15')).toEqual(period)
        expect(dateOf(`${unit}_start`, today)).toBe(period.start)
        expect(dateOf('tomorrow', dateOf(`${unit}_end`, today))).toBe(period.end)
      }),
    )
  })
})
