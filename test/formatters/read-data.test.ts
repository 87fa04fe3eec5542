import { describe, expect, test } from 'vitest'
import json from '../../formatters/json.js'
import jsonl from '../../formatters/jsonl.js'
import yaml from '../../formatters/yaml.js'
import type { Format } from '../../src/core/formatter.js'
import { hasPython, hasPyYaml } from '../readers/data.js'
import { foreign } from '../writers/foreign.js'
import { columns, rows } from './every-kind.js'
import { again, readTable, readTables } from './reading.js'
import { column, dataset, written } from './written.js'

/** The kind and the cells of a column that has these values, written in JSON or YAML. */
async function cells(format: Format, values: readonly string[]): Promise<unknown[]> {
  const rows = values.map((value) => `{"a": ${value}}`)
  const text = format === jsonl ? rows.join('\n') : `[${rows.join(', ')}]`
  const table = await readTable(format, text)
  return [table.columns[0], ...table.rows.flat()]
}

describe.each<Format>([json, jsonl, yaml])('$name', (format) => {
  test.each<[string[], unknown[]]>([
    [
      ['true', 'null', 'false'],
      ['a boolean', true, null, false],
    ],
    [
      ['1', '-9007199254740993', '123456789012345678901234567890'],
      ['a integer', '1', '-9007199254740993', '123456789012345678901234567890'],
    ],
    [
      ['1.50', '2', '-0.00'],
      ['a decimal', '1.50', '2', '-0.00'],
    ],
    [
      ['1.5', '"NaN"', '"-Infinity"'],
      ['a decimal', '1.5', 'NaN', '-Infinity'],
    ],
    [
      ['1.0e+5', '2.50', '7', '-0.0'],
      ['a float', '1.0e+5', '2.50', 7n, '-0.0'],
    ],
    [
      ['"x"', '""', 'null', '"1"'],
      ['a text', 'x', '', null, '1'],
    ],
    [
      ['"NaN"', '"x"'],
      ['a text', 'NaN', 'x'],
    ],
    [['null'], ['a unknown', null]],
    [
      ['1', '"x"', 'true', 'null'],
      ['a json', '1', '"x"', 'true', null],
    ],
    [
      ['{"b": [1.50, {}]}', '[]'],
      ['a json', '{"b": [1.50, {}]}', '[]'],
    ],
    [['"\\u00e9\\n\\"\\\\"'], ['a text', 'é\n"\\']],
  ])('the column of %j', async (values, expected) => {
    expect(await cells(format, values)).toEqual(expected)
  })

  test('columns stand in the order in which they are met, NULL where they are missing', async () => {
    const rows = ['{"b": 1, "__proto__": 2}', '{}', '{"2": 3, "": 4, "1": 5, "b": 6}']
    const text = format === jsonl ? rows.join('\n') : `[${rows}]`
    expect(await readTable(format, text)).toEqual({
      columns: ['b integer', '__proto__ integer', '2 integer', ' integer', '1 integer'],
      rows: [
        ['1', '2', null, null, null],
        [null, null, null, null, null],
        ['6', null, '3', '4', '5'],
      ],
    })
  })

  test('a key that a row has twice is an error', async () => {
    const text = format === jsonl ? '{"a": 1, "\\u0061": 2}' : '[{"a": 1, "a": 2}]'
    await expect(readTable(format, text)).rejects.toMatchObject({
      code: 'query',
      message: expect.stringMatching(/row 1 has the key "a" twice|line 1: duplicated mapping key/),
    })
  })

  test('rows that share no key are an error before they fill the memory', async () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => `{"k${n}": ${n}}`)
    const text = format === jsonl ? rows.join('\n') : `[${rows.join(',\n')}]`
    await expect(readTable(format, text)).rejects.toThrow(
      `this ${format.name} cannot be read: it would be 30,000 rows of 30,000 columns`,
    )
  })

  test('what is not UTF-8 is an error', async () => {
    await expect(readTable(format, Buffer.from('[{"a":\n"\xe9"}]', 'latin1'))).rejects.toThrow(
      `this ${format.name} cannot be read: line 2 is not UTF-8`,
    )
  })
})

describe('json', () => {
  test('numbers, white space and escapes within JSON stay as they are', async () => {
    const cell = '{ "a":1E400,\n\t"a" : "\\u00e9 ]}\\"" }'
    expect((await readTable(json, ` [ {"a" :\n${cell}\r\n } ] `)).rows).toEqual([[cell]])
  })

  test('an empty array is a table without columns', async () => {
    expect(await readTable(json, '\ufeff[]')).toEqual({ columns: [], rows: [] })
    expect(await readTable(json, '[{}, {}]')).toEqual({ columns: [], rows: [[], []] })
  })

  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

  test.each([
    ['', 'Unexpected end of JSON input'],
    ['{"a": 1}', 'it is not an array'],
    ['[{"a": 1}, 2]', 'item 2 is not an object'],
    ['[{"a":\n1},\n{"b" 2}]', "line 3: Expected ':' after property name"],
    ['[{"a": "x\ny"}]', 'line 1: Bad control character in string literal'],
    ['['.repeat(100_000), 'Unexpected end of JSON input'],
    [deep(100_000), 'item 1 is not an object'],
  ])('an error %#: it says what is wrong', async (text, problem) => {
    await expect(readTable(json, text)).rejects.toMatchObject({
      code: 'query',
      message: `this json cannot be read: ${problem}`,
    })
  })

  test.each(['[{"a": NaN}]', '[{"a": 01}]', "[{'a': 1}]", '[{"a": 1},]'])('%s is none', (text) =>
    expect(readTable(json, text)).rejects.toMatchObject({ code: 'query' }),
  )

  test('a cell may be as deep as it likes', async () => {
    const table = await readTables(json, `[{"a": ${deep(100_000)}}]`)
    expect((await written(json, table.map(again))).text).toBe(`[{"a": ${deep(100_000)}}]\n`)
  })
})

describe('jsonl', () => {
  test('empty lines are nothing, and lines may end in CR LF', async () => {
    const { rows } = await readTable(jsonl, '{"a": 1}\r\n\r\n \n{"a": 2}')
    expect(rows).toEqual([['1'], ['2']])
    expect(await readTable(jsonl, '')).toEqual({ columns: [], rows: [] })
  })

  test.each([
    ['{"a": 1}\n[1]', 'line 2 is not an object'],
    ['{"a": 1}\n\n{"a": 2,\n', 'line 3: Expected double-quoted property name'],
  ])('%j is an error', async (text, problem) => {
    await expect(readTable(jsonl, text)).rejects.toMatchObject({
      code: 'query',
      message: `this jsonl cannot be read: ${problem}`,
    })
  })
})

describe('yaml', () => {
  test.each<[string[], unknown[]]>([
    [
      ['1.10', '0x1F', '0o17', '+1', '-007'],
      ['a decimal', '1.10', '31', '15', '1', '-7'],
    ],
    [
      ['.5', '5.', '+1.5', '.nan', '-.INF'],
      ['a decimal', '0.5', '5.0', '1.5', 'NaN', '-Infinity'],
    ],
    [
      ['1e3', '-.5E-3'],
      ['a float', '1e3', '-0.5e-3'],
    ],
    [
      ['no', '2024-01-01', '12:30:45', '1_000'],
      ['a text', 'no', '2024-01-01', '12:30:45', '1_000'],
    ],
    [
      ['~', 'Null', ''],
      ['a unknown', null, null, null],
    ],
    [
      ['!!str 5', "'5'"],
      ['a text', '5', '5'],
    ],
    [
      ['{b: .inf, 1: [x, ~]}', 'x'],
      ['a json', '{"b": "Infinity", "1": ["x", null]}', '"x"'],
    ],
    [
      ['.nan', 'x'],
      ['a json', '"NaN"', '"x"'],
    ],
  ])('the column of %j', async (values, expected) => {
    expect(await cells(yaml, values)).toEqual(expected)
  })

  test('block style, anchors and merged keys', async () => {
    const text = '- &first\n  a: |\n    two\n    lines\n  b: &b [1]\n- <<: *first\n  a: *b\n'
    expect(await readTable(yaml, text)).toEqual({
      columns: ['a json', 'b json'],
      rows: [
        ['"two\\nlines\\n"', '[1]'],
        ['[1]', '[1]'],
      ],
    })
  })

  test('a document is a table; no document is none', async () => {
    const tables = await readTables(yaml, '- {a: 1}\n---\n[]\n---\n- {b: 2}\n')
    expect(tables.map(({ rows }) => rows)).toEqual([[['1']], [], [['2']]])
    expect(await readTables(yaml, '')).toEqual([])
  })

  const laughs = Array.from({ length: 12 }, (_, n) => {
    return `- &l${n + 1} {x: [${Array(9).fill(n === 0 ? 'ha' : `*l${n}`)}]}\n`
  }).join('')
  const manyRows = `- &r {${Array.from({ length: 3000 }, (_, n) => `k${n}: ${n}`)}}\n${'- *r\n'.repeat(20_000)}`

  test.each([
    ['a: 1', 'a document is not a sequence'],
    ['- {a: 1}\n- x', 'item 2 is not a mapping'],
    ['- {1: a, "1": b}', 'line 1: duplicated mapping key'],
    ['- {? [a] : 1}', 'line 1: a key is neither text nor a number, a boolean or null'],
    ['- {a: 1}\n- {a: !!python/object:os.system x}', 'line 2: unknown scalar tag'],
    ['- {a: 1}\n- {a', 'line 2: unexpected end of the stream within a flow collection'],
    ['['.repeat(100_000), 'line 1: nesting exceeded maxDepth (100)'],
    ['- &a {b: *a}', 'its aliases nest too deep, or hold themselves'],
    [laughs, 'its aliases stand for more than a hundred times its text'],
    [manyRows, 'its aliases stand for more than a hundred times its text'],
  ])('an error %#: it says what is wrong', async (text, problem) => {
    await expect(readTables(yaml, text)).rejects.toMatchObject({
      code: 'query',
      message: expect.stringContaining(`this yaml cannot be read: ${problem}`),
    })
  })
})

describe('books', () => {
  const sheets = () => [
    { title: 'First "one"', ...dataset(columns, rows) },
    { title: 'yes', ...dataset([], []) },
    dataset([column('n', 'integer')], [['1'], ['2']]),
  ]

  async function bookText(format: Format, tables = sheets(), options = {}): Promise<string> {
    const chunks: (string | Uint8Array)[] = []
    const sink = { write: async (chunk: string | Uint8Array) => void chunks.push(chunk) }
    async function* book() {
      yield* tables
    }
    const defaults = { indent: 0, bigNumbers: 'exact', ...options }
    await format.writeBook?.(book(), sink, defaults, () => {})
    return chunks.join('')
  }

  test('json has titles and data', async () => {
    const tables = sheets().slice(1)
    expect(await bookText(json, tables)).toBe(
      '[{"title": "yes", "data": []}, {"title": null, "data": [{"n": 1}, {"n": 2}]}]\n',
    )
    expect(await bookText(json, [])).toBe('[]\n')
  })

  test.each([0, 2])(
    'json with indent %i is that of JSON.stringify, and of nothing',
    async (indent) => {
      const text = await bookText(json, sheets().slice(1), { indent })
      if (indent > 0) expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, indent)}\n`)
      expect(await bookText(json, [], { indent })).toBe('[]\n')
    },
  )

  test('yaml has titles and data', async () => {
    expect(await bookText(yaml, sheets().slice(1))).toBe(
      '- title: "yes"\n  data: []\n- title: null\n  data:\n    - {"n": 1}\n    - {"n": 2}\n',
    )
    expect(await bookText(yaml, [])).toBe('[]\n')
  })

  test.each<Format>([json, yaml])('$name reads what it writes', async (format) => {
    const text = await bookText(format)
    const tables = await readTables(format, text)
    expect(tables.map(({ title }) => title)).toEqual(['First "one"', 'yes', undefined])
    expect(await bookText(format, tables.map(again))).toBe(text)
  })

  test.skipIf(!hasPyYaml)('PyYAML reads the same from both', async () => {
    const { readJson, readYaml11 } = await import('../readers/data.js')
    const tables = () => sheets().slice(1)
    expect(readYaml11(await bookText(yaml, tables()))).toEqual([
      readJson(await bookText(json, tables())),
    ])
  })

  test.each([
    '[{"title": "x", "data": [1]}]',
    '[{"title": 1, "data": []}]',
    '[{"title": "x", "data": [], "more": 1}]',
    '[{"title": "x", "data": []}, {"title": "y"}]',
  ])('%s is a table of rows', async (text) => {
    for (const format of [json, yaml]) {
      const { columns } = await readTable(format, text)
      expect(columns.slice(0, 2)).toEqual([expect.stringMatching(/^title /), 'data json'])
    }
  })
})

const foreignRows = [
  ['id', 'text', 'flag', 'price', 'none', 'mixed'],
  [1, 'no "x"\n é 🧀', true, 1.5, null, 'a'],
  [-2, '2024-01-01', false, 2.25, null, 2],
]

const foreignTable = {
  columns: [
    'id integer',
    'text text',
    'flag boolean',
    'price decimal',
    'none unknown',
    'mixed json',
  ],
  rows: [
    ['1', 'no "x"\n é 🧀', true, '1.5', null, '"a"'],
    ['-2', '2024-01-01', false, '2.25', null, '2'],
  ],
}

test.skipIf(!hasPython)("what Python's json writes", async () => {
  for (const format of ['json', 'json-indent'] as const) {
    expect(await readTable(json, foreign(format, foreignRows))).toEqual(foreignTable)
  }
})

test.skipIf(!hasPyYaml)('what PyYAML writes', async () => {
  expect(await readTable(yaml, foreign('yaml', foreignRows))).toEqual(foreignTable)
})
