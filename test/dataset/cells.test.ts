import { describe, expect, test } from 'vitest'
import { Dataset } from '../../src/index.js'
import { hasOpenpyxl, readXlsx } from '../readers/xlsx.js'

/** The kind and the exact cells of a column of these values. */
function held(...values: unknown[]) {
  const dataset = Dataset.from(values.map((value) => ({ value })))
  return { kind: dataset.columns[0]?.kind, cells: dataset.rows.map(([cell]) => cell) }
}

class Money {
  readonly amount = '1.50'
  toJSON() {
    return this.amount
  }
}

class Cheese {
  readonly name = 'brie'
  readonly #secret = 1
  get secret() {
    return this.#secret
  }
}

const when = new Date(Date.UTC(2024, 1, 29, 12, 30, 45, 678))

test.each<[what: string, values: unknown[], kind: string, cells: unknown[]]>([
  ['text', ['a', ''], 'text', ['a', '']],
  ['whole numbers', [1, -0, 2 ** 53 - 1], 'integer', [1n, 0n, 9007199254740991n]],
  ['bigints', [2n ** 70n, 1], 'integer', [2n ** 70n, 1n]],
  ['numbers', [1, 2.5, 1e300], 'float', [1n, 2.5, 1e300]],
  ['what is no number', [Number.NaN, -Infinity], 'float', [Number.NaN, -Infinity]],
  ['booleans', [true, false, null], 'boolean', [true, false, null]],
  ['bytes', [Uint8Array.of(0, 255)], 'bytes', [Uint8Array.of(0, 255)]],
  [
    'dates',
    [when, new Date(0)],
    'datetime',
    ['2024-02-29 12:30:45.678+00', '1970-01-01 00:00:00+00'],
  ],
  ['objects and arrays', [{ a: [1] }, ['x']], 'json', ['{"a":[1]}', '["x"]']],
  ['a Map and a Set', [new Map([['a', 1]]), new Set([1])], 'json', ['{"a":1}', '[1]']],
  [
    'numbers in objects',
    [{ a: 2n ** 60n, b: 1n, c: Number.NaN }],
    'json',
    ['{"a":"1152921504606846976","b":1,"c":"NaN"}'],
  ],
  ['what says its own text', [new Money(), new URL('http://a/')], 'text', ['1.50', 'http://a/']],
  ['instances of classes', [new Cheese()], 'json', ['{"name":"brie"}']],
  ['several kinds', [1, 'a', when], 'unknown', [1n, 'a', '2024-02-29 12:30:45.678+00']],
  ['nothing', [null, undefined], 'unknown', [null, null]],
  ['nothing, and then text', [null, 'a'], 'text', [null, 'a']],
])('%s', (_what, values, kind, cells) => {
  expect(held(...values)).toEqual({ kind, cells })
})

test.each<[value: unknown, told: string]>([
  [new Date(Number.NaN), 'column "value": an invalid Date is no value of a cell'],
  [() => 1, 'column "value": a function is no value of a cell'],
  [Symbol('a'), 'column "value": a symbol is no value of a cell'],
])('%s is refused', (value, message) => {
  expect(() => held(value)).toThrow(expect.objectContaining({ code: 'usage', message }))
})

test('what has no JSON is refused, with its cause', () => {
  const round: { self?: unknown } = {}
  round.self = round
  expect(() => held(round)).toThrow(
    expect.objectContaining({
      message: 'column "value": the object has no JSON of a cell',
      cause: expect.any(TypeError),
    }),
  )
})

test('numbers of a column that was declared as floats are floats', async () => {
  const column = { name: 'price', kind: 'float', typeName: 'REAL' } as const
  const dataset = new Dataset({ columns: [column], rows: [[1]] })
  dataset.append([2n])
  dataset.addColumn({ ...column, name: 'next' }, [3, 4.5])
  expect(await dataset.export('csv')).toBe('price,next\n1.0,3.0\n2,4.5\n')
})

describe('Dataset.from', () => {
  test('has every key, in the order in which they first come', () => {
    const dataset = Dataset.from([{ b: 1 }, { a: 2, b: 3 }, {}])
    expect(dataset.names).toEqual(['b', 'a'])
    expect(dataset.arrays()).toEqual([
      [1, null],
      [3, 2],
      [null, null],
    ])
  })

  test('takes only what an object owns, whatever its name', () => {
    const dataset = Dataset.from([JSON.parse('{"__proto__": 1, "constructor": 2}'), {}])
    expect(dataset.names).toEqual(['__proto__', 'constructor'])
    expect(dataset.arrays()).toEqual([
      [1, 2],
      [null, null],
    ])
    expect(Object.entries(dataset.at(0) ?? {})).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ])
  })

  test('takes interfaces and instances of classes', () => {
    interface Row {
      name: string
    }
    const rows: Row[] = [{ name: 'brie' }]
    expect(Dataset.from(rows).objects()).toEqual([{ name: 'brie' }])
    expect(Dataset.from([new Cheese()]).objects()).toEqual([{ name: 'brie' }])
  })

  test.each([[[1, 2]], [new Map([['a', 1]])], [null], ['text']])('refuses %j as a row', (row) => {
    expect(() => Dataset.from([{ a: 1 }, row as object])).toThrow(
      expect.objectContaining({ code: 'usage', message: 'row 1 has no names' }),
    )
  })

  test('of nothing has no columns', async () => {
    const dataset = Dataset.from([])
    expect([dataset.width, dataset.height]).toEqual([0, 0])
    expect(await dataset.export('json')).toBe('[]\n')
  })
})

describe('in the formats', () => {
  const dataset = Dataset.from([
    { at: when, n: 1n, big: 2n ** 60n, x: Number.NaN, bytes: Uint8Array.of(1), of: { a: [1] } },
    { at: null, n: 2.5, big: 1, x: 1, bytes: null, of: null },
  ])

  test('json', async () => {
    expect(await dataset.export('jsonl')).toBe(
      `{"at": "2024-02-29 12:30:45.678+00", "n": 1, "big": 1152921504606846976, "x": "NaN", "bytes": "\\\\x01", "of": {"a":[1]}}
{"at": null, "n": 2.5, "big": 1, "x": 1, "bytes": null, "of": null}
`,
    )
  })

  test('csv', async () => {
    expect(await dataset.export('csv')).toBe(
      `at,n,big,x,bytes,of
2024-02-29 12:30:45.678+00,1,1152921504606846976,NaN,\\x01,"{""a"":[1]}"
,2.5,1,1,,
`,
    )
  })

  test.skipIf(!hasOpenpyxl)('xlsx has real dates and numbers', async () => {
    const { sheets } = readXlsx(await dataset.export('xlsx'))
    const cells = sheets[0]?.rows[1]?.map(({ value, type }) => [type, value])
    expect(cells).toEqual([
      ['d', '2024-02-29 12:30:45.678000'],
      ['n', 1],
      ['s', '1152921504606846976'],
      ['s', 'NaN'],
      ['s', '\\x01'],
      ['s', '{"a":[1]}'],
    ])
  })

  test.skipIf(!hasOpenpyxl)('rows that are added tell the kind too', async () => {
    const added = new Dataset({ columns: ['at'] })
    added.append([null])
    added.append({ at: when })
    const { sheets } = readXlsx(await added.export('xlsx'))
    expect(sheets[0]?.rows[2]?.[0]?.type).toBe('d')
  })
})
