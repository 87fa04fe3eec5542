import { expect, test } from 'vitest'
import { reportFolder } from './folder.js'

const sheets = 'sheets:\n  - { name: A, sql: select 1 as n }\n'
const outputs = 'outputs: [a.xlsx]\n'

/** A definition that is wrong, and what is said of it after the file's name. */
const wrong: readonly [what: string, definition: string, said: string][] = [
  ['no YAML', 'sheets: [', ':1: '],
  ['nothing', '', ':1: the report must be a mapping'],
  ['a list', '- a', ':1: the report must be a mapping'],
  ['no sheets', outputs, ':1: the report has no sheets'],
  ['no outputs', sheets, ':1: the report has no outputs'],
  [
    'an unknown key',
    `${sheets}${outputs}titel: x\n`,
    ':4: the report cannot have titel\nHINT: Did you mean title?',
  ],
  [
    'an unknown key of a sheet',
    `sheets:\n  - name: A\n    sql: select 1\n    colums: {}\n${outputs}`,
    ':4: sheets 1 cannot have colums\nHINT: Did you mean columns?',
  ],
  [
    'an unknown key of a column',
    `sheets:\n  - name: A\n    sql: select 1 as n\n    columns:\n      n: { totl: sum }\n${outputs}`,
    ':5: sheets 1, columns, n cannot have totl\nHINT: Did you mean total?',
  ],
  [
    'a total that there is not',
    `sheets:\n  - name: A\n    sql: select 1 as n\n    columns:\n      n:\n        total: sume\n${outputs}`,
    ':6: sheets 1, columns, n, total cannot be "sume"\nHINT: Did you mean sum?',
  ],
  [
    'a number for text',
    `sheets:\n  - name: A\n    sql: 5\n${outputs}`,
    ':3: sheets 1, sql must be text',
  ],
  ['text for true', `${sheets}${outputs}write: yes\n`, ':4: write must be true or false'],
  [
    'a wrong time',
    `${sheets}${outputs}timeout: soon\n`,
    ':4: timeout cannot be "soon"\nHINT: Give a time',
  ],
  ['no list of outputs', `${sheets}outputs: a.xlsx\n`, ':3: outputs must be a list'],
  ['an empty list', 'sheets: []\noutputs: [a.csv]\n', ':1: sheets is empty'],
  [
    'an illegal name',
    `sheets:\n  - { name: "a/b", sql: select 1 }\n${outputs}`,
    ':2: sheets 1, name cannot be "a/b"',
  ],
  [
    'a long name',
    `sheets:\n  - { name: ${'a'.repeat(32)}, sql: select 1 }\n${outputs}`,
    ':2: sheets 1, name has more than 31 characters',
  ],
  [
    'one name twice',
    `sheets:\n  - { name: A, sql: select 1 }\n  - { name: a, sql: select 2 }\n${outputs}`,
    ':3: a sheet called a is there already',
  ],
  [
    'the name of what is added',
    `sheets:\n  - { name: about, sql: select 1 }\nabout: true\n${outputs}`,
    ':2: a sheet called about is there already',
  ],
  ['a key twice', `${sheets}${sheets}${outputs}`, ':3: sheets is there twice'],
  [
    'neither sql nor file',
    `sheets:\n  - { name: A }\n${outputs}`,
    ':2: the sheet A must have either sql or file',
  ],
  [
    'both sql and file',
    `sheets:\n  - { name: A, sql: select 1, file: a.sql }\n${outputs}`,
    ':2: the sheet A must have either sql or file',
  ],
  ['no such file', `sheets:\n  - { name: A, file: a.sql }\n${outputs}`, ':2: cannot read '],
  [
    'a wrong name of a parameter',
    `${sheets}${outputs}parameters:\n  1st: { type: text }\n`,
    ':4: parameters cannot have the name "1st"',
  ],
  [
    'a wrong type of a parameter',
    `${sheets}${outputs}parameters:\n  day: { type: dat }\n`,
    ':5: parameters, day, type cannot be "dat"\nHINT: Did you mean date?',
  ],
  [
    'no such sheet',
    `${sheets}outputs:\n  - { file: a.csv, sheets: [B] }\n`,
    ':4: there is no sheet "B"',
  ],
  [
    'several sheets in CSV',
    `sheets:\n  - { name: A, sql: select 1 }\n  - { name: B, sql: select 2 }\noutputs:\n  - a.csv\n`,
    ':5: csv holds one table, and there are 2 sheets',
  ],
  [
    'no such format',
    `${sheets}outputs:\n  - { file: a.x, format: xslx }\n`,
    ':4: there is no format called xslx\nHINT: Did you mean xlsx?',
  ],
  ['no format', `${sheets}outputs:\n  - a\n`, ':4: the name '],
  [
    'an option that there is not',
    `${sheets}outputs:\n  - { file: a.csv, options: { bomb: true } }\n`,
    ':4: the format csv has no option bomb',
  ],
  ['one file twice', `${sheets}outputs:\n  - a.csv\n  - a.csv\n`, ':5: '],
  [
    'a file elsewhere',
    `${sheets}outputs:\n  - ../a.csv\n`,
    ':4: the file name "../a.csv" leads out of its folder',
  ],
  [
    'an unknown name in a file name',
    `${sheets}outputs:\n  - "a-{month}.csv"\n`,
    ':4: there is no {month}',
  ],
  [
    'a column that there is not',
    `sheets:\n  - name: A\n    sql: select 1 as total\n    columns: { totl: {} }\n${outputs}`,
    ':2: the query gives no column totl\nHINT: Did you mean total?',
  ],
  [
    'a hidden group',
    `sheets:\n  - name: A\n    sql: select 1 as n\n    columns: { n: { hidden: true } }\n    group_by: n\n${outputs}`,
    ':2: n is hidden, and rows are grouped by it',
  ],
  [
    'a format of cells that there is not',
    `sheets:\n  - name: A\n    sql: select 1 as n\n    columns: { n: { format: euros } }\n${outputs}`,
    ':2: there is no format "euros"',
  ],
  [
    'a condition that is none',
    `sheets:\n  - name: A\n    sql: select 1 as n\n    columns: { n: { highlight: { bad: negative } } }\n${outputs}`,
    ':2: "negative" is no condition',
  ],
  [
    'SQL that is wrong',
    `sheets:\n  - name: A\n    sql: select nme from cheese\n${outputs}`,
    ':2: no such column: nme\nLINE 1: select nme from cheese\n               ^',
  ],
  [
    'several statements',
    `sheets:\n  - name: A\n    sql: select 1; select 2\n${outputs}`,
    ':2: the SQL has 2 statements',
  ],
  [
    'a statement without rows',
    `sheets:\n  - name: A\n    sql: create table t (n)\nwrite: true\n${outputs}`,
    ':2: the query of A gives no rows',
  ],
  [
    'a value that is not given',
    `sheets:\n  - name: A\n    sql: select :n as n\n${outputs}`,
    ':2: no value is given for :n',
  ],
]

test.each(wrong)('check: %s', async (_, definition, said) => {
  const report = reportFolder(definition)
  const { status, stderr } = await report.records('check')
  expect(stderr).toContain(`records: ${report.file('report.yml')}${said}`)
  expect(status).toBe(5)
})

test('a definition that is right', async () => {
  const report = reportFolder(`${sheets}${outputs}`)
  expect(await report.records('check')).toMatchObject({
    status: 0,
    stdout: '',
    stderr: `records: ${report.file('report.yml')}: 1 query and 1 file are right\n`,
  })
})

test('a report that is not there is an error of the command line', async () => {
  const { status, stderr } = await reportFolder('').records('run', [])
  expect(status).toBe(5)
  expect(stderr).toContain('the report must be')
})

test('what stands without quotes keeps its digits', async () => {
  const definition = `
parameters:
  amount: { type: decimal, default: 1.10 }
sheets:
  - { name: "{amount}", sql: "select :amount as n", title: "Amount {amount}" }
outputs: [a.md]
`
  const report = reportFolder(definition)
  const { stderr, status } = await report.records('run')
  expect(stderr).toContain('1 row')
  expect(status).toBe(0)
})
