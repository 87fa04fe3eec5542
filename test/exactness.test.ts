import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { formats } from '../formatters/index.js'
import type { Column } from '../src/core/column.js'
import type { Result } from '../src/core/driver.js'
import type { InexactCell } from '../src/core/table.js'
import type { Row } from '../src/core/value.js'
import { exportResults, formatNamed, optionValues } from '../src/index.js'
import { records } from './cli/records.js'
import { column, dataset } from './formatters/written.js'

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
    yield { type: 'rows', ...dataset(columns, rows, 2), inexact }
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

test('text that is not UTF-8 is told, and refused with --strict', async () => {
  const args = ["select cast(x'61ff62' as text) as t union all select 'é'", 'csv', '--url', 'demo:']
  const reason = 'text with U+FFFD, which stands for what is not UTF-8'
  expect(await records(args)).toEqual({
    status: 0,
    stdout: 't\na\uFFFDb\né\n',
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
