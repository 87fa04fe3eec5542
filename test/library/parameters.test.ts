import { afterAll, describe, expect, test } from 'vitest'
import { Database, type ParameterInput } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    const database = new Database(url)
    afterAll(() => database.close())

    const bytes = name === 'postgresql' ? 'bytea' : 'blob'
    const tall = name === 'sqlite' ? 'real' : 'double precision'

    test.each<[value: ParameterInput, type: string, back: unknown]>([
      ['it’s \\ 😀', 'varchar(40)', 'it’s \\ 😀'],
      [42, 'bigint', 42],
      [-0.5, tall, -0.5],
      [1e300, tall, 1e300],
      [2n ** 63n - 1n, 'bigint', 2n ** 63n - 1n],
      [null, 'integer', null],
      [new Uint8Array([0, 39, 92, 255]), bytes, Buffer.from([0, 39, 92, 255])],
      [Buffer.alloc(0), bytes, Buffer.alloc(0)],
      [{ decimal: '12.50' }, 'decimal(10, 2)', name === 'sqlite' ? 12.5 : '12.50'],
    ])('%o comes back from %s', async (value, type, back) => {
      await execute('drop table if exists cell')
      await execute(`create table cell (v ${type})`)
      await database.execute('insert into cell values (:value)', { value })
      expect(await database.query('select v from cell').scalar<unknown>()).toEqual(back)
    })

    test('a list is for IN', async () => {
      const sql = 'select 5 in (:few) as a, 6 in (:few) as b'
      const row = await database.query(sql, { few: [4, 5] }).one()
      expect([Boolean(row.a), Boolean(row.b)]).toEqual([true, false])
    })

    test('a Map of parameters serves as an object does', async () => {
      const parameters = new Map([['__proto__', 'x']])
      expect(await database.query('select :__proto__ as v', parameters).scalar()).toBe('x')
    })
  })
}

describe('what cannot be bound', () => {
  const database = new Database('demo:')
  afterAll(() => database.close())

  test.each<[what: string, value: unknown, hint: string]>([
    ['undefined', undefined, 'null'],
    ['a Date', new Date(0), 'toISOString'],
    ['an object', { a: 1 }, 'JSON.stringify'],
    ['a function', () => 1, 'Give text'],
    ['NaN', Number.NaN, 'its text'],
    ['an object', { decimal: '1; drop table cheese' }, 'JSON.stringify'],
    ['undefined', [1, undefined], 'null'],
  ])('%s is named', async (what, value, hint) => {
    const rows = database.query('select :v', { v: value as string })
    const { code, message, hint: said } = await failure(rows.all())
    expect([code, message]).toEqual(['usage', `:v is ${what}, which cannot be bound`])
    expect(said).toContain(hint)
  })

  test('a name without a value, and a value without a name', async () => {
    expect((await failure(database.query('select :a').all())).message).toContain(':a')
    expect((await failure(database.query('select 1', { b: 1 }).all())).message).toContain(':b')
  })
})
