import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'

/**
 * The date, `YYYY-MM-DD`, that the calendars of a time zone of IANA's (`Europe/Berlin`, `UTC`) show
 * at a moment. Throws a usage error for a zone that there is not.
 */
export function todayIn(zone: string, now: Date): string {
  const parts = formatIn(zone).formatToParts(now)
  const part = (type: string) => parts.find((each) => each.type === type)?.value
  return `${part('year')}-${part('month')}-${part('day')}`
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
  try {
    const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const
    return new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', format)
  } catch (cause) {
    const near = nearZone(timeZone)
    throw new RecordsError('usage', `there is no time zone called ${JSON.stringify(timeZone)}`, {
      hint: near ? `Did you mean ${near}?` : 'A time zone is UTC or a name such as Europe/Berlin.',
      cause,
    })
  }
}

/** Near by its whole name, or by its city alone: `Berlin`, `new york`. */
function nearZone(zone: string): string | undefined {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  const city = nearest(zone, zones.map(cityOf))
  return nearest(zone, zones) ?? zones.find((each) => cityOf(each) === city)
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1)
}
