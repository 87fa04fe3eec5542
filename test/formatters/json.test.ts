import { describe, expect, test, vi } from 'vitest'
import json from '../../formatters/json.js'
import type { Column, Kind } from '../../src/core/column.js'
import type { Value } from '../../src/core/value.js'
import { hasPython, readJson } from '../readers/data.js'
import { anyTexts } from './any-text.js'
import { columns, rows } from './every-kind.js'
import { expectGolden } from './golden.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, failing, written } from './written.js'

const texts = [...anyTexts(2000), ...hostileTexts(500)]

/** What a cell becomes. */
async function value(
  cell: Value,
  kind: Kind,
  { element, ...options }: { element?: Column['element']; bigNumbers?: string } = {},
): Promise<string> {
  const only = column('a', kind, element && { element })
  const { text } = await written(json, [dataset([only], [[cell]])], options)
  return /^\[\{"a": (.*)\}\]\n$/s.exec(text)?.[1] ?? text
}

test.each([
  { file: 'json.json', options: {} },
  { file: 'json-indent.json', options: { indent: 2 } },
])('$file is as it was', async ({ file, options }) => {
  const { text } = await written(json, [dataset(columns, rows)], options)
  expectGolden(file, text)
  expect(JSON.parse(text)).toHaveLength(rows.length)
})

describe('numbers', () => {
  test.each<[Kind, Value, string]>([
    ['integer', '9223372036854775808123', '9223372036854775808123'],
    ['integer', '00042', '42'],
    ['integer', '-0', '-0'],
    ['unknown', 9007199254740993n, '9007199254740993'],
    ['decimal', '1.500', '1.500'],
    ['decimal', '-0.50', '-0.50'],
    ['decimal', '000.50', '0.50'],
    ['decimal', '1500', '1500'],
    ['decimal', '12345678901234567890.123456789', '12345678901234567890.123456789'],
    ['float', '1', '1.0'],
    ['float', '-0', '-0.0'],
    ['float', '1e+15', '1e+15'],
    ['float', '0.10000000149011612', '0.10000000149011612'],
    ['unknown', 1, '1.0'],
    ['unknown', -0, '-0.0'],
    ['unknown', 5e-324, '5e-324'],
    ['decimal', 'NaN', '"NaN"'],
    ['float', '-Infinity', '"-Infinity"'],
    ['unknown', Number.NaN, '"NaN"'],
    ['unknown', Number.POSITIVE_INFINITY, '"Infinity"'],
  ])('%s %s is %s', async (kind, cell, expected) => {
    expect(await value(cell, kind)).toBe(expected)
  })

  test('text that looks like one stays text', async () => {
    for (const kind of ['text', 'unknown', 'date', 'bytes'] as const) {
      expect(await value('1', kind)).toBe('"1"')
    }
  })
})

test.each<[Kind, Value, string]>([
  ['boolean', true, 'true'],
  ['boolean', false, 'false'],
  ['text', 'true', '"true"'],
  ['text', '', '""'],
  ['text', null, 'null'],
  ['unknown', null, 'null'],
  ['bytes', Uint8Array.of(0, 255), '"\\\\x00ff"'],
  ['bytes', '\\x00ff', '"\\\\x00ff"'],
  ['datetime', 'infinity', '"infinity"'],
  ['json', '{"b":1.50,"b":1E400,"a":null}', '{"b":1.50,"b":1E400,"a":null}'],
  ['json', 'null', 'null'],
])('%s %s is %s', async (kind, cell, expected) => {
  expect(await value(cell, kind)).toBe(expected)
})

describe('arrays', () => {
  test.each<[Kind, string, string]>([
    ['text', '{}', '[]'],
    ['text', '{a,"b c",NULL,"NULL",""}', '["a", "b c", null, "NULL", ""]'],
    ['text', '{"a\\"b","c\\\\d","{e}","f,g",h\'i}', '["a\\"b", "c\\\\d", "{e}", "f,g", "h\'i"]'],
    ['text', '{{a,b},{c,d}}', '[["a", "b"], ["c", "d"]]'],
    ['integer', '{1,-2,NULL}', '[1, -2, null]'],
    ['integer', '[0:1]={1,2}', '[1, 2]'],
    ['integer', '[1:1][-2:-1]={{1,2}}', '[[1, 2]]'],
    ['float', '{1,1e+20,NaN}', '[1.0, 1e+20, "NaN"]'],
    ['decimal', '{1.50,0}', '[1.50, 0]'],
    ['boolean', '{t,f,NULL}', '[true, false, null]'],
    ['date', '{2024-01-01}', '["2024-01-01"]'],
    ['json', '{"{\\"a\\": [1]}",NULL,null}', '[{"a": [1]}, null, null]'],
    ['bytes', '{"\\\\x00ff"}', '["\\\\x00ff"]'],
  ])('of %s: %s', async (kind, literal, expected) => {
    expect(await value(literal, 'array', { element: { kind, delimiter: ',' } })).toBe(expected)
  })

  test('of boxes, which stand between semicolons', async () => {
    const element = { kind: 'text', delimiter: ';' } as const
    expect(await value('{(1,1),(0,0);(2,2),(1,1)}', 'array', { element })).toBe(
      '["(1,1),(0,0)", "(2,2),(1,1)"]',
    )
  })
})

describe('option bigNumbers string', () => {
  test.each<[Kind, Value, string]>([
    ['integer', '9007199254740991', '9007199254740991'],
    ['integer', '9007199254740992', '"9007199254740992"'],
    ['integer', '-9007199254740993', '"-9007199254740993"'],
    ['unknown', 9007199254740993n, '"9007199254740993"'],
    ['decimal', '1234567890.12345', '1234567890.12345'],
    ['decimal', '1234567890.123456', '"1234567890.123456"'],
    ['decimal', '-0.00000000000000123', '-0.00000000000000123'],
    ['decimal', '85.6000000000000000', '85.6000000000000000'],
    ['decimal', '0.00', '0.00'],
    ['decimal', '12345678901234567890', '"12345678901234567890"'],
    ['float', '0.10000000149011612', '0.10000000149011612'],
    ['float', '1e+300', '1e+300'],
  ])('%s %s is %s', async (kind, cell, expected) => {
    expect(await value(cell, kind, { bigNumbers: 'string' })).toBe(expected)
  })

  test('holds within arrays', async () => {
    const element = { kind: 'integer', delimiter: ',' } as const
    expect(await value('{1,9007199254740993}', 'array', { element, bigNumbers: 'string' })).toBe(
      '[1, "9007199254740993"]',
    )
  })
})

describe('layout', () => {
  const two = [column('a', 'integer'), column('b')]
  const cells = [
    ['1', 'x'],
    ['2', null],
  ]

  test.each([
    [0, '[{"a": 1, "b": "x"}, {"a": 2, "b": null}]\n'],
    [1, '[\n {\n  "a": 1,\n  "b": "x"\n },\n {\n  "a": 2,\n  "b": null\n }\n]\n'],
  ])('indent %i', async (indent, expected) => {
    expect((await written(json, [dataset(two, cells)], { indent })).text).toBe(expected)
  })

  test.each([0, 2, 8])('indent %i is that of JSON.stringify, and of nothing', async (indent) => {
    const { text } = await written(json, [dataset(two, cells)], { indent })
    if (indent > 0) expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, indent)}\n`)
    expect((await written(json, [dataset(two, [])], { indent })).text).toBe('[]\n')
  })

  test('rows without columns', async () => {
    const { text } = await written(json, [dataset([], [[], []])], { indent: 2 })
    expect(text).toBe('[\n  {},\n  {}\n]\n')
    expect((await written(json, [dataset([], [[], []])])).text).toBe('[{}, {}]\n')
  })
})

test('columns of one name are made different, which is said', async () => {
  const names = ['a', 'a', 'a_2', 'a', '', '', '2', '1', '__proto__', 'constructor']
  const columns = names.map((name) => column(name, 'integer'))
  const { text, notes } = await written(json, [dataset(columns, [names.map((_, n) => `${n}`)])])
  expect(text).toBe(
    '[{"a": 0, "a_3": 1, "a_2": 2, "a_4": 3, "": 4, "_2": 5, "2": 6, "1": 7, "__proto__": 8, "constructor": 9}]\n',
  )
  expect(notes).toEqual(['columns of one name are written as a_3, a_4, _2'])
})

test('a query that fails midway never gets its closing bracket', async () => {
  const chunks: string[] = []
  const sink = { write: async (chunk: string | Uint8Array) => void chunks.push(String(chunk)) }
  const source = failing([column('a')], [['x'], ['y']], new Error('lost'))
  const options = { indent: 0, bigNumbers: 'exact' } as const
  await expect(json.write(source, sink, options, () => {})).rejects.toThrow('lost')
  expect(chunks.join('')).toBe('[{"a": "x"}, {"a": "y"}')
})

test('JSON is read to see that it is JSON only where the database may hold other text', async () => {
  const cells = [['{"a": 1}'], ['oops']]
  const parse = vi.spyOn(JSON, 'parse')
  const checked = await written(json, [dataset([column('j', 'json')], cells)])
  expect(checked.text).toBe('[{"j": {"a": 1}}, {"j": "oops"}]\n')
  expect(parse).toHaveBeenCalledTimes(2)
  const valid = column('j', 'json', { validJson: true })
  await written(json, [dataset([valid], cells.slice(0, 1))])
  expect(parse).toHaveBeenCalledTimes(2)
  parse.mockRestore()
})

describe.skipIf(!hasPython)("read by Python's json", () => {
  test('every kind', async () => {
    const { text } = await written(json, [dataset(columns, rows)])
    const [first] = readJson(text) as [unknown]
    expect(first).toEqual({
      entries: [
        ['id', { integer: '1' }],
        ['name', 'red leicester'],
        ['price', { float: '1.50' }],
        ['ratio', { float: '2.2' }],
        ['sold', true],
        ['picture', '\\x00ff'],
        ['day', '2024-02-29'],
        ['time', '12:30:45'],
        ['at', '2024-02-29 12:30:45.123456+00'],
        [
          'details',
          {
            entries: [
              ['a', { float: '1.50' }],
              ['b', [true, null]],
            ],
          },
        ],
        ['tags', ['a', 'b c', null]],
        ['anything', 'x'],
      ],
    })
  })

  test('any text comes back, as a value and as a name', async () => {
    const expected = texts.map((text) => text.toWellFormed())
    const values = await written(json, [
      dataset(
        [column('a')],
        texts.map((text) => [text]),
      ),
    ])
    expect(readJson(values.text)).toEqual(expected.map((text) => ({ entries: [['a', text]] })))
    const names = [...new Set(expected)]
    const columns = names.map((name) => column(name))
    const named = await written(json, [dataset(columns, [names])], { indent: 3 })
    expect(readJson(named.text)).toEqual([{ entries: names.map((name) => [name, name]) }])
  })
})
