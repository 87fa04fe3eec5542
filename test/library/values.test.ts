import { afterAll, describe, expect, test } from 'vitest'
import { type Conversion, Database, type Kind } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

/** What an expression is for a program that asks for nothing, by database. */
const usual: Readonly<Record<string, readonly (readonly [sql: string, value: unknown])[]>> = {
  sqlite: [
    ['42', 42],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['-9223372036854775808', -9223372036854775808n],
    ['1.5', 1.5],
    ['1e999', Number.POSITIVE_INFINITY],
    ["'1.50'", '1.50'],
    ["x'00ff'", Buffer.from([0, 255])],
    ['null', null],
  ],
  postgresql: [
    ['42', 42],
    ['9007199254740993', 9007199254740993n],
    ['18446744073709551616', '18446744073709551616'],
    ['1.50', '1.50'],
    ["'1.5'::float8", 1.5],
    ["'NaN'::float8", Number.NaN],
    ["'-Infinity'::float4", Number.NEGATIVE_INFINITY],
    ['true', true],
    ["'\\x00ff'::bytea", Buffer.from([0, 255])],
    ["date '2026-02-28'", '2026-02-28'],
    [
      "timestamptz '2026-02-28 12:30:00.123456+00' at time zone 'utc'",
      '2026-02-28 12:30:00.123456',
    ],
    ['\'{"a": 1.10}\'::jsonb', '{"a": 1.10}'],
    [
      "'{{1,null},{3,9007199254740993}}'::int8[]",
      [
        [1, null],
        [3, 9007199254740993n],
      ],
    ],
    ['array[true, null, false]', [true, null, false]],
    ['array[1.10, 2]', ['1.10', '2']],
    ["interval '1 month'", '1 mon'],
    ['null', null],
  ],
  mysql: [
    ['42', 42],
    ['18446744073709551615', 18446744073709551615n],
    ['1.50', '1.50'],
    ['1.5e0', 1.5],
    ['true', 1],
    ["x'00ff'", Buffer.from([0, 255])],
    ["date '2026-02-28'", '2026-02-28'],
    ["cast('2026-02-28 12:30:00.123456' as datetime(6))", '2026-02-28 12:30:00.123456'],
    ['null', null],
  ],
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    const database = new Database(url)
    afterAll(() => database.close())

    test.each(usual[name] ?? [])('%s', async (sql, value) => {
      expect(await database.query(`select ${sql} as v`).scalar<unknown>(undefined)).toEqual(value)
    })

    test('exact cells, asked for', async () => {
      const kinds = { integer: 'exact', float: 'exact' } as const
      const one = await database.query('select 1 as v', {}, { as: { kinds } }).scalar<unknown>()
      expect(one).toBe(name === 'sqlite' ? 1n : '1')
    })
  })
}

describe('as', () => {
  const database = new Database('demo:')
  afterAll(() => database.close())

  function converted(sql: string, conversion: Conversion): Promise<unknown> {
    const as = { columns: { v: conversion } }
    return database.query(`select ${sql} as v`, {}, { as }).scalar<unknown>()
  }

  test.each<[sql: string, conversion: Conversion, value: unknown]>([
    ["'1.50'", 'number', 1.5],
    ['7', 'bigint', 7n],
    ['7', 'text', '7'],
    ['2.0', 'text', '2.0'],
    ['0', 'boolean', false],
    ["'t'", 'boolean', true],
    ["'\\x00ff'", 'bytes', Buffer.from([0, 255])],
    ['\'[1, {"a": null}]\'', 'json', [1, { a: null }]],
    ["'2026-02-28'", 'date', new Date('2026-02-28T00:00:00Z')],
    ["'2026-02-28 12:30'", 'date', new Date('2026-02-28T12:30:00Z')],
    ["'2026-02-28T12:30:00.25Z'", 'date', new Date('2026-02-28T12:30:00.250Z')],
    ["'2026-02-28 12:30:00.123456+02'", 'date', new Date('2026-02-28T10:30:00.123Z')],
    ["'2026-02-28 12:30:00-03:30'", 'date', new Date('2026-02-28T16:00:00Z')],
    ["'a'", (cell, { name }) => `${name}: ${cell}`, 'v: a'],
    ['null', 'number', null],
    ['null', () => 'never', null],
  ])('%s as %s', async (sql, conversion, value) => {
    expect(await converted(sql, conversion)).toEqual(value)
  })

  test.each<[sql: string, conversion: Conversion]>([
    ["'0000-00-00'", 'date'],
    ["'infinity'", 'date'],
    ["'12:30'", 'date'],
    ["'2026-02-30'", 'date'],
    ["'1.5'", 'bigint'],
    ["'{'", 'json'],
  ])('%s cannot be %s, and the column is named', async (sql, conversion) => {
    const { code, message } = await failure(converted(sql, conversion))
    expect([code, message]).toEqual(['query', expect.stringContaining('column "v"')])
    expect(message).toContain(`cannot be ${conversion}`)
  })

  test('a conversion of a kind is for the columns of that kind', async () => {
    const kinds: Partial<Record<Kind, Conversion>> = { float: 'text', integer: 'bigint' }
    const sql = "select 1 as i, 1.5 as f, 'x' as t"
    const rows = database.query(sql, {}, { as: { kinds, columns: { i: 'text' } } })
    expect(await rows.one()).toEqual({ i: '1', f: '1.5', t: 'x' })
  })
})
