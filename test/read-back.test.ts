import { beforeAll, describe, expect, test } from 'vitest'
import { formats } from '../formatters/index.js'
import { flag } from '../src/formats.js'
import { records } from './cli/records.js'
import { type Cell, readers } from './readers/index.js'
import { type DatabaseName, databaseNames, describeDatabase } from './servers/index.js'

const names = ['id', 'big', 'price', 'ratio', 'day', 'at', 'flag', 'note']

const notes = [
  'say "no", it\'s',
  'two\nlines',
  'a|b & c\\d <e>',
  '=1+1',
  '  spaced  out ',
  '',
  null,
  '漢字 🧀',
]

/** What stands before the notes, in turn. */
const values = [
  "9007199254740993, 1.50, 1, '2024-02-29', '2024-02-29 12:30:45', true",
  "-9223372036854775808, -1000.00, 1e300, '1999-12-31', '1999-12-31 23:59:59', false",
  'null, null, null, null, null, null',
]

/** The same as cells. */
function cells({ decimals, floats, truths }: Own): (Cell | null)[][] {
  const [big, small] = ['9007199254740993', '-9223372036854775808'].map(as.integer)
  const [day, oldDay] = ['2024-02-29', '1999-12-31'].map(as.date)
  const [at, oldAt] = ['2024-02-29 12:30:45', '1999-12-31 23:59:59'].map(as.datetime)
  return [
    [big, decimals[0], floats[0], day, at, truths[0]],
    [small, decimals[1], floats[1], oldDay, oldAt, truths[1]],
    [null, null, null, null, null, null],
  ] as (Cell | null)[][]
}

const as = {
  text: (text: string): Cell => ({ kind: 'text', text }),
  integer: (text: string): Cell => ({ kind: 'integer', text }),
  decimal: (text: string): Cell => ({ kind: 'decimal', text }),
  float: (text: string): Cell => ({ kind: 'float', text }),
  boolean: (text: string): Cell => ({ kind: 'boolean', text }),
  date: (text: string): Cell => ({ kind: 'date', text }),
  datetime: (text: string): Cell => ({ kind: 'datetime', text }),
}

/** Where the databases differ. */
interface Own {
  readonly datetime: string
  readonly setting?: string
  /** 1.50 and -1000.00 */
  readonly decimals: readonly [Cell, Cell]
  /** 1 and 1e300 */
  readonly floats: readonly [Cell, Cell]
  /** true and false */
  readonly truths: readonly [Cell, Cell]
}

const own: Readonly<Record<DatabaseName, Own>> = {
  sqlite: {
    datetime: 'datetime',
    // A decimal is stored as REAL, or as INTEGER where that loses nothing.
    decimals: [as.float('1.5'), as.integer('-1000')],
    floats: [as.float('1.0'), as.float('1e+300')],
    truths: [as.integer('1'), as.integer('0')],
  },
  postgresql: {
    datetime: 'timestamp',
    decimals: [as.decimal('1.50'), as.decimal('-1000.00')],
    floats: [as.float('1'), as.float('1e+300')],
    truths: [as.boolean('true'), as.boolean('false')],
  },
  mysql: {
    datetime: 'datetime',
    setting: "set sql_mode = concat(@@sql_mode, ',NO_BACKSLASH_ESCAPES');",
    decimals: [as.decimal('1.50'), as.decimal('-1000.00')],
    floats: [as.float('1'), as.float('1e300')],
    truths: [as.integer('1'), as.integer('0')],
  },
}

function creation({ setting = '', datetime }: Own): string {
  const rows = notes.map((note, index) => {
    const text = note === null ? 'null' : `'${note.replaceAll("'", "''")}'`
    return `(${index}, ${values[index % values.length]}, ${text})`
  })
  return `${setting}
    create table awkward (id integer, big bigint, price decimal(10, 2), ratio double precision,
      day date, at ${datetime}, flag boolean, note varchar(40));
    insert into awkward values ${rows.join(', ')}`
}

function expectedRows(own: Own): (Cell | null)[][] {
  const before = cells(own)
  return notes.map((note, index) => [
    as.integer(`${index}`),
    ...(before[index % before.length] ?? []),
    note === null ? null : as.text(note),
  ])
}

test('every format has a reader that is not ours', () => {
  expect(Object.keys(readers).sort()).toEqual(formats.map(({ name }) => name).sort())
})

for (const database of databaseNames) {
  describeDatabase(database, ({ url, execute }) => {
    beforeAll(() => execute(creation(own[database])))

    describe.each(formats)('$name', ({ name }) => {
      const reader = readers[name]

      test.skipIf(reader?.there === false)('comes back as the database has it', async () => {
        if (reader === undefined) throw new Error(`there is no reader of ${name}`)
        const { options, shows = /^/ } = reader
        const rows = expectedRows(own[database]).filter((row) =>
          row.every((cell) => shows.test(cell?.text ?? '')),
        )
        const ids = rows.map(([id]) => id?.text)
        const query = `select * from awkward where id in (${ids}) order by id`
        const args = [
          query,
          name,
          '--url',
          url,
          '--quiet',
          ...Object.entries(options).flatMap(words),
        ]
        const { status, bytes, stderr } = await records(args)
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
        expect(reader.read(bytes)).toEqual(reader.expected({ names, rows }))
      })
    })
  })
}

/** An option as the command line has it. */
function words([name, value]: [string, string | boolean]): string[] {
  return value === true ? [flag(name)] : [flag(name), String(value)]
}
