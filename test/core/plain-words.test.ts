import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlain } from '../../src/core/plain-words.js'
import { formats } from '../../src/formats.js'
import { column, dataset, written } from '../formatters/written.js'

const plain = [
  '0',
  '42',
  '-42',
  '1.50',
  '-0.5',
  'red leicester',
  '2024-02-29 12:34:56',
  'h1',
  'a-b',
]
const others = [
  '',
  ' a',
  'a ',
  'a  b',
  'a--b',
  'h1.5',
  '1.',
  'a_b',
  'www.a.b',
  '- a',
  '+1',
  'é',
  'a\nb',
]

test.each(plain)('%j is plain', (text) => expect(isPlain(text)).toBe(true))

test.each(others)('%j is not', (text) => expect(isPlain(text)).toBe(false))

const parts = fc.constantFrom(
  'h1',
  'bq',
  'D',
  'P',
  'on',
  'http',
  'www',
  '7',
  'x',
  ' ',
  '-',
  ':',
  '.',
)
const plainText = fc
  .array(parts, { minLength: 1, maxLength: 6 })
  .map((words) => words.join(''))
  .filter(isPlain)

/** Each of them writes it as it stands, alone in its cell; a letter beside it has the rest tried. */
test.each(['markdown', 'latex', 'rst', 'jira'])(
  '%s writes what is plain as all else',
  async (name) => {
    const format = formats().find((one) => one.name === name)
    if (format === undefined) throw new Error(name)
    await fc.assert(
      fc.asyncProperty(plainText, async (text) => {
        const cells = async (cell: string) =>
          (await written(format, [dataset([column('a')], [[cell]])])).text
        const tried = (await cells(`${text}é`)).replace('é', '')
        expect(await cells(text)).toBe(tried)
      }),
    )
  },
)
