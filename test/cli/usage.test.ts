import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, inject, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { records, type Setting } from './records.js'

const demo = ['--url', 'demo:']
const folder = join(inject('folder'), 'usage')
mkdirSync(folder, { recursive: true })
const inFolder = (name: string) => join(folder, name)
writeFileSync(inFolder('query.sql'), '\uFEFF-- the answer\nselect :n + 0 as n;\n')
writeFileSync(inFolder('text.db'), 'this is no database, but long enough to be taken for one')

/** What a person may get wrong, the exit status, and what the message must say. */
const mistakes: readonly [
  what: string,
  args: string[],
  status: number,
  said: string[],
  setting?: Setting,
][] = [
  ['no query', [...demo], 2, ['there is no query'], { terminal: ['stdin'] }],
  ['an empty standard input', [...demo], 2, ['no SQL to run']],
  ['only comments', ['-- nothing', ...demo], 2, ['no SQL to run']],
  ['no database', ['select 1'], 2, ['there is no database', 'DATABASE_URL', 'demo:']],
  ['an empty URL', ['select 1', '--url', ''], 2, ['--url needs a value']],
  [
    'an unknown scheme',
    ['select 1', '--url', 'postgre://h/d'],
    2,
    ['no driver for postgre', 'postgres://'],
  ],
  [
    'a scheme like none',
    ['select 1', '--url', 'oracle://h/d'],
    2,
    ['no driver for oracle', 'sqlite, '],
  ],
  ['a URL with two slashes', ['select 1', '--url', 'sqlite://x.db'], 2, ['sqlite:///x.db']],
  [
    'an unreadable URL',
    ['select 1', '--url', 'mysql://h:port/d'],
    2,
    ['mysql://user:password@host'],
  ],
  [
    'a URL option misspelt',
    ['select 1', '--url', 'postgres://h/d?sslmod=x'],
    2,
    ['sslmod', 'Did you mean sslmode?'],
  ],
  ['an sslmode of no kind', ['select 1', '--url', 'postgres://h/d?sslmode=x'], 2, ['sslmode=x']],
  [
    'a missing SQLite file',
    ['select 1', '--url', inFolder('none.db')],
    3,
    ['no SQLite database at', '--create'],
  ],
  ['a folder for a SQLite file', ['select 1', '--url', folder], 3, ['is a folder']],
  ['a file that is no database', ['select 1', '--url', inFolder('text.db')], 3, ['not a database']],
  [
    'a server that is not there',
    ['select 1', '--url', 'postgres://127.0.0.1:1/x'],
    3,
    ['cannot connect to PostgreSQL at 127.0.0.1:1', 'ECONNREFUSED', 'Is the server running'],
  ],
  [
    'a MySQL server that is not there',
    ['select 1', '--url', 'mysql://127.0.0.1:1/x'],
    3,
    ['cannot connect to MySQL at 127.0.0.1:1', 'ECONNREFUSED'],
  ],
  [
    'an unknown format',
    ['select 1', 'cvs', ...demo],
    2,
    ['no format called cvs', 'Did you mean csv?'],
  ],
  [
    'a format of another time',
    ['select 1', 'xls', ...demo],
    2,
    ['not written any more', 'Use xlsx'],
  ],
  ['a format like none', ['select 1', 'parquetish', ...demo], 2, ['There are table, csv']],
  [
    'a file whose name tells no format',
    ['select 1', '-o', inFolder('x.foo'), ...demo],
    2,
    ['does not tell the format'],
  ],
  [
    'a word too many',
    ['select 1', 'csv', 'json', ...demo],
    2,
    ['json is one word too many', 'quoted'],
  ],
  ['an unknown option', ['select 1', '--formt', 'x', ...demo], 2, ['no option --formt']],
  ['an option misspelt', ['select 1', '--ouput', 'x', ...demo], 2, ['Did you mean --output?']],
  ['an option given twice', ['select 1', '--url', 'a', '--url', 'b'], 2, ['--url is given twice']],
  [
    'an option of another format',
    ['select 1', 'json', '--bom', ...demo],
    2,
    ['json has no option --bom', 'csv'],
  ],
  [
    'a choice that is none',
    ['select 1', '--style', 'fancy', ...demo],
    2,
    ['--style cannot be "fancy"', 'ascii, plain, box, rounded'],
  ],
  [
    'a number out of range',
    ['select 1', 'json', '--indent', '99', ...demo],
    2,
    ['--indent cannot be 99', 'from 0 to 8'],
  ],
  [
    'a number that is none',
    ['select 1', 'json', '--indent', 'x', ...demo],
    2,
    ['--indent cannot be'],
  ],
  [
    'a delimiter that cannot be',
    ['select 1', 'csv', '--delimiter', '"', ...demo],
    2,
    ['--delimiter cannot be'],
  ],
  [
    'a result that is no number',
    ['select 1', '--result', '0', ...demo],
    2,
    ['--result cannot be 0'],
  ],
  [
    'a result that is not there',
    ['select 1', '--result', '2', ...demo],
    2,
    ['--result 2 is not there', 'gave 1'],
  ],
  [
    'groups without totals',
    ['select 1', '--group-by', 'a', ...demo],
    2,
    ['say which with --total'],
  ],
  ['a total of no column', ['select 1', '--total', ' , ', ...demo], 2, ['--total needs a name']],
  [
    'groups of no column',
    ['select 1 as n', '--total', 'n', '--group-by', ',', ...demo],
    2,
    ['--group-by needs a name'],
  ],
  [
    'the total of a column that is not there',
    ['select price, milk from cheese', '--total', 'pirce', ...demo],
    2,
    ['the query gives no column pirce', 'Did you mean price?'],
  ],
  [
    'groups of a column that is not there',
    ['select price, milk from cheese', '--total', 'price', '--group-by', 'x', ...demo],
    2,
    ['the query gives no column x', 'It gives price, milk.'],
  ],
  [
    'totals for CSV',
    ['select 1 as n', 'csv', '--total', 'n', ...demo],
    2,
    ["csv holds the query's own columns", 'table, ', 'xlsx'],
  ],
  [
    'the total of names',
    ['select name from cheese', '--total', 'name', '-o', inFolder('names.html'), ...demo],
    1,
    ['the column name has no total', 'is no number', 'Have it counted'],
  ],
  [
    'several results for CSV',
    ['select 1; select 2', 'csv', ...demo],
    2,
    ['several results, and csv holds one', '--result N'],
  ],
  [
    'a workbook for the terminal',
    ['select 1', 'xlsx', '--url', 'sqlite:///nowhere.db'],
    2,
    ['not for a terminal', '-o report.xlsx'],
    { terminal: ['stdout'] },
  ],
  [
    'a file of SQL that is not there',
    ['nowhere.sql', ...demo],
    2,
    ['there is no file nowhere.sql'],
  ],
  [
    'a file of SQL by -f that is not there',
    ['-f', 'nowhere', ...demo],
    2,
    ['cannot read nowhere: there is no such file'],
  ],
  ['a folder by -f', ['-f', folder, ...demo], 2, ['it is a folder']],
  [
    'a missing parameter',
    ['select :a, :b', 'a=1', ...demo],
    2,
    ['b', 'LINE 1: select :a, :b', 'b=value'],
  ],
  ['an unused parameter', ['select :name', 'nmae=1', 'name=2', ...demo], 2, ['nmae', 'name']],
  ['a parameter given twice', ['select :a', 'a=1', 'a=2', ...demo], 2, ['a is given twice']],
  ['a parameter of no name', ['select 1', '=1', ...demo], 2, ['is not a name for a parameter']],
  ['a typed parameter that is no JSON', ['select :a', 'a:=x', ...demo], 2, ['a', 'JSON']],
  ['an empty list', ['select 1 where 1 in (:a)', 'a:=[]', ...demo], 2, ['a', 'empty list']],
  ['placeholders of the database', ['select ?, :a', 'a=1', ...demo], 2, ['?']],
  [
    'SQL that is wrong',
    ['select 1\nfrom nowhere', ...demo],
    1,
    ['no such table: nowhere', 'LINE 2: from nowhere', '             ^'],
  ],
  ['a folder for the output', ['select 1', 'csv', '-o', folder, ...demo], 4, ['is a folder']],
  [
    'an output in a folder that is not there',
    ['select 1', '-o', inFolder('no/x.csv'), ...demo],
    4,
    ['cannot write', 'no such folder'],
  ],
]

describe('a mistake ends with its exit status and a message that says what to do', () => {
  test.each(mistakes)('%s', async (_what, args, status, said, setting) => {
    const run = await records(args, setting)
    expect(run.stderr).toMatch(/^records: /)
    for (const words of said) expect(run.stderr).toContain(words)
    expect(run.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m)
    expect(run.stdout).toBe('')
    expect(run.status).toBe(status)
  })
})

describe('what the command line may look like', () => {
  const working: readonly [what: string, args: string[], stdout: string, setting?: Setting][] = [
    ['SQL', ['select 1 as n', 'csv', ...demo], 'n\n1\n'],
    ['one word of SQL', ['values(1)', 'csv', '--no-header', ...demo], '1\n'],
    ['a file', [inFolder('query.sql'), 'csv', 'n:=41', ...demo], 'n\n41\n'],
    ['a file by -f', ['-f', inFolder('query.sql'), 'csv', 'n:=41', ...demo], 'n\n41\n'],
    ['-', ['-', 'csv', ...demo], 'n\n1\n', { stdin: 'select 1 as n' }],
    [
      'the standard input',
      [...demo, '--no-header'],
      '+---+\n| 1 |\n+---+\n',
      { stdin: 'select 1' },
    ],
    ['options first', [...demo, 'select 1 as n', 'csv'], 'n\n1\n'],
    ['options shortened', ['--ur', 'demo:', 'select 1 as n', 'csv', '--no-head'], '1\n'],
    ['options with =', ['--url=demo:', 'select 1 as n', 'csv'], 'n\n1\n'],
    ['SQL that begins with a comment', ['-- one\nselect 1 as n', 'csv', ...demo], 'n\n1\n'],
    ['the format after the parameters', ['select :a as a', 'a=x=y', 'csv', ...demo], 'a\nx=y\n'],
    ['an empty parameter', ['select :a as a', 'a=', 'csv', ...demo], 'a\n""\n'],
    ['a format by its alias', ['select 1 as n', 'ndjson', ...demo], '{"n": 1}\n'],
    ['DATABASE_URL', ['select 1 as n', 'csv'], 'n\n1\n', { env: { DATABASE_URL: 'demo:' } }],
    ['a number that yargs would read', ['select :a as a', 'a=1e3', 'csv', ...demo], 'a\n1e3\n'],
    [
      'one of several results',
      ['select 1 as n; select 2 as n', 'csv', '--result', '2', ...demo],
      'n\n2\n',
    ],
    [
      'totals',
      ['select 1 as a, 2 as b union all select 3, 4', '--total', 'b, a', '--style=plain', ...demo],
      'a|b\n-|-\n1|2\n3|4\n-|-\n4|6\n',
    ],
    [
      'totals of groups',
      [
        "values ('x', 'y', 1), ('x', 'z', 0.5)",
        ...['markdown', '--total=column3', '--group-by=column1,column2', '--title=T', ...demo],
      ],
      `\
# T

| column1 | column2 | column3 |
| --- | --- | ---: |
| x | y | 1 |
|  | **Total y** | **1** |
| x | z | 0.5 |
|  | **Total z** | **0.5** |
| **Total x** |  | **1.5** |
| **Total** |  | **1.5** |
`,
    ],
    ['-o - for the standard output', ['select 1 as n', 'csv', '-o', '-', ...demo], 'n\n1\n'],
    ['an empty text for NULL', ['select null as n', 'tsv', '--null', '', ...demo], 'n\n\n'],
  ]
  test.each(working)('%s', async (_what, args, stdout, setting) => {
    const run = await records(args, setting)
    expect(run.stderr).toBe('')
    expect(run.stdout).toBe(stdout)
    expect(run.status).toBe(0)
  })
})

test('a query file named like a sub-command is given with -f', async () => {
  writeFileSync(inFolder('formats'), 'select 1 as n')
  expect((await records(['-f', inFolder('formats'), 'csv', ...demo])).stdout).toBe('n\n1\n')
})

test('--version prints the version', async () => {
  expect((await records(['--version'])).stdout).toBe(`${manifest.version}\n`)
})

test('--help teaches the words, the options and examples', async () => {
  const { stdout, status } = await records(['--help'])
  for (const words of [
    'records <query> [format] [name=value …]',
    '--url',
    '--no-header',
    'Examples:',
  ]) {
    expect(stdout).toContain(words)
  }
  expect(stdout).not.toContain('undefined')
  expect(status).toBe(0)
})

test('formats lists every format with its options', async () => {
  const { stdout } = await records(['formats'])
  expect(stdout).toMatch(/^csv +comma-separated values/m)
  expect(stdout).toMatch(/^ +--null TEXT +text for NULL/m)
})

test('completion prints a script, and completes formats', async () => {
  expect((await records(['completion'])).stdout).toContain('--get-yargs-completions')
  const { stdout } = await records(['--get-yargs-completions', 'records', 'select 1', 'js'])
  expect(stdout.split('\n').filter(Boolean)).toEqual(['json', 'jsonl'])
})

test('statements without rows tell what they changed, on stderr', async () => {
  const script = 'create table t (a); insert into t values (1), (2), (3); delete from t where a = 1'
  const run = await records([script, ...demo])
  expect(run).toMatchObject({ status: 0, stdout: '' })
  expect(run.stderr).toBe('records: done\nrecords: 3 rows changed\nrecords: 1 row changed\n')
  expect((await records([script, '-q', ...demo])).stderr).toBe('')
})

test('no password is in any message', async () => {
  const password = 'Zq9secret'
  for (const url of [`postgres:me:${password}@host/x`, `mysql:/me:${password}@host/x`]) {
    const { stderr, status } = await records(['select 1', '--url', url])
    expect(status).toBe(2)
    expect(stderr).toContain('user:password@host')
    expect(stderr).not.toContain(password)
  }
  for (const scheme of ['postgres', 'mysql']) {
    const url = `${scheme}://user:${password}@127.0.0.1:1/x`
    for (const more of [[], ['--debug']]) {
      const { stderr } = await records(['select 1', '--url', url, ...more])
      expect(stderr).toContain('cannot connect')
      expect(stderr).not.toContain(password)
    }
  }
})

test('a command of the shell in a script is told, by its line', async () => {
  const stdin = "select '\n\\d is text';\n/*\n\\d too */\n  \\d cheese\n"
  const { status, stdout, stderr } = await records(['-', ...demo], { stdin })
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain('line 5 of the SQL is a command of the shell: \\d\n')
  expect((await records(['-', 'csv', ...demo], { stdin: "select '\n\\d' as a" })).status).toBe(0)
})

test('the report does not overwrite what it is made of', async () => {
  const query = inFolder('formats')
  const database = inFolder('books.db')
  new Sqlite(database).exec('create table t (a)').close()
  for (const [source, output] of [
    [['-f', query, ...demo], query],
    [['select 1', '--url', database], database],
    [['select 1', '--url', `sqlite:///${database}`], database],
  ] as const) {
    const { status, stderr } = await records([...source, 'csv', '-o', output])
    expect(stderr).toContain('would be overwritten')
    expect(status).toBe(2)
  }
})
