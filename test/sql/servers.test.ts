import Database from 'better-sqlite3'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dialect } from '../../src/core/dialect.js'
import * as dialects from '../../src/drivers/dialects.js'
import { bindParameters } from '../../src/sql/parameters.js'
import { splitStatements } from '../../src/sql/statements.js'
import { describeDatabase } from '../servers/index.js'
import { compoundStatements, mariadbStatements } from './compound-statements.js'

// The databases themselves take what we call one statement, by interfaces that refuse two.

describe('SQLite', () => {
  test.each(compoundStatements.sqlite)('takes %s', (statement) => {
    const database = new Database(':memory:')
    const tables = 'create table t (a, "begin", "end", `end;`); create table u (a)'
    const script = splitStatements(`${tables}; ${statement}; select 1`, dialects.sqlite)
    for (const { text } of script) {
      const prepared = database.prepare(text)
      if (prepared.reader) prepared.all()
      else prepared.run()
    }
    database.close()
  })

  test('reads the bound statement as it was meant', () => {
    const database = new Database(':memory:')
    const { text, parameters } = bind(
      'select \'what?\', \':a\', ":a", [:b], `:a`, :a /* :a */ from (select 1 ":a", 2 [:b]) -- :a',
      dialects.sqlite,
      () => '?',
    )
    expect(database.prepare(text).raw().get(parameters)).toEqual(['what?', ':a', 1, 2, 1, 'x'])
    database.close()
  })
})

describeDatabase('postgresql', ({ url }) => {
  let client: pg.Client
  beforeAll(async () => {
    client = new pg.Client(url)
    await client.connect()
    await client.query('create table t (a int, "end" int); create table u (a int)')
  })
  afterAll(() => client.end())

  test.each(compoundStatements.postgres)('takes %s', async (statement) => {
    await client.query('begin')
    try {
      for (const { text } of splitStatements(`${statement}; select 1;`, dialects.postgres)) {
        await client.query({ text, queryMode: 'extended' } as pg.QueryConfig)
      }
    } finally {
      await client.query('rollback')
    }
  })

  test('reads the bound statement as it was meant', async () => {
    const { text, parameters } = bind(
      `select 'what?', ':a', $$:a$$, $q$ $$:a$$ $q$, E'\\':a', E'a'
        '\\':a', (array[1,2,3])[2:3], (array[1,2,3])[:b::int:2 + b$c], '{"a":1}'::jsonb ? 'a',
        '{"a":1}'::jsonb @? '$.a', 1::text, :a::text /* /* :a */ :a */
        from (select 0 b$c) ":a" where 'x' in(:list) limit:b -- :a`,
      dialects.postgres,
      (index) => `$${index + 1}`,
    )
    const { rows } = await client.query({ text, values: parameters, rowMode: 'array' })
    const quoted = ['what?', ':a', ':a', ' $$:a$$ ', "':a", "a':a"]
    expect(rows).toEqual([[...quoted, [2, 3], [1, 2], true, true, '1', 'x']])
  })
})

describeDatabase('mysql', ({ url }) => {
  let connection: mysql.Connection
  let isMariadb: boolean
  beforeAll(async () => {
    connection = await mysql.createConnection(url)
    await connection.query('create table t (a int, start int, begin int, end int, handler int)')
    const [rows] = await connection.query('select version() as version')
    isMariadb = JSON.stringify(rows).includes('MariaDB')
  })
  afterAll(() => connection.end())

  async function take(statement: string): Promise<void> {
    for (const { text } of splitStatements(`${statement}; select 1`, dialects.mysql)) {
      await connection.query(text)
    }
    for (const made of ['procedure p', 'function f', 'trigger r', 'event e']) {
      await connection.query(`drop ${made.replace(' ', ' if exists ')}`)
    }
  }

  test.each(compoundStatements.mysql)('takes %s', take)

  test.each(mariadbStatements)('takes, where it is MariaDB, %s', async (statement) => {
    if (!isMariadb) return
    if (statement.includes('package')) await connection.query('set sql_mode = ORACLE')
    await take(statement)
    await connection.query('set sql_mode = default')
  })

  test('reads the bound statement as it was meant', async () => {
    const { text, parameters } = bind(
      `select 'what?', ':a', ":a", 'it\\'s :a', "\\":a", 5--3, @a:=:b, /*!40000 1 + */ 1, :a # :a
        from (select 1 \`:a\`) t where 'x' in(:list) -- :a`,
      dialects.mysql,
      () => '?',
    )
    const [rows] = await connection.execute({ sql: text, values: parameters, rowsAsArray: true })
    expect(rows).toEqual([['what?', ':a', ':a', "it's :a", '":a', 8, '1', 2, 'x']])
  })
})

/** Binds `:a` as 'x', `:b` as '1' and `:list` as two items. */
function bind(
  script: string,
  dialect: Dialect,
  placeholder: (index: number) => string,
): { text: string; parameters: string[] } {
  const values = new Map(Object.entries({ a: 'x', b: '1', list: ['x', 'y'] }))
  const [statement, ...more] = splitStatements(script, dialect)
  if (statement === undefined || more.length > 0) throw new Error('Not one statement')
  const { text, parameters } = bindParameters(statement, values, placeholder)
  return { text, parameters: parameters.map(String) }
}
