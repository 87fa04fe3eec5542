import { stringify } from 'csv-stringify/sync'
import { describe, expect, test } from 'vitest'
import csv from '../../formatters/csv.js'
import type { Kind } from '../../src/core/column.js'
import type { Row } from '../../src/core/value.js'
import { hasPython, readCsv } from '../readers/data.js'
import { describeDatabase } from '../servers/index.js'
import { anyTexts } from './any-text.js'
import { columns, rows } from './every-kind.js'
import { expectGolden } from './golden.js'
import { hostileTexts } from './hostile.js'
import { loadedBy } from './loaded.js'
import { column, dataset, written } from './written.js'

const texts = [...anyTexts(2000), ...hostileTexts(500)]
const two = [column('a'), column('b')]

/** What is written of rows of two columns of text, below their names. */
async function body(
  rows: readonly Row[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return (await written(csv, [dataset(two, rows)], { header: false, ...options })).text
}

test.each([
  { file: 'csv.csv', options: {} },
  { file: 'csv-excel.csv', options: { excel: true, delimiter: ';', guardFormulas: true } },
])('$file is as it was', async ({ file, options }) => {
  expectGolden(file, (await written(csv, [dataset(columns, rows)], options)).text)
})

describe('quotes', () => {
  test.each([
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['\r\n', '"\r\n"'],
    ['\\.', '"\\."'],
    ['\\.x', '\\.x'],
    [' a ', ' a '],
    ['a;b\t', 'a;b\t'],
  ])('%j', async (text, field) => {
    expect(await body([[text, 'x']])).toBe(`${field},x\n`)
    expect(await body([['x', text]])).toBe(`x,${field}\n`)
    expect((await written(csv, [dataset([column(text)], [])])).text).toBe(`${field}\n`)
  })

  test('the empty string, and not NULL', async () => {
    const single = dataset([column('')], [[null], [''], [null]])
    expect((await written(csv, [single])).text).toBe('""\n\n""\n\n')
  })
})

describe('csv-stringify writes the same', () => {
  const rows = texts.map((text, index) => [text, texts[texts.length - 1 - index] ?? null, null])
  const special = (text: string) => new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`)

  test.each([
    { delimiter: ',', null: '', crlf: false },
    { delimiter: ';', null: 'NULL', crlf: true },
    { delimiter: '::', null: '\\N', crlf: false },
    { delimiter: '\t', null: '-', crlf: true },
  ])('$delimiter $null $crlf', async (options) => {
    const expected = stringify(rows, {
      delimiter: options.delimiter,
      record_delimiter: options.crlf ? '\r\n' : '\n',
      quote_record_delimiter: true,
      quoted_match: ['', options.null, '\\.'].map(special),
      cast: { null: () => ({ value: options.null, quoted_match: null }) },
    })
    const columns = ['a', 'b', 'c'].map((name) => column(name))
    const ours = await written(csv, [dataset(columns, rows)], { ...options, header: false })
    expect(ours.text).toBe(Buffer.from(expected).toString())
  })
})

describe('option', () => {
  test('header', async () => {
    expect((await written(csv, [dataset(two, [['1', '2']])])).text).toBe('a,b\n1,2\n')
    expect(await body([['1', '2']], { header: false })).toBe('1,2\n')
  })

  test('null: its text is quoted where it is no NULL', async () => {
    const rows = [
      [null, 'NULL'],
      ['', 'NULLS'],
    ]
    expect(await body(rows, { null: 'NULL' })).toBe('NULL,"NULL"\n"",NULLS\n')
    expect(await body([[null, '(a.b)*']], { null: '(a.b)*' })).toBe('(a.b)*,"(a.b)*"\n')
  })

  test.each([';', '\t', '|', ' ', '.', '-', '::', '🧀'])('delimiter %j', async (delimiter) => {
    const row = ['a,b', `a${delimiter}b`]
    expect(await body([row, ['-1.5', null]], { delimiter })).toBe(
      `a,b${delimiter}"a${delimiter}b"\n${/[.-]/.test(delimiter) ? '"-1.5"' : '-1.5'}${delimiter}\n`,
    )
  })

  test.each(['', '"', '\n', ',\r'])('delimiter %j is refused', async (delimiter) => {
    await expect(body([], { delimiter })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--delimiter'),
    })
  })

  test.each([
    ['a,b', ','],
    ['say "no"', ','],
    ['a\nb', ','],
    ['\r', ','],
    ['a;b', ';'],
  ])('null %j beside delimiter %j is refused: it would break the file', async (text, delimiter) => {
    await expect(body([], { null: text, delimiter })).rejects.toMatchObject({
      code: 'usage',
      message: `--null cannot be ${JSON.stringify(text)}`,
    })
  })

  test('bom', async () => {
    const { bytes } = await written(csv, [dataset(two, [])], { bom: true })
    expect(bytes.toString('latin1')).toBe('\xef\xbb\xbfa,b\n')
  })

  test('crlf ends lines, and changes none within a text', async () => {
    expect(
      await body(
        [
          ['a\nb', 'c'],
          ['', null],
        ],
        { crlf: true },
      ),
    ).toBe('"a\nb",c\r\n"",\r\n')
  })

  test('excel: a byte order mark, CR LF, and no ID that looks like SYLK', async () => {
    const { text } = await written(csv, [dataset([column('ID')], [['ID']])], { excel: true })
    expect(text).toBe('\uFEFF"ID"\r\nID\r\n')
  })
})

describe('guardFormulas', () => {
  async function guarded(names: readonly string[], row: Row, kind: Kind = 'text') {
    const columns = names.map((name) => column(name, kind))
    return written(csv, [dataset(columns, [row])], { guardFormulas: true })
  }

  test("puts ' before text that would be run, and counts it", async () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', "=cmd|' /C calc'!A0"]) {
      const { text: output, notes } = await guarded(['a'], [text])
      expect(output).toBe(`a\n'${text}\n`)
      expect(notes).toEqual(["--guard-formulas put ' before 1 cell"])
    }
    expect((await guarded(['=a', 'b'], ['\r=1', 'x'])).text).toBe(`'=a,b\n"'\r=1",x\n`)
    expect((await guarded(['=a', 'b'], ['@', 'x'])).notes).toEqual([
      "--guard-formulas put ' before 2 cells",
    ])
  })

  test('leaves numbers, and text that begins with none of them', async () => {
    expect(await guarded(['a', 'b'], ['-1.50', null], 'decimal')).toMatchObject({
      text: 'a,b\n-1.50,\n',
      notes: [],
    })
    const row = [-1n, -1.5, 'a=1', "'=1", ' =1', '', '\n=1']
    expect((await guarded(['', '', '', '', '', '', ''], row)).notes).toEqual([])
  })

  test.each<[Kind, string]>([
    ['date', '-infinity'],
    ['datetime', '-infinity'],
    ['time', '-838:59:59.5'],
    ['float', '-Infinity'],
    ['float', '-1.5e-07'],
    ['integer', '-5'],
  ])('leaves the %s %s, but not a formula in such a column', async (kind, text) => {
    expect(await guarded(['a'], [text], kind)).toMatchObject({ text: `a\n${text}\n`, notes: [] })
    expect((await guarded(['a'], ['-1+cmd|x'], kind)).text).toBe("a\n'-1+cmd|x\n")
  })

  test('is off by default', async () => {
    expect(await body([['=1', '@']])).toBe('=1,@\n')
  })
})

describe.skipIf(!hasPython)("read by Python's csv", () => {
  const pairs = texts.map((text, index) => [text, texts.at(-1 - index) ?? ''])
  const expected = pairs.map((pair) => pair.map((text) => text.toWellFormed()))

  test.each([{}, { crlf: true }, { delimiter: ';' }, { delimiter: '\t' }, { null: 'a' }])(
    'any text comes back: %j',
    async (options) => {
      const { delimiter } = { delimiter: ',', ...options }
      expect(readCsv(await body(pairs, options), delimiter)).toEqual(expected)
    },
  )

  test('any text comes back as a name', async () => {
    const columns = texts.map((text) => column(text))
    const { text } = await written(csv, [dataset(columns, [])])
    expect(readCsv(text)).toEqual([texts.map((text) => text.toWellFormed())])
  })
})

describeDatabase('postgresql', (database) => {
  // psql before version 18 ends at a line \. even within quotes, and no text of PostgreSQL has \0.
  const storable = texts.filter((text) => !/\0|^\\\.$/m.test(text))
  const cells = [null, ...storable]
  const pairs = cells.map((cell, index) => [cell, cells.at(-1 - index) ?? ''])

  test.each([{}, { null: 'NULL' }, { delimiter: '|' }, { crlf: true }])(
    'COPY reads back any text and tells NULL from the empty string: %j',
    async (options) => {
      const { text } = await written(csv, [dataset(two, pairs)], options)
      const given = { null: '', delimiter: ',', ...options }
      const words = `format csv, header, delimiter '${given.delimiter}', null '${given.null}'`
      expect(await loadedBy(database, text, words, ['a', 'b'])).toEqual(
        pairs.map((pair) => pair.map((cell) => cell?.toWellFormed() ?? null)),
      )
    },
  )

  test('COPY reads back a lone column', async () => {
    const cells = [null, '', 'x', null, '\\.', '\\N']
    const single = cells.map((cell) => [cell])
    const { text } = await written(csv, [dataset([column('a')], single)])
    expect(await loadedBy(database, text, 'format csv, header', ['a'])).toEqual(single)
  })
})
