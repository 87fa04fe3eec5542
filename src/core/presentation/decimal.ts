/** A decimal number, exactly: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly digits: bigint
  /** Digits after the point, 0 or more. */
  readonly scale: number
}

/** No database writes exponents of more digits: a float's have three at most. */
const written = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** Reads a number as databases write it; undefined for what is none (`NaN`, text). */
export function decimalOf(text: string): Decimal | undefined {
  const parts = written.exec(text)
  if (parts === null) return undefined
  const [, sign, integer = '', fraction = '', exponent = '0'] = parts
  if (integer === '' && fraction === '') return undefined
  const digits = BigInt(`${integer}${fraction}`)
  const signed = sign === '-' ? -digits : digits
  const scale = fraction.length - Number(exponent)
  return scale < 0 ? { digits: signed * power(-scale), scale: 0 } : { digits: signed, scale }
}

export function sum(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: digitsAt(a, scale) + digitsAt(b, scale), scale }
}

/** Less than 0 where `a` is less than `b`. */
export function compare(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const [one, other] = [digitsAt(a, scale), digitsAt(b, scale)]
  return one < other ? -1 : Number(one > other)
}

/** `a` divided by a whole number, rounded half away from zero to `scale` digits after the point. */
export function quotient(a: Decimal, divisor: bigint, scale: number): Decimal {
  const from = Math.max(a.scale, scale)
  const all = divisor * power(from - scale)
  return { digits: roundedQuotient(digitsAt(a, from), all), scale }
}

/** With so many digits after the point, rounded half away from zero as spreadsheets do. */
export function rounded(a: Decimal, scale: number): Decimal {
  return a.scale <= scale ? { digits: digitsAt(a, scale), scale } : quotient(a, 1n, scale)
}

export function times(a: Decimal, factor: bigint): Decimal {
  return { digits: a.digits * factor, scale: a.scale }
}

/** Its digits in full, with the point where it has one. */
export function decimalText({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : ''
  const all = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  if (scale === 0) return `${sign}${all}`
  return `${sign}${all.slice(0, -scale)}.${all.slice(-scale)}`
}

function digitsAt({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * power(wanted - scale)
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const half = divisor / 2n
  return (dividend < 0n ? dividend - half : dividend + half) / divisor
}

function power(exponent: number): bigint {
  return 10n ** BigInt(exponent)
}
