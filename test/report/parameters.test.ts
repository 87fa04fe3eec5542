import { describe, expect, it } from 'vitest'
import { parseParameters } from '../../src/cli/parameters.js'
import {
  type ParameterDeclaration,
  type ResolvedParameters,
  resolveParameters,
} from '../../src/report/parameters.js'

const today = '2026-10-15'

/** As given on the command line. */
function resolve(declared: ParameterDeclaration[], ...words: string[]): ResolvedParameters {
  return resolveParameters(declared, parseParameters(words), today)
}

type Type = Omit<ParameterDeclaration, 'name'>
const region: Type = { type: 'one_of', values: ['north', 'south'] }

describe('a value', () => {
  it.each<[declaration: Type, word: string, value: unknown, text: string]>([
    [{ type: 'text' }, 'p=x y', 'x y', 'x y'],
    [{ type: 'text' }, 'p=', '', ''],
    [{ type: 'text' }, 'p:=5', '5', '5'],
    [{ type: 'text' }, "p=x'; DROP TABLE t --", "x'; DROP TABLE t --", "x'; DROP TABLE t --"],
    [{ type: 'integer' }, 'p=5', 5n, '5'],
    [{ type: 'integer' }, 'p=-007', -7n, '-7'],
    [
      { type: 'integer' },
      'p=123456789012345678901',
      123456789012345678901n,
      '123456789012345678901',
    ],
    [{ type: 'integer' }, 'p:=5', 5n, '5'],
    [{ type: 'decimal' }, 'p=1.50', { decimal: '1.50' }, '1.50'],
    [{ type: 'decimal' }, 'p=5', { decimal: '5' }, '5'],
    [{ type: 'decimal' }, 'p:=-1.10', { decimal: '-1.10' }, '-1.10'],
    [{ type: 'decimal' }, 'p=1E-400', { decimal: '1E-400' }, '1E-400'],
    [{ type: 'boolean' }, 'p=true', true, 'true'],
    [{ type: 'boolean' }, 'p=false', false, 'false'],
    [{ type: 'boolean' }, 'p:=false', false, 'false'],
    [{ type: 'date' }, 'p=2024-02-29', '2024-02-29', '2024-02-29'],
    [{ type: 'date' }, 'p=month_start(-1)', '2026-09-01', '2026-09-01'],
    [region, 'p=south', 'south', 'south'],
    [{ type: 'list' }, 'p=a, b,c d', ['a', 'b', 'c d'], 'a, b, c d'],
    [{ type: 'list' }, 'p:=["a, b", "", 5]', ['a, b', '', '5'], 'a, b, , 5'],
    [{ type: 'list', items: 'integer' }, 'p=1,2', [1n, 2n], '1, 2'],
    [{ type: 'list', items: 'integer' }, 'p:=[1, "2"]', [1n, 2n], '1, 2'],
    [{ type: 'list', items: 'integer' }, 'p:=3', [3n], '3'],
    [
      { type: 'list', items: 'decimal' },
      'p=1.0,2',
      [{ decimal: '1.0' }, { decimal: '2' }],
      '1.0, 2',
    ],
    [
      { type: 'list', items: 'date' },
      'p=today,2026-01-01',
      [today, '2026-01-01'],
      `${today}, 2026-01-01`,
    ],
    [{ type: 'integer' }, 'p:=null', null, ''],
    [{ type: 'list' }, 'p:=null', null, ''],
    [region, 'p:=null', null, ''],
    [{ type: 'integer', default: '1' }, 'p:=null', null, ''],
  ])('of %j: %s', (declaration, word, value, text) => {
    const resolved = resolve([{ name: 'p', ...declaration }], word)
    expect([...resolved.values]).toEqual([['p', value]])
    expect([...resolved.texts]).toEqual([['p', text]])
  })

  it.each<[declaration: Type, word: string, message: string, hint: string | undefined]>([
    [{ type: 'integer' }, 'p=', '"" is no integer', 'It is written like 1200.'],
    [{ type: 'integer' }, 'p=1.0', '"1.0" is no integer', 'It is written like 1200.'],
    [{ type: 'integer' }, 'p= 1', '" 1" is no integer', 'It is written like 1200.'],
    [{ type: 'integer' }, 'p=0x10', '"0x10" is no integer', 'It is written like 1200.'],
    [{ type: 'integer' }, 'p:=true', '"true" is no integer', 'It is written like 1200.'],
    [{ type: 'decimal' }, 'p=1,50', '"1,50" is no decimal', 'It is written like 1200.50.'],
    [{ type: 'decimal' }, 'p=NaN', '"NaN" is no decimal', 'It is written like 1200.50.'],
    [{ type: 'boolean' }, 'p=yes', '"yes" is none of true, false', undefined],
    [{ type: 'boolean' }, 'p=True', '"True" is none of true, false', 'Did you mean true?'],
    [{ type: 'date' }, 'p=yesterdy', '"yesterdy" is no date', 'Did you mean yesterday?'],
    [{ type: 'month' }, 'p=2026-13', '"2026-13" is not in the calendar', undefined],
    [region, 'p=noth', '"noth" is none of north, south', 'Did you mean north?'],
    [region, 'p=west', '"west" is none of north, south', undefined],
    [region, 'p:=["north"]', 'a list is given for a single value', undefined],
    [{ type: 'month' }, 'p:=["2026-10"]', 'a list is given for a single value', undefined],
    [{ type: 'list' }, 'p=', 'the list is empty', 'SQL has no empty list: '],
    [{ type: 'list' }, 'p:=[]', 'the list is empty', 'SQL has no empty list: '],
    [{ type: 'list' }, 'p=a,,b', '"a,,b" has an empty item', 'are given as JSON'],
    [{ type: 'list' }, 'p:=["a", null]', 'NULL is no item of a list', 'ask for it with IS NULL'],
    [{ type: 'list', items: 'integer' }, 'p=1,x', '"x" is no integer', 'It is written like 1200.'],
  ])('of %j cannot be %s', (declaration, word, message, hint) => {
    expect(() => resolve([{ name: 'p', ...declaration }], word)).toThrowError(
      expect.objectContaining({
        code: 'usage',
        message: `the parameter p: ${message}`,
        hint: hint === undefined ? undefined : expect.stringContaining(hint),
      }),
    )
  })

  it('cannot be bytes', () => {
    const given = new Map([['p', new Uint8Array([1])]])
    expect(() => resolveParameters([{ name: 'p', type: 'text' }], given, today)).toThrowError(
      'the parameter p: bytes are given, which no type of parameter takes',
    )
  })
})

describe('a period', () => {
  it.each<[type: 'month' | 'quarter' | 'year', word: string, values: (string | null)[]]>([
    ['month', 'p=2026-12', ['2026-12', '2026-12-01', '2027-01-01']],
    ['quarter', 'p=last_quarter', ['2026-Q3', '2026-07-01', '2026-10-01']],
    ['year', 'p:=2025', ['2025', '2025-01-01', '2026-01-01']],
    ['year', 'p:=null', [null, null, null]],
  ])('%s binds three names: %s', (type, word, [value, start, end]) => {
    const { values, texts } = resolve([{ name: 'p', type }], word)
    const names = { p: value, p_start: start, p_end: end }
    expect(Object.fromEntries(values)).toEqual(names)
    expect([...texts]).toEqual(Object.entries(names).map(([name, text]) => [name, text ?? '']))
  })
})

describe('a default', () => {
  it.each<[declaration: Type, value: unknown]>([
    [{ type: 'integer', default: '5' }, 5n],
    [{ type: 'date', default: 'yesterday' }, '2026-10-14'],
    [{ type: 'list', default: ['a, b', 'c'] }, ['a, b', 'c']],
    [{ type: 'list', items: 'integer', default: '1,2' }, [1n, 2n]],
    [{ type: 'text', default: '' }, ''],
    [{ type: 'text', default: null }, null],
  ])('%j', (declaration, value) => {
    const declared = [{ name: 'p', ...declaration }]
    expect(resolve(declared).values.get('p')).toEqual(value)
  })

  it('gives way to what is given', () => {
    expect(resolve([{ name: 'p', type: 'text', default: 'a' }], 'p=').values.get('p')).toBe('')
  })

  it('is named where it is wrong', () => {
    expect(() => resolve([{ name: 'p', type: 'date', default: 'yesterdy' }])).toThrowError(
      expect.objectContaining({
        code: 'usage',
        message: 'the default of p: "yesterdy" is no date',
        hint: 'Did you mean yesterday?',
      }),
    )
  })
})

describe('the names', () => {
  const month: ParameterDeclaration = { name: 'month', type: 'month', default: 'last_month' }

  it('come in the order in which they are declared', () => {
    const declared: ParameterDeclaration[] = [{ name: '__proto__', type: 'text' }, month]
    const { values, texts } = resolve(declared, '__proto__=x')
    expect([...values.keys()]).toEqual(['__proto__', 'month', 'month_start', 'month_end'])
    expect([...texts.keys()]).toEqual([...values.keys()])
  })

  it.each<[declared: ParameterDeclaration[], words: string[], message: string, hint?: string]>([
    [[], ['a=1'], 'the report has no parameter called a', 'It has none.'],
    [[month], ['moth=2026-10'], 'the report has no parameter called moth', 'Did you mean month?'],
    [
      [month],
      ['month_start=2026-10-01'],
      'the report has no parameter called month_start',
      'Did you mean month?',
    ],
    [
      [month, { name: 'region', ...region }],
      ['kind=x'],
      'the report has no parameter called kind',
      'It has month, region.',
    ],
    [
      [month, { name: 'region', ...region }],
      [],
      'no value is given for region (one of north, south)',
      'Give it as region=value.',
    ],
    [
      [
        { name: 'since', type: 'date' },
        { name: 'ids', type: 'list', items: 'integer' },
        { name: 'tags', type: 'list' },
      ],
      ['tags=a'],
      'no value is given for since (date), ids (list of integer)',
      'Give each as name=value.',
    ],
    [
      [month, { name: 'month_end', type: 'date' }],
      ['month_end=today'],
      'the parameters month and month_end both bind :month_end',
      'A month binds :month, :month_start, :month_end.',
    ],
    [
      [
        { name: 'year_start', type: 'quarter' },
        { name: 'year', type: 'year' },
      ],
      [],
      'the parameters year_start and year both bind :year_start',
      'A year binds :year, :year_start, :year_end.',
    ],
    [[month, month], [], 'the parameter month is declared twice'],
  ])('%j with %j', (declared, words, message, hint) => {
    expect(() => resolve(declared, ...words)).toThrowError(
      expect.objectContaining({ code: 'usage', message, hint }),
    )
  })
})
