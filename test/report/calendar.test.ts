import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOfDay, dayOfDate, startOf, type Unit } from '../../src/report/calendar.js'

describe('a day number', () => {
  it.each<[date: string, day: number | undefined]>([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['0001-01-01', -719_162],
    ['0026-10-15', -709_744],
    ['9999-12-31', 2_932_896],
    ['0000-12-31', undefined],
    ['2026-02-29', undefined],
    ['1900-02-29', undefined],
    ['2026-04-31', undefined],
    ['2026-13-01', undefined],
    ['2026-00-01', undefined],
    ['2026-01-00', undefined],
    ['2026-1-1', undefined],
    ['2026-01-01T00:00', undefined],
    ['+002026-01-01', undefined],
    ['', undefined],
  ])('of %s is %s', (date, day) => {
    expect(dayOfDate(date)).toBe(day)
    if (day !== undefined) expect(dateOfDay(day)).toBe(date)
  })

  it.each([-719_163, 2_932_897, Number.NaN, Number.POSITIVE_INFINITY])('%d is no date', (day) => {
    expect(dateOfDay(day)).toBeUndefined()
  })
})

const days = fc.integer({ min: -719_162, max: 2_932_896 })
const units = fc.constantFrom<Unit>('day', 'week', 'month', 'quarter', 'year')

describe('startOf', () => {
  it('divides the calendar without gaps', () => {
    fc.assert(
      fc.property(units, days, fc.integer({ min: -500, max: 500 }), (unit, day, later) => {
        const start = startOf(unit, day, 0)
        const next = startOf(unit, day, 1)
        expect(start).toBeLessThanOrEqual(day)
        expect(next).toBeGreaterThan(day)
        expect(startOf(unit, start, 0)).toBe(start)
        expect(startOf(unit, next, -1)).toBe(start)
        expect(startOf(unit, startOf(unit, day, later), -later)).toBe(start)
      }),
    )
  })
})
