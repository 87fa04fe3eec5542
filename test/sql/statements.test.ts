import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../src/core/dialect.js'
import * as dialects from '../../src/drivers/dialects.js'
import { lex } from '../../src/sql/lexer.js'
import { isFinished, splitStatements } from '../../src/sql/statements.js'
import { compoundStatements, mariadbStatements } from './compound-statements.js'

const { mysql, postgres, sqlite } = dialects
const all: [string, Dialect][] = Object.entries(dialects)

function texts(script: string, dialect: Dialect): string[] {
  return splitStatements(script, dialect).map(({ text }) => text)
}

describe.each(all)('in %s', (_name, dialect) => {
  it.each<[script: string, statements: string[]]>([
    ['', []],
    [' ;\n;; -- a;\n/* b; */ ;', []],
    ['select 1', ['select 1']],
    ['select 1;select 2 ; ', ['select 1', 'select 2']],
    ['select \';\' ; select ";";', ["select ';'", 'select ";"']],
    ['-- one;\nselect 1; -- two\n', ['-- one;\nselect 1']],
    ['select 1 /* ; */ -- ;\n; select 2', ['select 1 /* ; */ -- ;', 'select 2']],
    ['begin; select 1; end; select 2', ['begin', 'select 1', 'end', 'select 2']],
    ['begin transaction; commit;', ['begin transaction', 'commit']],
    ['select case when 1 then 2 end; select 3', ['select case when 1 then 2 end', 'select 3']],
    ['select (1; 2); select 3', ['select (1; 2)', 'select 3']],
    ['select ) (1; 2); select 3', ['select ) (1; 2)', 'select 3']],
    ['select 1); select 2', ['select 1)', 'select 2']],
    ["select 1; select 'a; b", ['select 1', "select 'a; b"]],
    ['select 1; /* a', ['select 1', '/* a']],
  ])('%j', (script, statements) => {
    expect(texts(script, dialect)).toEqual(statements)
  })

  it('says where a statement and its parameters are, and what its first word is', () => {
    const script = "select 1; -- a\n (select :b, ':c', :d)  ;"
    const [, statement] = splitStatements(script, dialect)
    expect(statement).toMatchObject({ start: 10, source: script, command: 'SELECT', ended: true })
    expect(statement?.text).toBe("-- a\n (select :b, ':c', :d)")
    const parameters = statement?.parameters.map(({ start, end }) => script.slice(start, end))
    expect(parameters).toEqual([':b', ':d'])
  })

  it.each([
    ['', true],
    ['select 1;', true],
    ['select 1; -- a', true],
    ['select 1', false],
    ['select 1;\nselect', false],
    ["select ';", false],
    ['select 1; /* ', false],
    ['select (1;', false],
  ])('%j is finished: %j', (script, finished) => {
    expect(isFinished(script, dialect)).toBe(finished)
  })
})

it.each([
  ['select ?, $1', sqlite, '?'],
  ['select $1, $2', postgres, '$1'],
  ["select a ? 'b'", postgres, undefined],
  ['select ?', mysql, '?'],
])('the first placeholder of %s', (script, dialect, placeholder) => {
  const [statement] = splitStatements(script, dialect)
  const token = statement?.placeholder
  expect(token && script.slice(token.start, token.end)).toBe(placeholder)
})

describe.each([
  ['SQLite', sqlite, compoundStatements.sqlite],
  ['PostgreSQL', postgres, compoundStatements.postgres],
  ['MySQL', mysql, compoundStatements.mysql],
  ['MariaDB', mysql, mariadbStatements],
] as const)('in %s, one statement is', (_name, dialect, statements) => {
  it.each(statements)('%s', (statement) => {
    const script = `select 0; ${statement}; select 1; ${statement}`
    expect(texts(script, dialect)).toEqual(['select 0', statement, 'select 1', statement])
    expect(texts(`${statement.toUpperCase()};`, dialect)).toEqual([statement.toUpperCase()])
  })
})

describe('DELIMITER', () => {
  it.each<[script: string, statements: string[]]>([
    [
      'delimiter //\ncreate procedure p() begin select 1; end//\nselect 2; //\nDELIMITER ;\nselect 3; select 4',
      ['create procedure p() begin select 1; end', 'select 2;', 'select 3', 'select 4'],
    ],
    ['DELIMITER $$\nbegin a; END$$\n', ['begin a; END']],
    ['delimiter ;;\nselect 1; select 2;;\nselect 3', ['select 1; select 2', 'select 3']],
    ["delimiter |\nselect '|' /* | */ # |\n|", ["select '|' /* | */ # |"]],
    ['-- a\n  delimiter // -- b\nselect 1;//', ['select 1;']],
    ['delimiter //\r\nselect 1;\r\n//\r\n', ['select 1;']],
    ['delimiter //\n;\n//', []],
    ['select delimiter //\n;', ['select delimiter //']],
    ['delimiter ', ['delimiter']],
  ])('%j', (script, statements) => {
    expect(texts(script, mysql)).toEqual(statements)
  })

  it('is nothing special where there is no such command', () => {
    expect(texts('delimiter //\nselect 1;', postgres)).toEqual(['delimiter //\nselect 1'])
  })
})

describe.each(all)('any script in %s', (_name, dialect) => {
  // A bare -- is a comment in MySQL or none, by what follows it: here it is always one.
  const dash = dialect.dashCommentNeedsSpace ? '-- ' : '--'
  const word = fc.constantFrom(
    ...[';', ' ', '\n', '(', ')', "'", '$$', dash, '/*', '*/', ':a', 'case', 'begin', 'end'],
    ...['create ', 'trigger ', 'procedure ', 'function ', 'atomic ', 'if ', 'loop ', 'then ', '.'],
  )
  const scripts = fc.array(word, { maxLength: 60 }).map((words) => words.join(''))

  function codeIn(gap: string): string[] {
    return [...lex(gap, dialect)]
      .filter(({ type }) => type !== 'space' && type !== 'comment')
      .map(({ start, end }) => gap.slice(start, end))
      .filter((text) => text !== ';')
  }

  it('loses nothing but space, comments and semicolons', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        let at = 0
        for (const { text, start } of splitStatements(script, dialect)) {
          expect(text).toBe(script.slice(start, start + text.length))
          expect(codeIn(script.slice(at, start))).toEqual([])
          at = start + text.length
        }
        expect(codeIn(script.slice(at))).toEqual([])
      }),
    )
  })

  it('is split again as it was', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const statements = splitStatements(script, dialect)
        if (statements.some(({ ended }) => !ended)) return
        const again = statements.map(({ text }) => `${text}\n;`).join('')
        expect(texts(again, dialect)).toEqual(statements.map(({ text }) => text))
      }),
    )
  })
})
