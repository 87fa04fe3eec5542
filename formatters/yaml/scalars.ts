import type { dump as Dump } from 'js-yaml'
import type { Spelling } from '../../src/core/representation.js'
import { jsonToYaml } from './json-cells.js'

/** Of a text of millions of characters js-yaml overflows the stack. */
const pieces = /.{1,10000}/gsu

const quoted = { forceQuotes: true, quoteStyle: 'double', lineWidth: -1, flowLevel: 0 } as const

/** YAML's spelling of every sort of value; js-yaml's `dump` writes the text that needs escapes. */
export function yamlSpelling(dump: typeof Dump): Spelling {
  const escaped = (piece: string) => dump(piece, quoted).trimEnd().slice(1, -1)
  const quote = (text: string) => `"${text.match(pieces)?.map(escaped).join('')}"`
  const spelling: Spelling = {
    null: 'null',
    boolean: String,
    integer: (digits) => (fitsIn64Bits(digits) ? digits : `"${digits}"`),
    float: (text) => inRange(text, yamlFloat(text)),
    decimal: (text) => (text.includes('.') ? inRange(text, text) : spelling.integer(text)),
    special: (name) => ({ NaN: '.nan', Infinity: '.inf', '-Infinity': '-.inf' })[name],
    string(text) {
      if (!notPlain.test(text) && !reserved.test(text)) return text
      if (notQuotable.test(text)) return quote(text.toWellFormed())
      return `"${text.replace(/["\\]/g, '\\$&')}"`
    },
    json: (text) => jsonToYaml(text, spelling),
    array: (items) => `[${items.join(', ')}]`,
  }
  return spelling
}

/** A key of more than 1,024 characters must be marked as one (YAML 1.2, 7.4.3). */
export function yamlKey(scalar: string): string {
  return scalar.length > 1000 ? `? ${scalar} : ` : `${scalar}: `
}

/**
 * Plain text begins with a letter and holds nothing that means something inside a flow mapping.
 * What it must not be is searched for: a match of the whole overflows the stack of a long text.
 */
const notPlain = /^(?!\p{L})|[^\p{L}\p{N}_./()+@%' -]| (?![\p{L}\p{N}_/(+])/u

/** The words that YAML 1.1 or 1.2 takes for a boolean or null. */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i

/** What a double-quoted scalar may hold only as an escape, and some more; quotes and backslashes apart. */
const notQuotable = /[^ -~\p{L}\p{N}]/u

/** A point and a signed exponent, without which a reader of YAML 1.1 sees text. */
function yamlFloat(text: string): string {
  const [mantissa = '', exponent] = text.toLowerCase().split('e')
  const pointed = mantissa.includes('.') ? mantissa : `${mantissa}.0`
  if (exponent === undefined) return pointed
  return `${pointed}e${/^[+-]/.test(exponent) ? '' : '+'}${exponent}`
}

/** Of a number beyond a double's range one reader makes an infinity, and another text. */
function inRange(text: string, number: string): string {
  return Number.isFinite(Number(text)) ? number : `"${text}"`
}

function fitsIn64Bits(digits: string): boolean {
  if (digits.length < 19) return true
  const value = BigInt(digits)
  return value >= -(2n ** 63n) && value < 2n ** 64n
}
