import { describe, expect, it } from 'vitest'
import { todayIn } from '../../src/report/today.js'

describe('todayIn', () => {
  it.each<[zone: string, now: string, date: string]>([
    ['UTC', '2026-10-31T23:59:59.999Z', '2026-10-31'],
    ['Europe/Berlin', '2026-10-31T22:59:59Z', '2026-10-31'],
    ['Europe/Berlin', '2026-10-31T23:00:00Z', '2026-11-01'],
    ['Europe/Berlin', '2026-07-31T22:00:00Z', '2026-08-01'],
    ['America/Los_Angeles', '2027-01-01T07:59:59Z', '2026-12-31'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01'],
    ['Asia/Kathmandu', '2026-03-01T18:14:59Z', '2026-03-01'],
    ['Asia/Kathmandu', '2026-03-01T18:15:00Z', '2026-03-02'],
    // Clocks go from 23:59:59 to 01:00.
    ['America/Sao_Paulo', '2018-11-04T02:59:59Z', '2018-11-03'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
    ['Africa/Cairo', '2026-04-23T21:59:59Z', '2026-04-23'],
    ['Africa/Cairo', '2026-04-23T22:00:00Z', '2026-04-24'],
    // 30 December 2011 was left out.
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
    ['europe/berlin', '2026-01-01T00:00:00Z', '2026-01-01'],
  ])('%s at %s', (zone, now, date) => {
    expect(todayIn(zone, new Date(now))).toBe(date)
  })

  it.each<[zone: string, hint: string]>([
    ['Europe/Brelin', 'Did you mean Europe/Berlin?'],
    ['berlin', 'Did you mean Europe/Berlin?'],
    ['New York', 'Did you mean America/New_York?'],
    ['UTD', 'Did you mean UTC?'],
    ['Atlantis/Capital', 'A time zone is UTC or a name such as Europe/Berlin.'],
    ['', 'A time zone is UTC or a name such as Europe/Berlin.'],
  ])('does not know %j', (zone, hint) => {
    const message = `there is no time zone called "${zone}"`
    expect(() => todayIn(zone, new Date(0))).toThrowError(
      expect.objectContaining({ code: 'usage', message, hint }),
    )
  })
})
