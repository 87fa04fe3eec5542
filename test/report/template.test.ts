import { posix, win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecordsError } from '../../src/core/errors.js'
import { expandFileName, expandTitle } from '../../src/report/template.js'

const texts = new Map([
  ['month', '2026-10'],
  ['region', 'north, south'],
  ['empty', ''],
  ['money', '$& $1'],
])

describe('expandTitle', () => {
  it.each([
    ['Sales', 'Sales'],
    ['', ''],
    ['Sales of {month}: {region}', 'Sales of 2026-10: north, south'],
    ['{month}{month}', '2026-102026-10'],
    ['{empty}', ''],
    ['{money}', '$& $1'],
    ['{{month}', '{month}'],
    ['{{{month}}', '{2026-10}'],
    ['a } b', 'a } b'],
    ['../{{', '../{'],
  ])('%j', (template, title) => {
    expect(expandTitle(template, texts)).toBe(title)
  })

  it('does not expand what a text has in it', () => {
    expect(
      expandTitle(
        '{a}',
        new Map([
          ['a', '{b}{{'],
          ['b', 'x'],
        ]),
      ),
    ).toBe('{b}{{')
  })

  it.each<[template: string, message: string, hint: string]>([
    ['{moth}', 'there is no {moth} for "{moth}"', 'Did you mean {month}?'],
    ['{ month }', 'there is no { month } for "{ month }"', 'Did you mean {month}?'],
    ['{}', 'there is no {} for "{}"', 'There is {month}, {region}, {empty}, {money}.'],
    ['{year}', 'there is no {year} for "{year}"', 'There is {month}, {region}, {empty}, {money}.'],
    ['{month', 'a { is not closed in "{month"', 'A { itself is written {{.'],
    ['{a{month}', 'a { is not closed in "{a{month}"', 'A { itself is written {{.'],
  ])('refuses %j', (template, message, hint) => {
    expect(() => expandTitle(template, texts)).toThrowError(
      expect.objectContaining({ code: 'usage', message, hint }),
    )
  })

  it('says where there are no names at all', () => {
    expect(() => expandTitle('{a}', new Map())).toThrowError(
      expect.objectContaining({ hint: 'The report has no parameters. A { itself is written {{.' }),
    )
  })
})

describe('expandFileName', () => {
  it.each<[template: string, value: string, name: string]>([
    ['sales-{v}.xlsx', '2026-10', 'sales-2026-10.xlsx'],
    ['{v}/sales.csv', '2026', '2026/sales.csv'],
    ['./{v}.csv', 'a', './a.csv'],
    ['.{v}', 'csv', '.csv'],
    ['a{v}', '.b', 'a.b'],
    ['a..{v}', 'b..', 'a..b..'],
    ['{v}.csv', 'Größe 1, 日本', 'Größe 1, 日本.csv'],
    ['{v}.csv', '-rf', '-rf.csv'],
    ['..{v}/x', 'a', '..a/x'],
  ])('%j with %j', (template, value, name) => {
    expect(expandFileName(template, new Map([['v', value]]))).toBe(name)
  })

  it.each<[template: string, value: string, why: string]>([
    ['a-{v}.csv', '', 'it is empty'],
    ['a-{v}.csv', '  ', 'it is empty'],
    ['{v}.csv', '../../etc/passwd', 'it has a /'],
    ['{v}.csv', 'a/b', 'it has a /'],
    ['{v}.csv', '..\\b', 'it has a \\'],
    ['{v}.csv', 'C:b', 'it has a :'],
    ['{v}.csv', 'a\0b', 'it has a control character'],
    ['{v}.csv', 'a\nb', 'it has a control character'],
    ['{v}.csv', 'a\x85b', 'it has a control character'],
    ['{v}.csv', 'a\u202eb', 'it has a control character'],
    ['{v}.csv', 'a\ud800', 'it has a control character'],
    ['a-{v}.csv', '.', 'it is nothing but dots'],
    ['.{v}/b.csv', '.', 'it is nothing but dots'],
    ['{v}/b.csv', '..', 'it is nothing but dots'],
    ['.{v}/b.csv', '. ', 'it is nothing but dots'],
    ['{v}', '.profile', 'it begins with a dot'],
    ['a/{v}', '.profile', 'it begins with a dot'],
  ])('%j refuses %j', (template, value, why) => {
    const message = `the value of v, ${JSON.stringify(value)}, cannot be part of a file name: ${why}`
    expect(() => expandFileName(template, new Map([['v', value]]))).toThrowError(
      expect.objectContaining({ code: 'usage', message }),
    )
  })

  it.each<[template: string, why: string]>([
    ['/tmp/{month}.csv', 'is an absolute path'],
    ['\\\\server\\share\\a.csv', 'has a \\'],
    ['c:a.csv', 'is an absolute path'],
    ['C:/a.csv', 'is an absolute path'],
    ['../a.csv', 'leads out of its folder'],
    ['a/../../b.csv', 'leads out of its folder'],
    ['a/ .. /b.csv', 'leads out of its folder'],
    ['..', 'leads out of its folder'],
    ['a\\b.csv', 'has a \\'],
    ['{month}:a.csv', 'has a :'],
    ['a\0.csv', 'has a control character'],
    ['', 'names no file'],
    ['.', 'names no file'],
    ['a/', 'names no file'],
    ['a/.', 'names no file'],
  ])('refuses the template %j', (template, why) => {
    const message = `the file name ${JSON.stringify(template)} ${why}`
    expect(() => expandFileName(template, texts)).toThrowError(
      expect.objectContaining({ code: 'usage', message, hint: expect.any(String) }),
    )
  })

  const piece = fc.constantFrom('.', '..', '/', '\\', ':', 'a', 'C', ' ', '{x}', '{y}', '{{', '~')
  const template = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
  const value = fc.oneof(template, fc.string({ unit: 'binary' }))

  it.each([posix, win32])('never leaves the folder', ({ resolve, sep }) => {
    const folder = resolve(sep === '/' ? '/reports/sales' : 'D:\\reports\\sales')
    let names = 0
    fc.assert(
      fc.property(template, value, value, (written, x, y) => {
        const name = expanded(
          written,
          new Map([
            ['x', x],
            ['y', y],
          ]),
        )
        if (name === undefined) return
        names += 1
        expect(resolve(folder, name).startsWith(folder + sep)).toBe(true)
        expect(name.split('/').map((each) => each.trim())).not.toContain('..')
      }),
      { numRuns: 3000 },
    )
    expect(names).toBeGreaterThan(100)
  })
})

function expanded(template: string, texts: ReadonlyMap<string, string>): string | undefined {
  try {
    return expandFileName(template, texts)
  } catch (error) {
    if (error instanceof RecordsError) return undefined
    throw error
  }
}
