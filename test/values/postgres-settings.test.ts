import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Database, type Result, type Row } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { readCsv } from '../readers/data.js'
import { readXlsx } from '../readers/xlsx.js'
import { describeDatabase, psql } from '../servers/index.js'
import { matrices } from './matrix.js'
import { written } from './read-back.js'

const { setup, query } = matrices.postgresql
const formats = ['csv', 'json', 'yaml', 'xlsx']

/** What a role or a database may set that would change the text of values, or how SQL reads. */
const pinned = [
  `datestyle = 'SQL, DMY'`,
  `datestyle = 'German'`,
  `datestyle = 'Postgres, MDY'`,
  'intervalstyle = iso_8601',
  'intervalstyle = sql_standard',
  'intervalstyle = postgres_verbose',
  'bytea_output = escape',
  'extra_float_digits = 0',
  'extra_float_digits = -15',
  'client_encoding = LATIN1',
  'client_encoding = SQL_ASCII',
  'standard_conforming_strings = off',
]

/** What is the user's own choice, an expression whose text it changes, and that text. */
const respected = [
  [
    `timezone = 'Asia/Kolkata'`,
    `'2024-07-01 12:00:00+00'::timestamptz`,
    '2024-07-01 17:30:00+05:30',
  ],
  ['quote_all_identifiers = on', `'pg_class'::regclass`, '"pg_class"'],
  [`search_path = ''`, `'public.mine'::regclass`, 'public.mine'],
  ['xmlbinary = hex', `xmlelement(name x, '\\x00ff'::bytea)`, '<x>00FF</x>'],
  ['datestyle = DMY', `'01/02/2026'::date`, '2026-02-01'],
] as const

describeDatabase('postgresql', ({ url, execute }) => {
  const database = new URL(url).pathname.slice(1)
  const role = `${database}_role`
  const roleUrl = new URL(url)
  roleUrl.username = role
  roleUrl.password = 'secret'
  const bytes = () => Promise.all(formats.map((format) => written(roleUrl.href, query, format)))
  let plain: Buffer[]

  beforeAll(async () => {
    await execute(`${setup} create table mine (); create role ${role} login password 'secret'`)
    plain = await bytes()
  })
  beforeEach(() =>
    execute(`alter role ${role} reset all; alter role ${role} in database ${database} reset all;
      alter database ${database} reset all`),
  )
  afterAll(() => execute(`drop role ${role}`))

  test.each(pinned)('gives the same bytes to a role with %s', async (setting) => {
    await execute(`alter role ${role} in database ${database} set ${setting}`)
    expect(await bytes()).toEqual(plain)
  })

  test.each(pinned)('gives the same bytes from a database with %s', async (setting) => {
    await execute(`alter database ${database} set ${setting}`)
    expect(await bytes()).toEqual(plain)
  })

  test.each(respected)('respects %s, as psql does', async (setting, expression, text) => {
    await execute(`alter role ${role} set ${setting}`)
    const select = `select ${expression} as value`
    const [csv, printed] = await Promise.all([
      written(roleUrl.href, select, 'csv', '--no-header'),
      psql(roleUrl.href, '--csv', '--tuples-only', '--command', select),
    ])
    expect(readCsv(csv.toString())).toEqual([[text]])
    expect(readCsv(printed)).toEqual([[text]])
  })

  test('reads an interval as it writes it', async () => {
    await execute(`alter role ${role} set intervalstyle = sql_standard`)
    const select = "select interval '-1 2:03'"
    expect(await written(roleUrl.href, select, 'csv', '--no-header')).toEqual(
      Buffer.from('-1 days +02:03:00\n'),
    )
  })

  test('writes a timestamptz to a workbook as the clock of the session', async () => {
    await execute(`alter role ${role} set timezone = 'Asia/Kolkata'`)
    const select = "select '2024-07-01 12:00:00+00'::timestamptz as value"
    const sheet = readXlsx(await written(roleUrl.href, select, 'xlsx')).sheets[0]
    expect(sheet?.rows[1]).toMatchObject([{ value: '2024-07-01 17:30:00', type: 'd' }])
  })

  test('keeps dates as they are after a transaction that failed', async () => {
    await execute(`alter role ${role} set datestyle = 'German'`)
    await using pool = new Database(roleUrl.href)
    await failure(drained(pool.run('select 1/0', { transaction: true })))
    expect(await drained(pool.run("select date '2026-02-01'"))).toEqual([['2026-02-01']])
  })

  test('reads and writes UTF-8 whatever a script says of its encoding', async () => {
    const script = 'set client_encoding = LATIN1; select chr(233), length(:text)'
    expect(await written(roleUrl.href, script, 'csv', '--no-header', 'text=漢é')).toEqual(
      Buffer.from('é,2\n'),
    )
  })

  test('respects what the script itself sets', async () => {
    const script = "set datestyle = 'German'; select date '2026-02-01'"
    expect(await written(roleUrl.href, script, 'csv', '--no-header')).toEqual(
      Buffer.from('01.02.2026\n'),
    )
  })
})

async function drained(results: AsyncIterable<Result>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const result of results) {
    if (result.type === 'rows') for await (const batch of result.batches) rows.push(...batch)
  }
  return rows
}
