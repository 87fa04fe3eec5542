import { describe, expect, test } from 'vitest'
import { mysql, postgres, sqlite } from '../../src/drivers/dialects.js'
import { isComplete, piecesOf } from '../../src/repl/input.js'
import { wordsOf } from '../../src/repl/words.js'

const statement = (text: string) => ({ type: 'statement', text })
const command = (name: string, rest = '', before?: string) => ({
  type: 'command',
  name,
  rest,
  statement: before,
})

describe('what was typed is taken apart', () => {
  test.each([
    ['select 1;', [statement('select 1')]],
    ['select 1', [statement('select 1')]],
    ['select 1; select 2;', [statement('select 1'), statement('select 2')]],
    ['\\dt', [command('dt')]],
    ['  \\d cheese  ', [command('d', 'cheese')]],
    ['\\?', [command('?')]],
    ['\\!ls -l', [command('!', 'ls -l')]],
    ['select 1 \\g out.csv', [command('g', 'out.csv', 'select 1')]],
    ['select 1; select 2 \\g', [statement('select 1'), command('g', '', 'select 2')]],
    ['\\x\nselect 1;\n\\dt', [command('x'), statement('select 1'), command('dt')]],
    ['', []],
    [' ; -- nothing', []],
  ])('%j', (text, pieces) => {
    expect(piecesOf(text, sqlite)).toEqual(pieces)
  })

  test('a backslash in a string, a name or a comment begins no command', () => {
    const text = `select '\\d', "\\x" /* \\q */ -- \\q\n;`
    expect(piecesOf(text, postgres)).toMatchObject([{ type: 'statement' }])
    expect(piecesOf("select 'it\\'s \\d';", mysql)).toEqual([statement("select 'it\\'s \\d'")])
  })
})

test.each([
  ['select 1;', true],
  ['select 1', false],
  ["select ';", false],
  ['select 1\n', false],
  ['\\dt', true],
  ['select 1 \\g', true],
  ['\\x\nselect 1', false],
  ['\\x\nselect 1;', true],
  ['', true],
  ['select $$ ; ', false],
])('whether %j is complete: %s', (text, complete) => {
  expect(isComplete(text, postgres)).toBe(complete)
})

test.each([
  ['a b', ['a', 'b']],
  ["'my file.csv'  x", ['my file.csv', 'x']],
  ['"it""s" \'it\'\'s\'', ['it"s', "it's"]],
  ["pre'fix ed'", ['prefix ed']],
  ['', []],
])('the words of %j', (rest, words) => {
  expect(wordsOf(rest)).toEqual(words)
})

test('a quote that is not closed is told', () => {
  expect(() => wordsOf("'my file")).toThrow("a quote is not closed: 'my file")
})
