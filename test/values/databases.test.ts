import { beforeAll, expect, test } from 'vitest'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'
import { written } from './read-back.js'

/** What is written of a column's cells, from the first row to the last; the last is NULL. */
interface Written {
  readonly csv: readonly string[]
  readonly json: readonly string[]
}

interface LogicalColumn extends Written {
  readonly name: string
  readonly type: string
  readonly literals: readonly string[]
}

/** One table, which every database holds in its own way. */
const columns: readonly LogicalColumn[] = [
  column('id', 'integer', ['1', '-2147483648']),
  column('big', 'bigint', ['9007199254740993', '-9223372036854775808']),
  column('price', 'decimal(10, 2)', ['1.50', '-1000.00']),
  column('ratio', 'double precision', ['0.1', '-2.5']),
  column('whole', 'double precision', ['1', '-0.0'], ['1', '0'], ['1.0', '0.0']),
  column('vast', 'double precision', ['1e300', '1e-7'], ['1e+300', '1e-07']),
  text('day', 'date', ['2024-02-29', '0001-01-01']),
  text('at', 'timestamp', ['2024-02-29 12:30:45', '1999-12-31 23:59:59']),
  text('clock', 'time', ['12:30:45', '00:00:00']),
  text('fixed', 'varchar(9)', ['001', '1e3']),
  text('emoji', 'varchar(9)', ['😀é', '漢字']),
  column('note', 'varchar(9)', [`'a, "b"'`, `''`], ['"a, ""b"""', '""'], ['"a, \\"b\\""', '""']),
  column('broken', 'varchar(9)', [`'a\n\tb'`, `' '`], ['"a\n\tb"', ' '], ['"a\\n\\tb"', '" "']),
  column('flag', 'boolean', ['true', 'false']),
  column('bytes', 'blob', [`x'78'`, `x''`], ['\\x78', '\\x'], ['"\\\\x78"', '"\\\\x"']),
  column('data', 'json', [`'[1.0]'`, `'null'`], ['[1.0]', 'null'], ['[1.0]', 'null']),
]

/** How the SQL that makes the table reads on a database: some words in the place of others. */
const words: Readonly<Record<DatabaseName, readonly (readonly [string, string])[]>> = {
  sqlite: [],
  postgresql: [
    [' blob', ' bytea'],
    ["x'", "'\\x"],
  ],
  mysql: [[' timestamp', ' datetime']],
}

interface Difference extends Written {
  readonly reason: string
}

const truth = 'TRUE and FALSE are the numbers 1 and 0'

/** Where a database's cells are written otherwise. */
const differences: Readonly<Record<DatabaseName, Readonly<Record<string, Difference>>>> = {
  postgresql: {},
  mysql: {
    vast: { ...both('1e300', '0.0000001'), reason: 'MySQL has its own way with exponents' },
    flag: { ...both('1', '0'), reason: truth },
  },
  sqlite: {
    price: {
      ...both('1.5', '-1000'),
      reason: 'a decimal is a REAL, or an INTEGER where it can be',
    },
    whole: { ...both('1.0', '0.0'), reason: 'the point tells a REAL from an INTEGER' },
    vast: { ...both('1e+300', '1e-7'), reason: 'JavaScript has its own way with exponents' },
    flag: { ...both('1', '0'), reason: truth },
    data: { csv: ['[1.0]', 'null'], json: ['"[1.0]"', '"null"'], reason: 'JSON is text' },
  },
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    beforeAll(() => execute(creation(name)))

    const named = columns.map((each) => [each.name, each] as const)
    test.each(named)('writes %s as every database does', async (column, same) => {
      const { csv, json } = differences[name][column] ?? same
      const query = `select ${column} from logical order by n`
      const lines = [...csv, ''].map((cell) => `${cell}\n`)
      expect((await written(url, query, 'csv', '--no-header')).toString()).toBe(lines.join(''))
      const objects = [...json, 'null'].map((value) => `{"${column}": ${value}}`)
      expect((await written(url, query, 'json')).toString()).toBe(`[${objects.join(', ')}]\n`)
    })

    const meant = Object.entries(differences[name])
    test.each(meant)('means to write %s otherwise: $reason', (column, { csv, json }) => {
      const same = columns.find((each) => each.name === column)
      expect({ csv, json }).not.toEqual({ csv: same?.csv, json: same?.json })
    })
  })
}

function both(...cells: readonly string[]): Written {
  return { csv: cells, json: cells }
}

function column(
  name: string,
  type: string,
  literals: readonly string[],
  csv: readonly string[] = literals,
  json: readonly string[] = csv,
): LogicalColumn {
  return { name, type, literals, csv, json }
}

function text(name: string, type: string, texts: readonly string[]): LogicalColumn {
  const literals = texts.map((each) => `'${each}'`)
  return column(
    name,
    type,
    literals,
    texts,
    texts.map((each) => `"${each}"`),
  )
}

function creation(database: DatabaseName): string {
  const rows = [0, 1].map((row) => [row, ...columns.map(({ literals }) => literals[row])])
  const nulls = [2, ...columns.map(() => 'null')]
  const sql = `
    create table logical (n integer, ${columns.map(({ name, type }) => `${name} ${type}`).join(', ')});
    insert into logical values ${[...rows, nulls].map((row) => `(${row.join(', ')})`).join(', ')}`
  return words[database].reduce((text, [from, to]) => text.replaceAll(from, to), sql)
}
