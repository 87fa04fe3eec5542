/** What a number format (ECMA-376 part 1, 18.8.30) makes of a number. */
export type NumberFormat =
  | { readonly type: 'general' | 'boolean' }
  | { readonly type: 'date' | 'time' | 'datetime' | 'elapsed' }
  /** At least so many digits before the point, and so many behind it. */
  | { readonly type: 'fixed'; readonly digits: number; readonly decimals: number }

export const general: NumberFormat = { type: 'general' }

/** Those formats that have a number in place of a code; of the others none matters here. */
const codes: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  ...ofAll([14, 15, 16, 17, 27, 28, 29, 30, 31, 36], 'yyyy-mm-dd'),
  ...ofAll([50, 51, 52, 53, 54, 55, 56, 57, 58], 'yyyy-mm-dd'),
  ...ofAll([18, 19, 20, 21, 32, 33, 34, 35, 45, 47], 'hh:mm:ss'),
  22: 'yyyy-mm-dd hh:mm',
  37: '#,##0',
  38: '#,##0',
  39: '#,##0.00',
  40: '#,##0.00',
  46: '[h]:mm:ss',
}

function ofAll(numbers: readonly number[], code: string): Record<number, string> {
  return Object.fromEntries(numbers.map((number) => [number, code]))
}

export function builtInFormat(number: number): NumberFormat {
  return numberFormat(codes[number] ?? 'General')
}

/** Text in quotes, escaped characters, and those that fill a column or keep a width. */
const literals = /"[^"]*"?|[\\_*]./gs

/** 1 and 0 in these words: what LibreOffice makes of a boolean that has a format. */
const truth = '"TRUE";"TRUE";"FALSE"'

const elapsed = /\[(?:h+|m+|s+)\]/i

/** The first section of a code tells; the others are of negative numbers, zero and text. */
export function numberFormat(code: string): NumberFormat {
  if (code === truth) return { type: 'boolean' }
  const [section = ''] = code.replace(literals, '').split(';')
  if (elapsed.test(section)) return { type: 'elapsed' }
  const bare = section.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '')
  const hasTime = /[hs]/i.test(bare)
  const hasDate = /[yd]/i.test(bare) || (!hasTime && /m/i.test(bare))
  if (hasDate) return { type: hasTime ? 'datetime' : 'date' }
  if (hasTime) return { type: 'time' }
  const [, digits, decimals = ''] =
    /^[#,]*(0+)(?:\.(0+))?$/.exec(bare.replace(/[\s$€£¥()+-]/g, '')) ?? []
  return digits === undefined
    ? general
    : { type: 'fixed', digits: digits.length, decimals: decimals.length }
}
