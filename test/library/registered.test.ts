import { readFileSync } from 'node:fs'
import { beforeAll, expect, inject, test } from 'vitest'
import {
  Database,
  Dataset,
  databaseOf,
  registerDatabase,
  registerFormat,
  type TableFormat,
} from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { describeDatabase } from '../servers/index.js'

const cheeses = Dataset.from([{ name: 'brie' }])
const attempt = (work: () => unknown) => failure(Promise.resolve().then(work))

const names: TableFormat<Record<never, never>> = {
  name: 'names',
  aliases: ['headings'],
  extensions: ['nam'],
  summary: 'the names of the columns',
  content: 'text',
  tables: 'one',
  options: {},
  async write({ columns }, sink) {
    await sink.write(columns.map(({ name }) => `${name}\n`).join(''))
  },
}

test('a registered format is known by its name, its alias and its extension', async () => {
  registerFormat(names)
  expect(await cheeses.export('names')).toBe('name\n')
  expect(await cheeses.export('headings')).toBe('name\n')
  const path = `${inject('folder')}/cheeses.nam`
  await cheeses.save(path)
  expect(readFileSync(path, 'utf8')).toBe('name\n')
  const { message, hint } = await failure(cheeses.export('name'))
  expect([message, hint]).toEqual(['there is no format called name', 'Did you mean names?'])
  expect((await failure(cheeses.export('names', { width: 1 }))).code).toBe('usage')
})

test.each([
  ['csv', { name: 'csv' }],
  ['yml', { extensions: ['own', 'yml'] }],
  ['md', { aliases: ['md'] }],
])('a format cannot take the word %s', async (word, taken) => {
  const own = { ...names, name: 'own', aliases: [], extensions: ['own'], ...taken }
  const { code, message } = await attempt(() => registerFormat(own))
  expect([code, message]).toEqual(['usage', `there is a format for ${word} already`])
  expect((await failure(cheeses.export('own'))).message).toBe('there is no format called own')
})

test.each([
  ['xls', 'Use xlsx, which serves in its place.'],
  ['dbf', 'Use csv, which serves in its place.'],
])('%s points to what serves today', async (name, hint) => {
  const told = ['usage', `the format ${name} is not written any more`, hint]
  const exported = await failure(cheeses.export(name))
  expect([exported.code, exported.message, exported.hint]).toEqual(told)
  const saved = await failure(cheeses.save(`cheeses.${name}`))
  expect([saved.code, saved.message, saved.hint]).toEqual(told)
})

test('a scheme that is taken cannot be registered', async () => {
  const own = { ...databaseOf('mysql'), name: 'mine', schemes: ['mine', 'postgres'] }
  const { code, message } = await attempt(() => registerDatabase(own))
  expect([code, message]).toEqual(['usage', 'there is a driver for postgres:// databases already'])
  expect((await attempt(() => new Database('mine://x'))).code).toBe('usage')
})

test('an unknown scheme names those that are known', async () => {
  const far = await attempt(() => new Database('mongodb+srv://x/y'))
  expect([far.code, far.message]).toEqual(['usage', 'there is no driver for mongodb:// databases'])
  expect(far.hint).toMatch(/^There are sqlite, demo, postgresql, postgres, cockroachdb, .*mysql/)
  const near = await attempt(() => new Database('postgresq://x/y'))
  expect(near.hint).toBe('Did you mean postgresql://?')
})

/** The port that a URL may leave out, which nothing listens at here. */
test.each([
  ['cockroachdb', 'CockroachDB', 26257],
  ['yugabytedb', 'YugabyteDB', 5433],
  ['yugabyte', 'YugabyteDB', 5433],
  ['redshift', 'Redshift', 5439],
  ['tidb', 'TiDB', 4000],
])('%s:// is %s at port %i', async (scheme, name, port) => {
  await using database = new Database(`${scheme}://nobody@127.0.0.1/shop`)
  const { code, message } = await failure(database.query('select 1').all())
  expect(code).toBe('connection')
  expect(message).toContain(`cannot connect to ${name} at 127.0.0.1:${port}: `)
})

test.each(['singlestore', 'memsql'])("%s:// is SingleStore at MySQL's port", async (scheme) => {
  const { name, port } = databaseOf(scheme)
  expect([name, port]).toEqual(['SingleStore', undefined])
})

const schemes = {
  postgresql: ['cockroachdb', 'yugabytedb', 'redshift', 'warehouse'],
  mysql: ['tidb', 'singlestore', 'depot'],
} as const

registerDatabase({ ...databaseOf('postgresql'), name: 'the warehouse', schemes: ['warehouse'] })
registerDatabase({ ...databaseOf('mysql'), name: 'the depot', schemes: ['depot'], port: 1 })

for (const name of ['postgresql', 'mysql'] as const) {
  describeDatabase(name, ({ url, execute }) => {
    const sum = {
      postgresql: "cast('0.1' as float8) + cast('0.2' as float8)",
      mysql: '0.1e0 + 0.2e0',
    }[name]

    beforeAll(async () => {
      const database = new URL(url).pathname.slice(1)
      // Against which the setting that keeps floats exact is pinned.
      if (name === 'postgresql') {
        await execute(`alter database ${database} set extra_float_digits = -5`)
      }
    })

    for (const scheme of schemes[name]) {
      const address = url.replace(/^\w+/, scheme)

      test(`${scheme}:// speaks its protocol: parameters, exact values, transactions`, async () => {
        await using database = new Database(address)
        const sql = `select cast(:word as char(5)) as word, ${sum} as sum`
        expect(await database.query(sql, { word: 'naïve' }).one()).toEqual({
          word: 'naïve',
          sum: 0.30000000000000004,
        })
        const work = database.transaction((connection) => connection.query('select nothing').all())
        expect((await failure(work)).code).toBe('query')
      })
    }

    test('its name is told where there is no connection', async () => {
      const scheme = schemes[name].at(-1)
      await using database = new Database(`${scheme}://nobody@127.0.0.1:1/x`)
      const { message } = await failure(database.query('select 1').all())
      expect(message).toContain(`cannot connect to the ${scheme} at 127.0.0.1:1`)
    })
  })
}

describeDatabase('postgresql', ({ url, execute }) => {
  beforeAll(() =>
    execute(`alter database ${new URL(url).pathname.slice(1)} set intervalstyle = iso_8601`),
  )

  // What does not know a setting would refuse a connection that begins with it.
  test.each([
    ['postgresql', 'postgres'],
    ['redshift', 'iso_8601'],
    ['warehouse', 'iso_8601'],
  ])('%s:// resets to what its connection began with: %s', async (scheme, style) => {
    await using database = new Database(url.replace(/^\w+/, scheme))
    const pinned = await database.query('show intervalstyle').scalar()
    const [, reset] = await database.script('reset intervalstyle; show intervalstyle')
    expect([pinned, (reset as Dataset).at(0)]).toEqual(['postgres', { IntervalStyle: style }])
  })
})
