import { RecordsError } from '../errors.js'
import { plainText } from '../representation.js'
import type { Value } from '../value.js'
import { compareRanks, isNumber, rankOf } from './order.js'

/** Why a cell stands out; each format has colours or marks for them. */
export type Highlight = 'good' | 'warning' | 'bad'

/** A condition for each: `< 0`, `>= 1000`, `= open`, `<> paid`, or `empty` for NULL. */
export type HighlightRules = { readonly [H in Highlight]?: string | undefined }

type Test = (value: Value) => boolean

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
}

/**
 * A function that tells how a cell stands out: the first rule that holds, in the order bad, warning,
 * good. Throws a usage error for a condition that cannot be read.
 */
export function highlighter(rules: HighlightRules): (value: Value) => Highlight | undefined {
  const tests = (['bad', 'warning', 'good'] as const).flatMap((name) => {
    const rule = rules[name]
    return rule === undefined ? [] : [{ name, test: testOf(rule) }]
  })
  return (value) => tests.find(({ test }) => test(value))?.name
}

function testOf(rule: string): Test {
  if (rule === 'empty') return (value) => value === null
  const [, operator = '', operand = ''] = /^(<=|>=|<>|=|<|>)(?![<=>])\s*(\S.*)$/s.exec(rule) ?? []
  const holds = operators[operator]
  if (holds === undefined) {
    throw new RecordsError('usage', `${JSON.stringify(rule)} is no condition`, {
      hint: 'Give a comparison such as < 0, >= 1000, = open or <> paid, or empty.',
    })
  }
  const limit = rankOf(operand)
  return (value) => {
    if (value === null) return false
    const rank = rankOf(plainText(value))
    // Text is neither before nor after a number: it is not equal, and no more.
    return holds(isNumber(rank) === isNumber(limit) ? compareRanks(rank, limit) : Number.NaN)
  }
}
