import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import sql from '../../formatters/sql.js'
import type { Table } from '../../src/core/table.js'
import type { Row } from '../../src/core/value.js'
import { hasPython, readSql } from '../readers/data.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'
import { hostileTexts } from '../values/hostile-texts.js'
import { anyTexts } from './any-text.js'
import { columns, rows } from './every-kind.js'
import { expectGolden } from './golden.js'
import { printed, runByClient, settings } from './inserted.js'
import { book, column, dataset, defaults, failing, written } from './written.js'

async function text(table: Table, options: Readonly<Record<string, unknown>> = {}) {
  return (await written(sql, [table], options)).text
}

describe.each(databaseNames)('for %s', (dialect) => {
  it('writes every kind as it was', async () => {
    expectGolden(`sql-${dialect}.sql`, await text(dataset(columns, rows), { dialect }))
  })
})

const one: Row[] = [['1']]
const id = [column('id', 'integer')]

it('writes for the database that the rows come from', async () => {
  const table: Table = { ...dataset([column('a"`b')], [['x']]), dialect: 'mysql' }
  expect(await text(table)).toBe(
    "SET NAMES utf8mb4;\nINSERT INTO `result` (`a\"``b`) VALUES\n  ('x');\n",
  )
  expect(await text(dataset([column('a"`b')], [['x']]))).toBe(
    'INSERT INTO "result" ("a""`b") VALUES\n  (\'x\');\n',
  )
})

it('ends a statement after so many rows, or so long a text', async () => {
  const numbers = dataset(id, [['1'], ['2'], ['3']], 2)
  expect(await text(numbers, { rowsPerStatement: 2 })).toBe(`\
INSERT INTO "result" ("id") VALUES
  (1),
  (2);
INSERT INTO "result" ("id") VALUES
  (3);
`)
  const long = Array.from({ length: 20 }, () => ['日'.repeat(100_000)])
  const statements = (await text(dataset([column('a')], long))).split(/(?<=;\n)/)
  expect(statements).toHaveLength(10)
  for (const statement of statements) expect(Buffer.byteLength(statement)).toBeLessThan(1e6)
})

it('names tables by their titles, and the first as it is told', async () => {
  const tables = (): Table[] => [
    { ...dataset(id, one), title: 'a.b' },
    { ...dataset(id, one), title: '"c' },
    dataset(id, one),
  ]
  const named = async (options = {}) =>
    (await written(sql, tables(), options)).text.match(/(?<=INTO ).*(?= \("id)/g)
  expect(await named()).toEqual(['"a.b"', '"""c"', '"result_3"'])
  expect(await named({ table: 'main.copy' })).toEqual(['"main"."copy"', '"""c"', '"result_3"'])
})

it('is a comment where there is nothing to insert', async () => {
  expect(await text(dataset(id, []))).toBe('-- (0 rows)\n')
  expect(await text(dataset([], [[], []], 1))).toBe('-- (2 rows, no columns)\n')
})

it('tells names apart as the database does', async () => {
  const names = async (dialect: DatabaseName) => {
    const columns = ['a', 'A', 'é', 'É', 'a'].map((name) => column(name, 'integer'))
    const list = /\((.*)\) VALUES/.exec(await text(dataset(columns, [[...'12345']]), { dialect }))
    return list?.[1]?.replace(/["`]/g, '')
  }
  expect(await names('postgresql')).toBe('a, A, é, É, a_2')
  expect(await names('sqlite')).toBe('a, A_2, é, É, a_3')
  expect(await names('mysql')).toBe('a, A_2, é, É_2, a_3')
})

it('says where there is a text that PostgreSQL does not have', async () => {
  const table = dataset(
    [column('id'), column('note')],
    [
      ['1', 'a'],
      ['2', 'a\0b'],
    ],
    1,
  )
  await expect(text(table, { dialect: 'postgresql' })).rejects.toThrow(
    'row 2, column "note" has a NUL',
  )
})

it('writes text for numbers that SQLite would round', async () => {
  const kinds = [column('i', 'integer'), column('d', 'decimal'), column('f', 'float')]
  const numbers = [
    ['9223372036854775807', '123456789012.345', '1'],
    ['9223372036854775808', '123456789012.3456', 'NaN'],
    ['-9223372036854775808', '0.00000000000000000001230', '-Infinity'],
  ]
  expect(await text(dataset(kinds, numbers))).toBe(`\
INSERT INTO "result" ("i", "d", "f") VALUES
  (9223372036854775807, 123456789012.345, 1.0),
  ('9223372036854775808', '123456789012.3456', 'NaN'),
  (-9223372036854775808, 0.00000000000000000001230, -9e999);
`)
})

test.skipIf(!hasPython)('SQLite reads back any values under any names', async () => {
  const name = fc.string({ unit: 'binary' }).filter((name) => !name.includes('\0'))
  const value = fc.oneof(
    fc.constant(null),
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostileTexts)),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.uint8Array(),
  )
  const table = fc
    .uniqueArray(name, { minLength: 1, maxLength: 4, selector: (name) => name.toLowerCase() })
    .chain((names) => {
      const row = fc.array(value, { minLength: names.length, maxLength: names.length })
      return fc.tuple(fc.constant(names), fc.array(row, { minLength: 1, maxLength: 30 }), name)
    })
  await fc.assert(
    fc.asyncProperty(table, async ([names, rows, title]) => {
      const columns = names.map((name) => column(name, 'unknown'))
      const script = await text({ ...dataset(columns, rows), title: `t${title}` })
      expect(readSql(script)).toEqual([names, ...rows.map((row) => row.map(inSqlite))])
    }),
    { numRuns: 40 },
  )
})

function inSqlite(value: Row[number]): unknown {
  if (typeof value === 'bigint') return { integer: `${value}` }
  return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('hex') } : value
}

/** Where the databases differ. */
interface Own {
  readonly type: string
  readonly quote: string
  /** The text's bytes, hexadecimal. */
  readonly hex: string
  readonly stored: (text: string) => boolean
  readonly name: RegExp
}

const own: Readonly<Record<DatabaseName, Own>> = {
  sqlite: { type: 'text', quote: '"', hex: 'hex(c)', stored: () => true, name: /^[^\0]*$/ },
  postgresql: {
    type: 'text',
    quote: '"',
    hex: "upper(encode(convert_to(c, 'UTF8'), 'hex'))",
    stored: (text) => !text.includes('\0'),
    name: /^[^\0]{1,15}$/,
  },
  mysql: {
    type: 'longtext character set utf8mb4',
    quote: '`',
    hex: 'hex(c)',
    stored: () => true,
    name: /^[^\0\u{10000}-\u{10ffff}]{0,30}[^\0\s\u{10000}-\u{10ffff}]$/u,
  },
}

const allTexts = [
  ...hostileTexts,
  ...anyTexts(500).map((text) => text.toWellFormed()),
  'line\r\n'.repeat(3000),
  '\x01'.repeat(3000),
]

for (const database of databaseNames) {
  const { type, quote, hex, stored, name } = own[database]
  const quoted = (name: string) => quote + name.replaceAll(quote, quote + quote) + quote

  describeDatabase(database, ({ url, execute }) => {
    it('its client refuses what was cut short', async () => {
      await execute('create table result (id integer)')
      const chunks: string[] = []
      const sink = { write: async (chunk: string | Uint8Array) => void chunks.push(String(chunk)) }
      const options = { ...defaults(sql), dialect: database }
      const lost = new Error('connection lost')
      const table = failing(id, [['1'], ['2']], lost)
      await expect(sql.write(book(table), sink, options, () => {})).rejects.toBe(lost)
      await expect(runByClient(database, url, chunks.join(''))).rejects.toThrow(/syntax|incomplete/)
      expect(await printed(database, url, 'select count(*) from result')).toEqual(['0'])
    })

    describe.each(settings[database])('its client, %s', (setting) => {
      it('makes the same texts', async () => {
        await execute(`drop table if exists texts; create table texts (n integer, c ${type})`)
        const texts = allTexts.filter(stored)
        const table = dataset(
          [column('n', 'integer'), column('c')],
          texts.map((text, index) => [BigInt(index), text]),
        )
        const script = await text({ ...table, title: 'texts' }, { dialect: database })
        await runByClient(database, url, script, setting)
        const found = await printed(database, url, `select ${hex} from texts order by n`)
        expect(found.map((line) => Buffer.from(line, 'hex').toString())).toEqual(texts)
      })

      it('finds tables and columns of any names', async () => {
        const folded = new Map(
          allTexts.filter((text) => name.test(text)).map((name) => [name.toLowerCase(), name]),
        )
        const names = [...folded.values()].slice(0, 200)
        const title = `'"\`; drop\n-- \\`
        const declared = names.map((name) => `${quoted(name)} integer`)
        await execute(`drop table if exists ${quoted(title)};
          create table ${quoted(title)} (${declared.join(', ')})`)
        const numbers = names.map((_, index) => BigInt(index))
        const table = dataset(
          names.map((name) => column(name, 'integer')),
          [numbers],
        )
        const script = await text({ ...table, title }, { dialect: database })
        await runByClient(database, url, script, setting)
        const [row] = await printed(database, url, `select * from ${quoted(title)}`)
        expect(row?.split(/[|\t]/)).toEqual(numbers.map(String))
      })
    })
  })
}
