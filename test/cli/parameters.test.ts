import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseParameters } from '../../src/cli/parameters.js'

describe('parseParameters', () => {
  it.each<[word: string, name: string, value: unknown]>([
    ['a=x', 'a', 'x'],
    ['a=', 'a', ''],
    ['a=b=c', 'a', 'b=c'],
    ['a=5', 'a', '5'],
    ['a= x ', 'a', ' x '],
    ['a=b:=c', 'a', 'b:=c'],
    ['a=x\ny', 'a', 'x\ny'],
    ['größe_1=x', 'größe_1', 'x'],
    ['__proto__=x', '__proto__', 'x'],
    ['a:=5', 'a', 5n],
    ['a:=-12', 'a', -12n],
    ['a:= 7 ', 'a', 7n],
    ['a:=123456789012345678901234567890', 'a', 123456789012345678901234567890n],
    ['a:=1.10', 'a', { decimal: '1.10' }],
    ['a:=-0.1234567890123456789', 'a', { decimal: '-0.1234567890123456789' }],
    ['a:=1E400', 'a', { decimal: '1E400' }],
    ['a:=true', 'a', true],
    ['a:=false', 'a', false],
    ['a:=null', 'a', null],
    ['a:="x\\n\\u00e9"', 'a', 'x\né'],
    ['a:="5"', 'a', '5'],
    ['a:={"b": [1.10, 2]}', 'a', '{"b": [1.10, 2]}'],
    ['a:=[]', 'a', []],
    [
      'a:=[ 1 ,"b, ]\\"[", 12345678901234567890, 1.50,null, true]',
      'a',
      [1n, 'b, ]"[', 12345678901234567890n, { decimal: '1.50' }, null, true],
    ],
    ['a:=["{}", "[]"]', 'a', ['{}', '[]']],
    ['a:=[[1], [2.0]]', 'a', '[[1], [2.0]]'],
    ['a:=[1, {"b": 2.0}]', 'a', '[1, {"b": 2.0}]'],
  ])('%j', (word, name, value) => {
    expect([...parseParameters([word])]).toEqual([[name, value]])
  })

  it('keeps them all, in order', () => {
    const values = parseParameters(['b=1', 'a:=2', 'B=3'])
    expect([...values]).toEqual([
      ['b', '1'],
      ['a', 2n],
      ['B', '3'],
    ])
  })

  it.each<[words: string[], message: string, hint: string]>([
    [['a'], 'a is no parameter', 'A parameter is name=text or name:=JSON.'],
    [['='], '= is not a name for a parameter', 'A name is made of'],
    [['=x'], '=x is not a name for a parameter', 'A name is made of'],
    [['1a=x'], '1a is not a name for a parameter', 'A name is made of'],
    [['a-b=x'], 'a-b is not a name for a parameter', 'A name is made of'],
    [[':a=x'], ':a is not a name for a parameter', 'A name is made of'],
    [['a=1', 'b=2', 'a:=3'], 'the parameter a is given twice', 'a:=\'["a", "b"]\''],
    [['a:=x'], 'the value of a is not valid JSON: x', 'Text is given as a=text.'],
    [['a:='], 'the value of a is not valid JSON: ', 'Text is given as a=text.'],
    [['a:=01'], 'the value of a is not valid JSON: 01', 'Text is given as a=text.'],
    [['a:=1n'], 'the value of a is not valid JSON: 1n', 'Text is given as a=text.'],
    [['a:=[1,]'], 'the value of a is not valid JSON: [1,]', 'Text is given as a=text.'],
    [['a:=NaN'], 'the value of a is not valid JSON: NaN', 'Text is given as a=text.'],
  ])('refuses %j', (words, message, hint) => {
    expect(() => parseParameters(words)).toThrowError(
      expect.objectContaining({ code: 'usage', message, hint: expect.stringContaining(hint) }),
    )
  })

  it('gives text as it is, and the value of any JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (text, json) => {
        const written = JSON.stringify(json)
        const values = parseParameters([`text=${text}`, `json:=${written}`])
        expect(values.get('text')).toBe(text)
        expect(plain(values.get('json'))).toEqual(isFlat(json) ? JSON.parse(written) : written)
      }),
    )
  })
})

/** Whether it is a scalar or a list of scalars. */
function isFlat(json: unknown): boolean {
  return [json].flat().every((item) => typeof item !== 'object' || item === null)
}

/** Integers and decimals as JavaScript's numbers. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'object' && value !== null && 'decimal' in value)
    return Number(value.decimal)
  return value
}
