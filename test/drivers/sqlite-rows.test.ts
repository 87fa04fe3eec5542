import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { RowReader } from '../../src/drivers/sqlite-rows.js'
import { allRows, plainRows } from './sqlite-rows.js'

const numbers = (count: number) =>
  `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`

function made(): BetterSqlite.Database {
  const database = new BetterSqlite(':memory:')
  database.exec(`
    create table t (id integer primary key, r real, n numeric, x text, b blob);
    insert into t values (1, 1.5, 2, 'a', x'00ff'), (2, 2, 2.5, '', null), (3, null, 'c', 4, x'');
    create table u (r integer, z);
    insert into u values (7, 8), (1, 9);
    create index t_x on t (x);
    create view both as select r from t union all select r from u;
    create view five as select (select 5 union all select r from t) as r;
    create view sums as select n, sum(r) as total, max(r) as most from t group by n`)
  return database
}

test.each([
  'select * from t',
  'select * from t order by x desc',
  'select x, r from t order by length(x), id desc limit 2 offset 1',
  'select distinct r from both',
  'select id as a, x as a, b as "a b", n as "" from t',
  'select t.*, u.* from t left join u on u.r = t.r order by z',
  'select count(*), min(r), max(r), group_concat(x) from t',
  'select n, sum(r) over (order by id) from t order by id desc',
  'select * from sums order by total',
  // Where SQLite would call the function before it has the row, or in another order.
  "select x from t where x > '' and r = 2",
  'select t.x from t left join u on u.r = t.id',
  'select t.x from t, u where u.z > 8',
  'select x from t where exists (select 1 from u where u.r = t.id) order by r desc',
  'select u.r, t.x from t join u on u.r = t.id order by t.n, u.z',
  'select id, r from t order by n',
  'select * from t where x in (4, 1) or id = 1',
  'select * from both',
  'select * from five',
  'select distinct r from five',
  "select -0.0, 9e999, 9223372036854775807, 1e0, null, x'', 'a' || char(0) || 'b'",
  'select 1 where 0',
  "values (1, 2.0), (null, x'00') -- a comment",
  // What SQLite would take for the type of a column, if it were read through another statement.
  'select r from t union all select 5',
  'select r from t union select 5 order by 1',
  'select 5 as r union all select r from t',
  'select r from t intersect select 2',
  'values (5), ((select r from t))',
  'select (select 5 union all select r from t limit 1)',
  'select * from (select (select 5 union all select r from t limit 1) limit 1)',
  'with a as (select 5 as r union all select r from t) select * from a limit 3',
  // What does not stand in another statement.
  'pragma table_info(t)',
  'explain query plan select * from t',
  'insert into u values (1, 2) returning *',
])('reads what the iterator reads: %s', (sql) => {
  const database = made()
  const expected = plainRows(database, sql)
  expect(allRows(database, sql)).toEqual(expected)
})

test('binds parameters, and reads as many columns as there can be', () => {
  const database = made()
  const some = 'select ?, r from t where r = ?'
  expect(allRows(database, some, 'é', 1.5)).toEqual(plainRows(database, some, 'é', 1.5))
  const wide = `select ${Array.from({ length: 2000 }, (_, index) => `${index} as c${index}`)}`
  expect(allRows(database, wide)).toEqual(plainRows(database, wide))
})

test('evaluates each cell once', () => {
  const database = made()
  let calls = 0
  database.function('counted', () => ++calls)
  const rows = allRows(database, `${numbers(500)} select counted(), i from n order by i desc`)
  expect(rows.map((row) => (row as bigint[])[1])).toEqual(
    Array.from({ length: 500 }, (_, index) => BigInt(500 - index)),
  )
  expect(calls).toBe(500)
})

test('gives rows in batches, also the last ones, and stops in the middle', () => {
  const database = made()
  const sql = `${numbers(1e12)} select i, 'x' || i from n`
  const reader = new RowReader(database)
  const reading = reader.read(database.prepare(sql), sql, [])
  const [first, second] = [reading.next().rows, reading.next().rows]
  expect(second[0]).toEqual([BigInt(first.length + 1), `x${first.length + 1}`])
  reading.end()
  database.exec('drop table u')
  expect(reader.read(database.prepare('select 1'), 'select 1', []).next().rows).toEqual([[1n]])
})

test('a batch ends with the text that is doubtful, and with much text', () => {
  const database = made()
  const sql = `${numbers(50)} select case i when 7 then char(65533) else zeroblob(i / 40 * 300000) end from n`
  const reading = new RowReader(database).read(database.prepare(sql), sql, [])
  const first = reading.next()
  expect([first.rows.length, first.doubtful]).toEqual([7, true])
  const second = reading.next()
  expect([second.rows.length, second.doubtful]).toEqual([33, false])
  reading.end()
})

test('an error on the way is thrown as it is', () => {
  const database = made()
  const sql = `${numbers(3000)} select case i when 2500 then abs(-9223372036854775808) else i end from n`
  const reading = new RowReader(database).read(database.prepare(sql), sql, [])
  expect(reading.next().rows.length).toBeGreaterThan(0)
  expect(() => {
    while (reading.next().rows.length > 0);
  }).toThrow('integer overflow')
})
