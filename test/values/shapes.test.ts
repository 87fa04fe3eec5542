import { describe, expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { type Cell, readers, type Table } from '../readers/index.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'
import { written } from './read-back.js'

/** Where the databases differ. */
interface Own {
  readonly quote: string
  /** The most columns that a query may have. */
  readonly mostColumns: number
  /** Names that others do not allow. */
  readonly names: readonly string[]
}

const own: Readonly<Record<DatabaseName, Own>> = {
  sqlite: { quote: '"', mostColumns: 2000, names: ['', 'trailing '] },
  postgresql: { quote: '"', mostColumns: 1664, names: ['trailing '] },
  mysql: { quote: '`', mostColumns: 4096, names: [''] },
}

/** Names twice, numbers out of order, what JavaScript's objects have, and what formats write. */
const oddNames = [
  ...['a', 'a', 'a_2', 'A', '2', '1', '__proto__', 'constructor', 'toString', 'length'],
  ...['no', 'null', '~', '=1+1', 'é', 'a.b', '<b>&amp;', 'a|b', "it's", 'a, b', '# x'],
]

/** The same where they must differ. */
const oddKeys = oddNames.with(1, 'a_3')

/** LaTeX takes seconds, and does not know which database the names come from. */
const formatsOf = (database: DatabaseName) =>
  formats.filter(({ name }) => name !== 'latex' || database === 'sqlite')

/**
 * The readers of these take long for thousands of columns; LaTeX, and SQLite, which reads the SQL,
 * do not hold so many at all.
 */
const narrowFormats = ['table', 'markdown', 'latex', 'sql']
const wideFormats = formats.filter(({ name }) => !narrowFormats.includes(name))

for (const database of databaseNames) {
  const { quote, mostColumns, names } = own[database]
  const selected = (all: readonly string[]) =>
    all.map((name, index) => `${index} as ${quote}${name}${quote}`).join(', ')

  describeDatabase(database, ({ url }) => {
    const readBack = async (query: string, format: string) => {
      const reader = readers[format]
      const options = Object.entries(reader?.options ?? {}).map(([name, value]) =>
        value === true ? `--${name}` : `--${name}=${value}`,
      )
      return reader?.read(await written(url, query, format, ...options))
    }

    describe.each(formatsOf(database))('$name', ({ name: format }) => {
      const expected = (table: Table) => readers[format]?.expected(table)
      const there = readers[format]?.there ?? true

      test.skipIf(!there)('keeps every name, in its place', async () => {
        const all = [...oddNames, ...names]
        const rows = [all.map((_, index) => integer(index))]
        const keys = [...oddKeys, ...names]
        expect(await readBack(`select ${selected(all)}`, format)).toEqual(
          expected({ names: all, keys, rows }),
        )
      })

      test.skipIf(!there)('keeps the names of no rows', async () => {
        const all = ['id', '__proto__', 'é']
        expect(await readBack(`select ${selected(all)} where 1 = 0`, format)).toEqual(
          expected({ names: all, rows: [] }),
        )
      })
    })

    test.each(wideFormats)('holds as many columns as there can be in $name', async ({ name }) => {
      const all = Array.from({ length: mostColumns }, (_, index) => `c${index}`)
      const rows = [all.map((_, index) => integer(index))]
      expect(await readBack(`select ${selected(all)}`, name)).toEqual(
        readers[name]?.expected({ names: all, rows }),
      )
    })
  })
}

/** What two rows without a column are: rows where a format can tell that there are any. */
const withoutColumns: Readonly<Record<string, string>> = {
  csv: '\n\n',
  tsv: '\n\n',
  json: '[{}, {}]\n',
  jsonl: '{}\n{}\n',
  yaml: '- {}\n- {}\n',
  table: '(2 rows, no columns)\n',
  markdown: '(2 rows, no columns)\n',
  rst: '(2 rows, no columns)\n',
  jira: '(2 rows, no columns)\n',
  sql: "SET client_encoding = 'UTF8';\n-- (2 rows, no columns)\n",
}

describeDatabase('postgresql', ({ url }) => {
  test.each(Object.entries(withoutColumns))(
    'tells rows without columns in %s',
    async (name, text) => {
      const bytes = await written(url, 'select from generate_series(1, 2)', name)
      expect(bytes.toString()).toBe(text)
    },
  )
})

function integer(value: number): Cell {
  return { kind: 'integer', text: `${value}` }
}
