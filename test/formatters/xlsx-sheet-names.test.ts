import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { legalName, SheetNames } from '../../formatters/xlsx/sheet-names.js'

describe('legalName', () => {
  test.each([
    ['Sales', 'Sales'],
    ["it's", "it's"],
    ['Q1/Q2', 'Q1_Q2'],
    ['[a]:b*c?d\\e', '_a__b_c_d_e'],
    ["'quoted'", '_quoted_'],
    ['History', 'History_'],
    ['HISTORY', 'HISTORY_'],
    ['', 'Sheet1'],
    ['  ', 'Sheet1'],
    ['a\u0000\tb', 'a__b'],
    ['x'.repeat(40), 'x'.repeat(31)],
    [`${'x'.repeat(30)}👍`, 'x'.repeat(30)],
    [`${'x'.repeat(30)}'y`, `${'x'.repeat(30)}_`],
    ['高橋', '高橋'],
  ])('%j becomes %j', (name, legal) => {
    expect(legalName(name)).toBe(legal)
  })
})

describe('SheetNames', () => {
  test('differ without regard to case', () => {
    const names = new SheetNames()
    expect(['a', 'A', 'a (2)', 'b'].map((name) => names.next(name))).toEqual([
      'a',
      'A (2)',
      'a (2) (2)',
      'b',
    ])
  })

  test('of any text are legal and different', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    const few = fc.constantFrom('a', 'A', "'", 'History', 'x'.repeat(31), '')
    fc.assert(
      fc.property(fc.array(fc.oneof(few, text)), (wanted) => {
        const names = new SheetNames()
        const given = wanted.map((name) => names.next(name))
        for (const name of given) {
          expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
          expect(name).not.toMatch(/^'|'$|^\s*$|^history$/i)
        }
        expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length)
      }),
    )
  })
})
