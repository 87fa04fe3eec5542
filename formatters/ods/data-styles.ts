import { escaped } from './xml.js'

const numberPart = /"([^"]*)"|(General|#,##0|[#0]+)(?:\.(0*)(#*))?|[-+ ()$£€¥₹%]/g

/**
 * A style of numbers (OpenDocument 1.2, part 1, 16.27.3 and 16.27.10) for a format code: digits as
 * `0.00`, `#,##0` or `0.0#`, with signs and quoted text around them, or `General`.
 */
export function numberStyle(code: string, name: string): string {
  const element = code.includes('%') ? 'number:percentage-style' : 'number:number-style'
  const parts = Array.from(code.matchAll(numberPart), ([sign, quoted, digits, zeros, hashes]) =>
    digits === undefined ? text(quoted ?? sign) : digitsElement(digits, zeros, hashes),
  )
  return `<${element} style:name="${name}">${parts.join('')}</${element}>`
}

/** With as many zeros as are shown at least. */
function digitsElement(digits: string, zeros = '', hashes = ''): string {
  if (digits === 'General') return '<number:number number:min-integer-digits="1"/>'
  const places = zeros.length + hashes.length
  const least = hashes === '' ? '' : ` loext:min-decimal-places="${zeros.length}"`
  const grouping = digits.includes(',') ? ' number:grouping="true"' : ''
  const integer = digits.replace(/[^0]/g, '').length
  return `<number:number number:decimal-places="${places}"${least} \
number:min-integer-digits="${integer}"${grouping}/>`
}

const datePart = /"([^"]*)"|yyyy|yy|m{1,4}|d{1,4}|hh?|ss(?:\.(0+))?|[-/.,: ]/g

/** A style of dates and times (16.27.11, 16.27.18) for a format code such as `d mmm yyyy hh:mm`. */
export function dateStyle(code: string, name: string): string {
  const parts = Array.from(code.matchAll(datePart))
  const words = parts.map(([word]) => word).filter((word) => /^[a-z]/.test(word))
  let at = 0
  const elements = parts.map(([word, quoted, decimals]) => {
    if (!/^[a-z]/.test(word)) return text(quoted ?? word)
    const [before, after] = [words[at - 1], words[++at]]
    const isMinutes = word === 'mm' && (before?.startsWith('h') || after?.startsWith('ss'))
    return dateElement(isMinutes ? 'minutes' : word, decimals)
  })
  const isTime = !elements.some((xml) => /^<number:(year|month|day)/.test(xml))
  const element = isTime ? 'number:time-style' : 'number:date-style'
  return `<${element} style:name="${name}">${elements.join('')}</${element}>`
}

function dateElement(word: string, decimals: string | undefined): string {
  const places = decimals === undefined ? '' : ` number:decimal-places="${decimals.length}"`
  return `<number:${dateElements[word.split('.')[0] as string]}${places}/>`
}

const long = 'number:style="long"'
const textual = 'number:textual="true"'

const dateElements: Readonly<Record<string, string>> = {
  yyyy: `year ${long}`,
  yy: 'year',
  mmmm: `month ${long} ${textual}`,
  mmm: `month ${textual}`,
  mm: `month ${long}`,
  m: 'month',
  dddd: `day-of-week ${long}`,
  ddd: 'day-of-week',
  dd: `day ${long}`,
  d: 'day',
  hh: `hours ${long}`,
  h: 'hours',
  minutes: `minutes ${long}`,
  ss: `seconds ${long}`,
}

function text(literal: string): string {
  return `<number:text>${escaped(literal)}</number:text>`
}
