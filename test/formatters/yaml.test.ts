import { describe, expect, test } from 'vitest'
import yaml from '../../formatters/yaml.js'
import type { Column, Kind } from '../../src/core/column.js'
import type { Value } from '../../src/core/value.js'
import { type DataValue, hasPyYaml, readYaml11, readYaml12 } from '../readers/data.js'
import { anyTexts } from './any-text.js'
import { columns, rows } from './every-kind.js'
import { expectGolden } from './golden.js'
import { hostileTexts } from './hostile.js'
import { column, dataset, written } from './written.js'

/** What a cell becomes. */
async function value(cell: Value, kind: Kind, element?: Column['element']): Promise<string> {
  const { text } = await written(yaml, [
    dataset([column('a', kind, element && { element })], [[cell]]),
  ])
  return /^- \{a: (.*)\}\n$/s.exec(text)?.[1] ?? text
}

test('yaml.yaml is as it was', async () => {
  const second = dataset([column('n', 'integer')], [['1'], ['2']])
  const results = [dataset(columns, rows), second, dataset(columns, [])]
  expectGolden('yaml.yaml', (await written(yaml, results)).text)
})

describe('text', () => {
  test.each([
    ['red leicester', 'red leicester'],
    ["O'Brien (50%) a/b-c_d+e@f.g", "O'Brien (50%) a/b-c_d+e@f.g"],
    ['Łódź 日本酒', 'Łódź 日本酒'],
    ['', '""'],
    ['no', '"no"'],
    ['Y', '"Y"'],
    ['NULL', '"NULL"'],
    ['12:30:45', '"12:30:45"'],
    ['a ', '"a "'],
    ['a: b', '"a: b"'],
    ['a, b', '"a, b"'],
    ['a #b', '"a #b"'],
    ['a  b', '"a  b"'],
    ['say "no"', '"say \\"no\\""'],
    ['a\tb\n', '"a\\tb\\n"'],
    ['\0\x7f\x85\xa0', '"\\0\\x7F\\N\\_"'],
    ['\u2028\u2029\uFEFF\uFFFE', '"\\L\\P\\uFEFF\\uFFFE"'],
    ['\uD800x', '"�x"'],
    ['🧀', '"🧀"'],
  ])('%j is %s', async (text, expected) => {
    expect(await value(text, 'text')).toBe(expected)
  })
})

describe('other values', () => {
  test.each<[Kind, Value, string]>([
    ['integer', '9007199254740993', '9007199254740993'],
    ['integer', '-9223372036854775808', '-9223372036854775808'],
    ['integer', '-9223372036854775809', '"-9223372036854775809"'],
    ['integer', '18446744073709551615', '18446744073709551615'],
    ['integer', '18446744073709551616', '"18446744073709551616"'],
    ['integer', '010', '10'],
    ['decimal', '1.500', '1.500'],
    ['decimal', '1500', '1500'],
    ['decimal', '12345678901234567890.10', '12345678901234567890.10'],
    ['decimal', '100000000000000000000', '"100000000000000000000"'],
    ['decimal', `1${'0'.repeat(310)}.5`, `"1${'0'.repeat(310)}.5"`],
    ['float', '1', '1.0'],
    ['float', '1e+15', '1.0e+15'],
    ['float', '1e300', '1.0e+300'],
    ['float', '1.5E-7', '1.5e-7'],
    ['unknown', 1, '1.0'],
    ['unknown', 1e21, '1.0e+21'],
    ['unknown', 9007199254740993n, '9007199254740993'],
    ['decimal', 'NaN', '.nan'],
    ['float', 'Infinity', '.inf'],
    ['unknown', Number.NEGATIVE_INFINITY, '-.inf'],
    ['boolean', true, 'true'],
    ['text', null, 'null'],
    ['date', '2024-01-01', '"2024-01-01"'],
    ['bytes', Uint8Array.of(0, 255), '"\\\\x00ff"'],
    ['json', '{"b":[1.50,-2,1E400,null],"a":{}}', '{b: [1.50, -2, "1E400", null], a: {}}'],
    ['json', '{ "y" : "no", "" : "\\u00e9\\n" }', '{"y": "no", "": "é\\n"}'],
    [
      'json',
      '{"<<":[ ],"12:30":123456789012345678901}',
      '{"<<": [], "12:30": "123456789012345678901"}',
    ],
    ['json', '[{"a":1},{"a":{"a":2}}]', '[{a: 1}, {a: {a: 2}}]'],
    ['json', '{"a":{"b":1,"\\u0062":2}}', '"{\\"a\\":{\\"b\\":1,\\"\\\\u0062\\":2}}"'],
  ])('%s %s is %s', async (kind, cell, expected) => {
    expect(await value(cell, kind)).toBe(expected)
  })

  test('arrays', async () => {
    const element = { kind: 'text', delimiter: ',' } as const
    expect(await value('{{a,NULL},{yes,"b,\\"c"}}', 'array', element)).toBe(
      '[[a, null], ["yes", "b,\\"c"]]',
    )
  })
})

test('rows without columns', async () => {
  expect((await written(yaml, [dataset([], [[], []])])).text).toBe('- {}\n- {}\n')
})

test('columns of one name are made different', async () => {
  const columns = [column('y'), column('y'), column('')]
  const { text, notes } = await written(yaml, [dataset(columns, [['a', 'b', 'c']])])
  expect(text).toBe('- {"y": a, y_2: b, "": c}\n')
  expect(notes).toHaveLength(1)
})

const readers = [
  { name: 'PyYAML, of YAML 1.1', read: readYaml11, there: hasPyYaml },
  { name: 'js-yaml, of YAML 1.2', read: readYaml12, there: true },
]

describe.each(readers)('read by $name', ({ read, there }) => {
  async function readBack(
    columns: readonly Column[],
    rows: readonly Value[][],
  ): Promise<DataValue[]> {
    const { text } = await written(yaml, [dataset(columns, rows)])
    return read(text)[0] as DataValue[]
  }

  test.skipIf(!there)('any text comes back, as a value and as a name', async () => {
    const texts = [...anyTexts(2000), ...hostileTexts(500), 'x'.repeat(2000), '\n🧀'.repeat(500)]
    const expected = texts.map((text) => text.toWellFormed())
    const values = texts.map((text) => [text])
    expect(await readBack([column('a')], values)).toEqual(
      expected.map((text) => ({ entries: [['a', text]] })),
    )
    const names = [...new Set(expected)]
    const columns = names.map((name) => column(name))
    expect(await readBack(columns, [names])).toEqual([
      { entries: names.map((name) => [name, name]) },
    ])
  })

  test.skipIf(!there)('any JSON comes back', async () => {
    const texts = [...new Set(anyTexts(500).map((text) => text.toWellFormed())), 'k'.repeat(2000)]
    const json = (value: unknown) => [JSON.stringify(value, null, 1)]
    const values = texts.map((text) => json({ [text]: [text, { a: null }] }))
    expect(await readBack([column('a', 'json')], values)).toEqual(
      texts.map((text) => ({
        entries: [['a', { entries: [[text, [text, { entries: [['a', null]] }]]] }]],
      })),
    )
  })

  test.skipIf(!there)('every kind, in several documents', async () => {
    const results = [dataset(columns, rows), dataset(columns, []), dataset([column('n')], [['x']])]
    const documents = read((await written(yaml, results)).text)
    expect(documents.slice(1)).toEqual([[], [{ entries: [['n', 'x']] }]])
    expect((documents[0] as DataValue[]).slice(1, 4)).toEqual([
      {
        entries: [
          ['id', { integer: '9007199254740993' }],
          ['name', 'say "no", it\'s 1|2\nnew line'],
          ['price', { float: '-1000000.00' }],
          ['ratio', { float: '1.0' }],
          ['sold', false],
          ['picture', '\\x01ab'],
          ['day', '0044-03-15 BC'],
          ['time', '24:00:00'],
          ['at', 'infinity'],
          [
            'details',
            {
              entries: [
                ['a', '1E400'],
                ['é\n', 'é'],
              ],
            },
          ],
          [
            'tags',
            [
              ['1', ''],
              ['yes', '"\\'],
            ],
          ],
          ['anything', { integer: '1' }],
        ],
      },
      {
        entries: [
          ['id', { integer: '-1' }],
          ['name', ''],
          ['price', { float: '0.00' }],
          ['ratio', { float: '1.0e+300' }],
          ['sold', null],
          ...['picture', 'day', 'time'].map((name) => [name, '']),
          ['at', '-infinity'],
          ['details', 'null'],
          ['tags', []],
          ['anything', { float: '-0.0' }],
        ],
      },
      {
        entries: [
          ['id', { integer: '0' }],
          ['name', '=1+1'],
          ['price', { float: '.nan' }],
          ['ratio', { float: '-.inf' }],
          ...['sold', 'picture', 'day', 'time', 'at', 'details', 'tags'].map((name) => [
            name,
            null,
          ]),
          ['anything', { float: '1.0e+21' }],
        ],
      },
    ])
  })
})

test('a text of millions of characters is no trouble', async () => {
  const texts = ['x'.repeat(9_000_000), '7'.repeat(9_000_000), 'a\n'.repeat(3_000_000)]
  for (const text of texts) {
    const scalar = await value(text, 'text')
    expect(scalar.replace(/^"(.*)"$/, '$1').replaceAll('\\n', '\n') === text).toBe(true)
  }
})

test('a text that needs an escape only at its end takes no longer than others', async () => {
  // Tried by an ambiguous expression, these letters would take longer than the universe has.
  const text = 'any text, '.repeat(100)
  expect(await value(`${text}–`, 'text')).toBe(`"${text}–"`)
})
