import { expect } from 'vitest'
import type { XlsxCell } from '../readers/xlsx.js'

/** What a cell is in a workbook, as openpyxl has it. */
export type SheetCell = Pick<XlsxCell, 'value' | 'type' | 'format'>

/** What a database's text becomes where text is not all. Numbers of data are as `DataValue`. */
export interface Becomes {
  readonly json: unknown
  /** Where it is not the same as in JSON. */
  readonly yaml?: unknown
  readonly sheet: SheetCell
}

const integer = (text: string) => ({ integer: text })

/** A number with a point or an exponent; without either it is an integer to every reader. */
const decimal = (text: string) => (/[.eE]/.test(text) ? { float: text } : { integer: text })

/** In JSON the server's own digits, which get a point where they have none. */
const float = (text: string) => ({ float: /[.eE]/.test(text) ? text : `${text}.0` })

/** YAML spells exponents in a way of its own; it is the same number. */
const sameFloat = (text: string) => ({
  float: expect.toSatisfy((written) => Object.is(Number(written), Number(text)), text),
})

const textCell = (text: string): SheetCell => ({ value: text, type: 's', format: 'General' })

const numberCell = (text: string, format: string): SheetCell => ({
  value: Number(text) + 0,
  type: 'n',
  format,
})

const dateCell = (value: string, format: string): SheetCell => ({ value, type: 'd', format })

const yamlSpecial: Readonly<Record<string, string>> = {
  NaN: '.nan',
  Infinity: '.inf',
  '-Infinity': '-.inf',
}

/** `0.00` for 1.50, and as many zeros before the point as are asked for. */
function numberFormat(text: string, zeros: string = '0'): string {
  const [, fraction] = text.split('.')
  return fraction === undefined ? zeros : `${zeros}.${'0'.repeat(fraction.length)}`
}

const zerosOf = (text: string) => '0'.repeat(text.split('.')[0]?.length ?? 0)
const unpadded = (text: string) => text.replace(/^0+(?=\d)/, '')

/** Date and time without the zone, the fraction with six digits, as Python writes it. */
const pythonTime = (text: string) =>
  text
    .replace('T', ' ')
    .replace(/[+-]\d\d(:\d\d)*$/, '')
    .replace(/\.\d+/, (fraction) => (Number(fraction) === 0 ? '' : fraction.padEnd(7, '0')))

/** What readers of JSON and of YAML find in a value that has parts. */
export type Parts = Pick<Becomes, 'json' | 'yaml'>

const withParts = (text: string, parts: Parts): Becomes => ({ ...parts, sheet: textCell(text) })

/**
 * What the values of the lists in types/ become: the list says by which of these rules, so that
 * nothing here decides what fits where.
 */
const rules: Readonly<Record<string, (text: string, parts: Parts) => Becomes>> = {
  null: () => ({ json: null, sheet: { value: null, type: 'n', format: 'General' } }),
  json: withParts,
  array: withParts,
  text: (text) => ({ json: text, sheet: textCell(text) }),
  boolean: (text) => ({
    json: text === 'true',
    sheet: { value: text === 'true', type: 'b', format: '"TRUE";"TRUE";"FALSE"' },
  }),

  integer: (text) => ({ json: integer(text), sheet: numberCell(text, '0') }),
  'padded integer': (text) => ({
    json: integer(unpadded(text)),
    sheet: numberCell(text, zerosOf(text)),
  }),
  'long integer': (text) => ({ json: integer(text), sheet: textCell(text) }),
  'huge integer': (text) => ({ json: integer(text), yaml: text, sheet: textCell(text) }),

  decimal: (text) => ({ json: decimal(text), sheet: numberCell(text, numberFormat(text)) }),
  'padded decimal': (text) => ({
    json: decimal(unpadded(text)),
    sheet: numberCell(text, numberFormat(text, zerosOf(text))),
  }),
  'unscaled decimal': (text) => ({ json: decimal(text), sheet: numberCell(text, 'General') }),
  'long decimal': (text) => ({ json: decimal(text), sheet: textCell(text) }),

  float: (text) => ({
    json: float(text),
    yaml: sameFloat(text),
    sheet: numberCell(text, 'General'),
  }),
  'tiny float': (text) => ({ json: float(text), yaml: sameFloat(text), sheet: textCell(text) }),
  special: (text) => ({
    json: text,
    yaml: { float: yamlSpecial[text] },
    sheet: textCell(text),
  }),

  date: (text) => ({ json: text, sheet: dateCell(`${text} 00:00:00`, 'yyyy-mm-dd') }),
  time: (text) => ({ json: text, sheet: dateCell(text, 'hh:mm:ss') }),
  'time with milliseconds': (text) => ({
    json: text,
    sheet: dateCell(pythonTime(text), 'hh:mm:ss.000'),
  }),
  datetime: (text) => ({
    json: text,
    sheet: dateCell(pythonTime(text), 'yyyy-mm-dd hh:mm:ss'),
  }),
  'datetime with milliseconds': (text) => ({
    json: text,
    sheet: dateCell(pythonTime(text), 'yyyy-mm-dd hh:mm:ss.000'),
  }),
}

export function becomes(rule: string, text: string, parts: Parts = { json: null }): Becomes {
  const becoming = rules[rule]
  if (becoming === undefined) throw new Error(`there is no rule ${rule}`)
  return becoming(text, parts)
}
