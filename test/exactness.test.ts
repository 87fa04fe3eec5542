import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { formats } from '../formatters/index.js'
import type { Column } from '../src/core/column.js'
import type { Result } from '../src/core/driver.js'
import type { DialectName, InexactCell } from '../src/core/table.js'
import type { Row } from '../src/core/value.js'
import { exportResults, formatNamed, optionValues } from '../src/index.js'
import { records } from './cli/records.js'
import { column, dataset, written } from './formatters/written.js'

/** What the export of one result tells. */
async function exported(
  name: string,
  columns: readonly Column[],
  rows: readonly Row[],
  strict: boolean,
  inexact?: InexactCell,
) {
  const format = formatNamed(name)
  const notes: string[] = []
  async function* results(): AsyncGenerator<Result> {
    yield { type: 'rows', ...dataset(columns, rows, 2), inexact: inexact && (() => inexact) }
  }
  const sink = { write: async () => {} }
  const notify = (note: string) => void notes.push(note)
  await exportResults(results(), sink, {
    format,
    options: optionValues(format, {}),
    strict,
    notify,
  })
  return notes
}

const id = [column('id', 'integer'), column('at', 'datetime')]
const longNumbers: Row[] = [
  ['1', '2024-01-01 00:00:00'],
  ['1234567890123456', '2024-01-01 00:00:00.000001'],
  ['1234567890123457', null],
]
const text = [column('text')]
const controls: Row[] = [['plain'], ['a\u001bb'], [null], ['c\u0001']]
const shown = 'control characters are shown as \\x1b: 2 cells, the first in row 2, column "text"'

const inexact: readonly [format: string, columns: Column[], rows: Row[], told: string[]][] = [
  ...['xlsx', 'ods'].map((name): [string, Column[], Row[], string[]] => [
    name,
    id,
    longNumbers,
    [
      `${name}: numbers of more than 15 digits are kept as text: 2 cells, the first in row 2, column "id"`,
      `${name}: times finer than a millisecond are kept as text: 1 cell, in row 2, column "at"`,
    ],
  ]),
  ...['table', 'html', 'markdown', 'rst', 'jira', 'latex', 'ods'].map(
    (name): [string, Column[], Row[], string[]] => [name, text, controls, [`${name}: ${shown}`]],
  ),
]

describe('what a format cannot hold exactly', () => {
  test.each(inexact)('%s tells it in a line a reason', async (name, columns, rows, told) => {
    expect(await exported(name, columns, rows, false)).toEqual(told)
  })

  test.each(inexact)('%s refuses it when strict', async (name, columns, rows) => {
    await expect(exported(name, columns, rows, true)).rejects.toMatchObject({
      code: 'query',
      message: expect.stringMatching(/^strict: row 2, column "/),
    })
  })
})

test('what a format holds exactly is neither told nor refused', async () => {
  for (const { name } of formats) {
    for (const [format, columns, rows] of inexact) {
      const holds = !inexact.some(([other, kinds]) => other === name && kinds === columns)
      if (name === format || !holds) continue
      expect(await exported(name, columns, rows, true)).toEqual([])
    }
  }
})

describe('what a driver could not read exactly', () => {
  const spoilt: InexactCell = (value) => (value === 'a\u001bb' ? 'spoilt text' : undefined)
  const told = 'spoilt text: 1 cell, in row 2, column "text"'

  test('is told in every format, beside what the format itself cannot hold', async () => {
    expect(await exported('csv', text, controls, false, spoilt)).toEqual([told])
    expect(await exported('html', text, controls, false, spoilt)).toEqual([told, `html: ${shown}`])
  })

  test('is refused when strict', async () => {
    await expect(exported('csv', text, controls, true, spoilt)).rejects.toMatchObject({
      code: 'query',
      message: 'strict: row 2, column "text": spoilt text',
    })
  })
})

describe('what sql cannot hold in the language that it writes', () => {
  const columns = [column('d', 'decimal'), column('f', 'float')]
  const rows: Row[] = [
    ['1.5', '1e300'],
    ['1234567890.123456', 'NaN'],
    [`1${'0'.repeat(65)}`, 'Infinity'],
    [12n, null],
  ]
  const kept = (name: string) =>
    `numbers that ${name} does not have, or would round, are kept as text`

  async function told(dialect: string, own?: DialectName, strict = false) {
    const format = formatNamed('sql')
    const notes: string[] = []
    async function* results(): AsyncGenerator<Result> {
      yield { type: 'rows', ...dataset(columns, rows), dialect: own }
    }
    const sink = { write: async () => {} }
    const options = optionValues(format, { dialect })
    const notify = (note: string) => void notes.push(note)
    await exportResults(results(), sink, { format, options, strict, notify })
    return notes
  }

  test('is told by the dialect that is asked for, else by the rows', async () => {
    const sqlite = `sql: ${kept('SQLite')}: 2 cells, the first in row 2, column "d"`
    const mysql = `sql: ${kept('MySQL')}: 3 cells, the first in row 2, column "f"`
    expect(await told('sqlite', 'postgresql')).toEqual([sqlite])
    expect(await told('auto')).toEqual([sqlite])
    expect(await told('mysql', 'sqlite')).toEqual([mysql])
    expect(await told('auto', 'mysql')).toEqual([mysql])
    expect(await told('postgresql', 'sqlite', true)).toEqual([])
  })

  test('is refused when strict', async () => {
    await expect(told('mysql', 'postgresql', true)).rejects.toMatchObject({
      message: `strict: row 2, column "f": in sql, ${kept('MySQL')}`,
    })
  })
})

test('text that is not UTF-8 is kept as its bytes and told, and refused with --strict', async () => {
  const sql = "select cast(x'61ff62' as text) as t union all select 'a' || char(65533)"
  const args = [sql, 'csv', '--url', 'demo:']
  const reason = 'text that is not UTF-8 is kept as its bytes'
  expect(await records(args)).toEqual({
    status: 0,
    stdout: 't\n\\x61ff62\na\uFFFD\n',
    bytes: expect.anything(),
    stderr: `records: ${reason}: 1 cell, in row 1, column "t"\n`,
  })
  const strict = await records([...args, '--strict'])
  expect(strict).toMatchObject({
    status: 1,
    stderr: `records: --strict: row 1, column "t": ${reason}
HINT: Select its bytes with hex(…), or leave --strict out.
`,
  })
})

test('every format writes bytes in a column of any kind', async () => {
  const cells: Row[] = [[Uint8Array.of(0x61, 0xff)], [null]]
  const kinds = ['text', 'json', 'array', 'decimal', 'float', 'date', 'unknown'] as const
  for (const format of formats) {
    for (const kind of kinds) {
      const { text } = await written(format, [dataset([column('cell', kind)], cells)])
      if (format.content === 'text') expect(`${format.name}, ${kind}: ${text}`).toContain('61ff')
    }
  }
})

test('with --strict the command ends with 1, and the old file stands', async () => {
  const file = join(inject('folder'), 'strict.xlsx')
  const sql = 'select 1234567890123456 as id'
  const strict = await records([sql, '-o', file, '--strict', '--url', 'demo:'])
  expect(strict).toMatchObject({ status: 1, stdout: '' })
  expect(strict.stderr).toContain('row 1, column "id"')
  expect(existsSync(file)).toBe(false)
  writeFileSync(file, 'yesterday')
  await records([sql, '-o', file, '--strict', '--url', 'demo:'])
  expect(readFileSync(file, 'utf8')).toBe('yesterday')
  expect(await records([sql, '-o', file, '--url', 'demo:'])).toMatchObject({ status: 0 })
})
