import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../src/core/dialect.js'
import { RecordsError } from '../../src/core/errors.js'
import * as dialects from '../../src/drivers/dialects.js'
import {
  type BoundStatement,
  bindParameters,
  checkParameters,
  type ParameterValue,
} from '../../src/sql/parameters.js'
import { splitStatements } from '../../src/sql/statements.js'

const { mysql, postgres, sqlite } = dialects
const dollar = (index: number) => `$${index + 1}`

type Values = Record<string, ParameterValue>

/** Binds the last statement of the script. */
function bind(script: string, values: Values, dialect: Dialect = postgres): BoundStatement {
  const statement = splitStatements(script, dialect).at(-1)
  if (statement === undefined) throw new Error('No statement')
  const placeholder = dialect === postgres ? dollar : () => '?'
  return bindParameters(statement, new Map(Object.entries(values)), placeholder)
}

function check(script: string, values: Values, dialect: Dialect = postgres): void {
  checkParameters(splitStatements(script, dialect), new Map(Object.entries(values)))
}

function errorOf(run: () => unknown): RecordsError {
  try {
    run()
  } catch (error) {
    if (error instanceof RecordsError) return error
    throw error
  }
  throw new Error('No error')
}

describe('bindParameters', () => {
  it.each<[script: string, values: Values, text: string, parameters: unknown[]]>([
    ['select 1', {}, 'select 1', []],
    ['select :a', { a: 'x' }, 'select $1', ['x']],
    ['select :a, :b, :a', { a: 1n, b: null }, 'select $1, $2, $3', [1n, null, 1n]],
    ['select :a::int', { a: { decimal: '1.50' } }, 'select $1::int', [{ decimal: '1.50' }]],
    [
      "select ':a', $$:a$$, b[1:a], :a -- :a\n + 1",
      { a: true },
      "select ':a', $$:a$$, b[1:a], $1 -- :a\n + 1",
      [true],
    ],
    [
      'select 1 where a in (:a) and b = :b',
      { a: ['x', 2n, null], b: 'y' },
      'select 1 where a in ($1, $2, $3) and b = $4',
      ['x', 2n, null, 'y'],
    ],
    ['select 1 limit:a', { a: 1n }, 'select 1 limit $1', [1n]],
    ["select 'what?', a ? 'b', $1", {}, "select 'what?', a ? 'b', $1", []],
    [' select 1; select :a ; ', { a: '' }, 'select $1', ['']],
  ])('%j', (script, values, text, parameters) => {
    expect(bind(script, values)).toMatchObject({ text, parameters, command: 'SELECT' })
  })

  it.each([
    [0, 15],
    [7, 22],
    [8, 22],
    [9, 22],
    [12, 22],
    [13, 24],
    [14, 25],
    [19, 30],
    [20, 31],
    [21, 31],
    [22, 35],
    [23, 36],
    [24, 37],
  ])('place %i of the bound text is place %i of the script', (position, sourcePosition) => {
    const bound = bind("select ':a' ;\n select :a + 1 > :abc !", { a: ['x', 'y'], abc: 'z' })
    expect(bound.text).toBe('select $1, $2 + 1 > $3 !')
    expect(bound.sourcePosition(position)).toBe(sourcePosition)
  })

  it('finds every place of the bound text in the script', () => {
    const part = fc.constantFrom(':a', ':b_1', ':list', ' + ', "':a'", '(', ')', '1', '\n', 'x')
    const scripts = fc.array(part).map((parts) => `select 1;\n select ${parts.join(' ')}`)
    fc.assert(
      fc.property(scripts, (script) => {
        const values = { a: 'x', b_1: 'y', list: ['z', 'z', 'z'] }
        const { text, sourcePosition } = bind(script, values)
        const plain = text.replaceAll(/\$\d+(, \$\d+)*/g, (placeholders) =>
          ':'.repeat(placeholders.length),
        )
        for (const [position, character] of [...plain].entries()) {
          expect(script[sourcePosition(position)]).toBe(character)
        }
      }),
    )
  })

  it('refuses an empty list', () => {
    const script = 'select 1; select 2 where 1 in (:ids)'
    expect(errorOf(() => bind(script, { ids: [] }))).toMatchObject({
      code: 'usage',
      message: ':ids is an empty list',
      hint: expect.stringContaining('SQL has no empty list'),
      sql: script,
      position: script.indexOf(':ids'),
    })
  })

  it('refuses a name without a value', () => {
    expect(errorOf(() => bind('select :a', {}))).toMatchObject({ code: 'usage', position: 7 })
  })

  it.each([
    ['select :a, ?', mysql, '?'],
    ['select :a, $1', postgres, '$1'],
    ['select $x, :a', sqlite, '$x'],
    ['select ?2, :a', sqlite, '?2'],
  ])("refuses the database's own placeholder beside a name: %s", (script, dialect, written) => {
    expect(errorOf(() => bind(script, { a: 'x' }, dialect))).toMatchObject({
      code: 'usage',
      message: `the placeholder ${written} cannot stand beside a :name`,
      hint: `Write a :name in place of ${written}.`,
      sql: script,
      position: script.indexOf(written),
    })
  })
})

describe('checkParameters', () => {
  it.each<[script: string, values: Values]>([
    ['', {}],
    ['select 1', {}],
    ['select :a; select :b, :a', { a: '', b: null }],
    ['select :a', { a: [] }],
    ["select ':b', :a", { a: 'x' }],
    ['select :__proto__', Object.fromEntries([['__proto__', 'x']])],
  ])('%j with %j', (script, values) => {
    expect(() => check(script, values)).not.toThrow()
  })

  it('names every name without a value, and where the first is', () => {
    const script = 'select :a; select :b, :c, :b, :d'
    expect(errorOf(() => check(script, { a: 'x', c: 'y' }))).toMatchObject({
      code: 'usage',
      message: 'no value is given for :b, :d',
      hint: 'Give each as name=value.',
      sql: script,
      position: script.indexOf(':b'),
    })
  })

  it.each<[script: string, values: Values, message: string, hint: string]>([
    ['select :a', {}, 'no value is given for :a', 'Give it as a=value.'],
    [
      'select :region',
      { regoin: 'x' },
      'no value is given for :region',
      'The SQL has no :regoin: did you mean region=value?',
    ],
    [
      'select :name',
      { name: 'x', nmae: 'y' },
      'a value is given for :nmae, which is not in the SQL',
      'Did you mean :name?',
    ],
    [
      "select ':date'",
      { date: 'x', city: 'y' },
      'values are given for :date, :city, which are not in the SQL',
      'A :name inside quotes or a comment is text, not a parameter.',
    ],
  ])('%j with %j', (script, values, message, hint) => {
    expect(errorOf(() => check(script, values))).toMatchObject({ code: 'usage', message, hint })
  })
})
