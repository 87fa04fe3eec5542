import { describe, expect, test } from 'vitest'
import csv from '../../formatters/csv.js'
import tsv from '../../formatters/tsv.js'
import { hasPython } from '../readers/data.js'
import { foreign } from '../writers/foreign.js'
import { readTable } from './reading.js'

describe('csv', () => {
  test('all cells are text, an unquoted empty one NULL', async () => {
    expect(await readTable(csv, 'a,b\n1,\n"",x\n')).toEqual({
      columns: ['a text', 'b text'],
      rows: [
        ['1', null],
        ['', 'x'],
      ],
    })
  })

  test.each([
    ['LF', 'a,b\n1,2\n"x\ny",\n'],
    ['CR LF', 'a,b\r\n1,2\r\n"x\ny",\r\n'],
    ['CR', 'a,b\r1,2\r"x\ny",\r'],
    ['mixed', 'a,b\n1,2\r\n"x\ny",\r'],
    ['none at the end', 'a,b\n1,2\n"x\ny",'],
    ['a byte order mark', '\ufeffa,b\n1,2\n"x\ny",\n'],
    ['a byte order mark before a quote', '\ufeff"a",b\n1,2\n"x\ny",\n'],
    ['empty lines', 'a,b\n\n1,2\n\n\n"x\ny",\n\n'],
  ])('line ends: %s', async (_, text) => {
    const { columns, rows } = await readTable(csv, text)
    expect(columns).toEqual(['a text', 'b text'])
    expect(rows).toEqual([
      ['1', '2'],
      ['x\ny', null],
    ])
  })

  test('in one column an empty line is NULL', async () => {
    expect((await readTable(csv, 'a\n\n""\n\n')).rows).toEqual([[null], [''], [null]])
  })

  test('the text for NULL, where it is not quoted; as a name it is one', async () => {
    const { columns, rows } = await readTable(csv, 'NULL,b\nNULL,"NULL"\n,""\n"a""b",NULL\n', {
      null: 'NULL',
    })
    expect(columns).toEqual(['NULL text', 'b text'])
    expect(rows).toEqual([
      [null, 'NULL'],
      ['', ''],
      ['a"b', null],
    ])
  })

  test('without a header, columns are numbered', async () => {
    expect(await readTable(csv, 'x|y\n', { header: false, delimiter: '|' })).toEqual({
      columns: ['1 text', '2 text'],
      rows: [['x', 'y']],
    })
  })

  test('two columns of one name stay two', async () => {
    expect((await readTable(csv, 'a,a\n1,2\n')).columns).toEqual(['a text', 'a text'])
  })

  test('nothing is a table without columns', async () => {
    expect(await readTable(csv, '')).toEqual({ columns: [], rows: [] })
  })

  test.each([
    ['a,b\n1\n', 'the row at line 2 has 1 field, and the first has 2'],
    ['a,b\n\n1,"x\ny"\n1,2,3\n', 'the row at line 5 has 3 fields, and the first has 2'],
    ['a,b\r\n1,"x\r\ny"\r\n1\r\n', 'the row at line 4 has 1 field, and the first has 2'],
    ['a,b\n1,2\n3,"4\n5,6\n', 'the row at line 3 has a quote that is not closed'],
    ['a\n"x"y\n', 'the row at line 2 has a field that goes on behind its closing quote'],
    ['a\nx"y\n', 'the row at line 2 has a quote in a field that does not begin with one'],
  ])('%j is an error', async (text, problem) => {
    await expect(readTable(csv, text)).rejects.toMatchObject({
      code: 'query',
      message: `this csv cannot be read: ${problem}`,
      hint: expect.stringContaining('quote'),
    })
  })

  test('what is not UTF-8 is an error', async () => {
    await expect(readTable(csv, Buffer.from('a\nb\ncaf\xe9\n', 'latin1'))).rejects.toMatchObject({
      code: 'query',
      message: 'this csv cannot be read: line 3 is not UTF-8',
    })
  })

  test('a delimiter that cannot be one is a usage error', async () => {
    await expect(readTable(csv, 'a', { delimiter: '"' })).rejects.toMatchObject({ code: 'usage' })
  })

  const rows = [
    ['a', 'say "x"', '2'],
    ['1,5', ' two\nlines ', '\r\n'],
    ['', 'é 🧀', '\\.'],
  ]

  test.skipIf(!hasPython)("what Python's csv writes", async () => {
    for (const format of ['csv', 'csv-quoted'] as const) {
      const read = await readTable(csv, foreign(format, rows))
      expect(read.columns).toEqual(['a text', 'say "x" text', '2 text'])
      // Python writes the empty string as most do, without quotes, unless told to quote all.
      const empty = format === 'csv' ? null : ''
      expect(read.rows).toEqual([rows[1], [empty, 'é 🧀', '\\.']])
    }
  })
})

describe('tsv', () => {
  test('escapes are those of COPY', async () => {
    const text = 'a\tb\\tc\n\\N\t\\\\N\n\\b\\f\\n\\r\\t\\v\t\\303\\251\\x41\\q\n\t\\.x\n\\.\n'
    expect(await readTable(tsv, text)).toEqual({
      columns: ['a text', 'b\tc text'],
      rows: [
        [null, '\\N'],
        ['\b\f\n\r\t\v', 'éAq'],
        ['', '.x'],
      ],
    })
  })

  test('lines may end in CR LF', async () => {
    expect((await readTable(tsv, 'a\tb\r\n1\t2\r\n')).rows).toEqual([['1', '2']])
  })

  test('the text for NULL, and no header', async () => {
    const options = { header: false, null: '' }
    expect(await readTable(tsv, 'x\t\n\t\\N\n', options)).toEqual({
      columns: ['1 text', '2 text'],
      rows: [
        ['x', null],
        [null, 'N'],
      ],
    })
  })

  test.each([
    ['a\tb\n1\n', 'the row at line 2 has 1 field, and the first has 2'],
    ['a\n\\\n', 'line 2 has a \\ at the end of a field'],
    ['a\n1\n\\xff\n', 'line 3 has escapes of bytes that are not UTF-8'],
  ])('%j is an error', async (text, problem) => {
    await expect(readTable(tsv, text)).rejects.toMatchObject({
      code: 'query',
      message: `this tsv cannot be read: ${problem}`,
      hint: expect.stringMatching(/escaped|backslash/i),
    })
  })
})
