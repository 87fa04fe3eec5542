const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** What a timer can hold, and what the servers' own settings can: some 24 days. */
const longest = 2 ** 31 - 1

/**
 * The milliseconds of `500ms`, `30s`, `1.5m` or `1h`; a bare number is of seconds. Undefined for
 * any other text, for nothing, and for more than 24 days.
 */
export function milliseconds(text: string): number | undefined {
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? []
  const time = Math.round(Number(digits) * (units[unit] as number))
  return time > 0 && time <= longest ? time : undefined
}

/** The same in words: `30 s`, `1.5 s`, `250 ms`. */
export function duration(time: number): string {
  return time < 1000 ? `${time} ms` : `${time / 1000} s`
}
