import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mysql, postgres, sqlite } from '../../src/drivers/dialects.js'
import { highlight, type Palette, type Style, usualPalette } from '../../src/repl/highlight.js'

const styles: readonly Style[] = [
  'keyword',
  'type',
  'function',
  'string',
  'number',
  'name',
  'parameter',
  'comment',
  'command',
]
const palette: Palette = Object.fromEntries(styles.map((style, index) => [style, `${30 + index}`]))

/** The text with `<keyword:select>` for what is drawn in a style. */
function drawn(text: string, dialect = sqlite): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: sequences begin with one
  const sequence = /\x1b\[(\d+)m([^\x1b]*)\x1b\[0m/g
  return highlight(text, dialect, palette).replace(
    sequence,
    (_, code, piece) => `<${styles[code - 30]}:${piece}>`,
  )
}

test('each piece in the colour of its type', () => {
  expect(drawn(`select a, 'it''s', 12.5 from "b c" where d = :e -- end`)).toBe(
    `<keyword:select> a, <string:'it''s'>, <number:12.5> <keyword:from> <name:"b c"> <keyword:where> d = <parameter::e> <comment:-- end>`,
  )
  expect(drawn('CAST(a AS integer)')).toBe('<keyword:CAST>(a <keyword:AS> <type:integer>)')
})

test('by the language of the database', () => {
  expect(drawn('`a` # b', mysql)).toBe('<name:`a`> <comment:# b>')
  expect(drawn('"a"', mysql)).toBe('<string:"a">')
  expect(drawn('$$select$$ ilike lower(a)', postgres)).toBe(
    '<string:$$select$$> <keyword:ilike> <function:lower>(a)',
  )
  expect(drawn('pragma ilike')).toBe('<keyword:pragma> ilike')
  expect(drawn('straight_join', mysql)).toBe('<keyword:straight_join>')
})

test('what follows a point is no keyword', () => {
  expect(drawn('select c.date, c . order')).toBe('<keyword:select> c.date, c . order')
})

test('commands', () => {
  expect(drawn('\\dt')).toBe('<command:\\dt>')
  expect(drawn('\\d+ select')).toBe('<command:\\d+> select')
  expect(drawn('select 1 \\g "my file".csv\nselect 2')).toBe(
    '<keyword:select> <number:1> <command:\\g> <string:"my file">.csv\n<keyword:select> <number:2>',
  )
  expect(drawn("\\copy (select 1) to 'a.csv'")).toBe(
    "<command:\\copy> (<keyword:select> <number:1>) <keyword:to> <string:'a.csv'>",
  )
  expect(drawn("'\\dt'")).toBe("<string:'\\dt'>")
})

test('what is open at the end of a line goes on in the next', () => {
  expect(drawn("'a\n\r\nb' /* c\nd")).toBe(
    "<string:'a>\n\r\n<string:b'> <comment:/* c>\n<comment:d>",
  )
})

test('styles without a colour are left as they are', () => {
  expect(highlight("select 'a'", sqlite, { string: '32' })).toBe("select \x1b[32m'a'\x1b[0m")
  expect(highlight('select 1', sqlite, {})).toBe('select 1')
})

const pieces = fc.constantFrom(
  ...[' ', '\n', '\r\n', 'select', 'a', '1', "'", '"', '`', '[', ']', '--', '/*', '*/', '#', ':b'],
  ...['\\', '\\copy (', '$$', '$a$', ';', '.', '(', '😀', 'é', '\t'],
)

test('nothing of the text changes, and no line is left in a colour', () => {
  const texts = fc.array(pieces, { maxLength: 30 }).map((all) => all.join(''))
  fc.assert(
    fc.property(texts, fc.constantFrom(sqlite, postgres, mysql), (text, dialect) => {
      const coloured = highlight(text, dialect, usualPalette)
      expect(stripVTControlCharacters(coloured)).toBe(text)
      for (const line of coloured.split('\n')) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: sequences begin with one
        const sequences = line.match(/\x1b\[[\d;]*m/g) ?? []
        sequences.forEach((sequence, index) => {
          expect(sequence === '\x1b[0m').toBe(index % 2 === 1)
        })
        expect(sequences.length % 2).toBe(0)
      }
    }),
  )
})
