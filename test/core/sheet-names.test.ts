import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { legalName, type SheetNameRules, SheetNames } from '../../src/core/sheet-names.js'

const excel = { format: 'xlsx', program: 'Excel', longest: 31, reserved: 'history' }
const office = { format: 'ods', program: 'LibreOffice', longest: Number.POSITIVE_INFINITY }

function namesFor(rules: SheetNameRules, asked?: string) {
  const notes: string[] = []
  return { notes, names: new SheetNames(rules, asked, (note) => void notes.push(note)) }
}

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
    expect(legalName(name, excel)).toBe(legal)
  })

  test.each([
    ['History', 'History'],
    ['x'.repeat(300), 'x'.repeat(300)],
    ["'[a]:b*c?d\\e/f'", '__a__b_c_d_e_f_'],
    ['', 'Sheet1'],
  ])('%j becomes %j in LibreOffice', (name, legal) => {
    expect(legalName(name, office)).toBe(legal)
  })
})

describe('SheetNames', () => {
  test('differ without regard to case', () => {
    const { names } = namesFor(excel)
    expect(['a', 'A', 'a (2)', 'b'].map((name) => names.next(name))).toEqual([
      'a',
      'A (2)',
      'a (2) (2)',
      'b',
    ])
  })

  test('are those of the tables, or their numbers', () => {
    const { names, notes } = namesFor(excel)
    const asked = [undefined, 'Sales', 'Q1/Q2', undefined]
    expect(asked.map((title) => names.ofTable(title))).toEqual([
      'Sheet1',
      'Sales',
      'Q1_Q2',
      'Sheet4',
    ])
    expect(notes).toEqual([
      'xlsx: the sheet is named "Q1_Q2", because Excel does not allow "Q1/Q2"',
    ])
  })

  test('are what is asked for, first of all and where there is no title', () => {
    const { names, notes } = namesFor(office, 'a?')
    const asked = ['Sales', 'Costs', undefined]
    expect(asked.map((title) => names.ofTable(title))).toEqual(['a_', 'Costs', 'a_'])
    expect(notes).toEqual(['ods: the sheet is named "a_", because LibreOffice does not allow "a?"'])
  })

  test('of any text are legal and different', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 })
    const few = fc.constantFrom('a', 'A', "'", 'History', 'x'.repeat(31), '')
    fc.assert(
      fc.property(fc.array(fc.oneof(few, text)), (wanted) => {
        const { names } = namesFor(excel)
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
