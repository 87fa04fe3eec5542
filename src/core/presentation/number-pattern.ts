import type { CellFormat } from './cell-format.js'
import { decimalOf, decimalText, rounded, times } from './decimal.js'

/** What stands around the digits: `"quoted"`, or signs that are no part of the pattern's language. */
const literal = '(?:"[^"]*"|[-+ ()$£€¥₹])*'
const shape = new RegExp(
  String.raw`^(${literal})(#,##0|#?0+)(?:\.(?=[0#])(0*)(#*))?(${literal})(%?)(${literal})$`,
)

/** A pattern for numbers; undefined for one that is none. */
export function numberPattern(pattern: string): CellFormat | undefined {
  const parts = shape.exec(pattern)
  if (parts === null) return undefined
  const [, before, integer = '', zeros = '', hashes = '', after, percent = '', end] = parts
  const [prefix, suffix] = [unquoted(before), unquoted(after) + percent + unquoted(end)]
  const grouped = integer.includes(',')
  const least = grouped ? 1 : integer.replace('#', '').length
  return {
    of: 'number',
    code: pattern,
    shown(text) {
      const number = decimalOf(text)
      if (number === undefined) return undefined
      const scaled = percent === '' ? number : times(number, 100n)
      const plain = decimalText(rounded(scaled, zeros.length + hashes.length))
      const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(plain) ?? []
      const kept = fraction.slice(0, zeros.length) + optional(fraction.slice(zeros.length))
      const digits = whole.padStart(least, '0')
      const shown = grouped ? digits.replace(/\B(?=(?:\d{3})+$)/g, ',') : digits
      return `${sign}${prefix}${shown}${kept === '' ? '' : `.${kept}`}${suffix}`
    },
  }
}

/** Digits that are shown only where they are not zeros at the end. */
function optional(digits: string): string {
  return digits.replace(/0+$/, '')
}

function unquoted(text = ''): string {
  return text.replaceAll('"', '')
}
