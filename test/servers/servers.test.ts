import { expect, test } from 'vitest'
import { databaseNames, describeDatabase, mariadb, psql } from './index.js'

// The clients' own words, so that what tests compare with does come from these databases.

describeDatabase('postgresql', ({ url, execute }) => {
  test('is where psql goes', async () => {
    await execute(`create table words (word text); insert into words values ('naïve 🙂')`)
    const sql = 'select current_database(), word from words'
    expect(await psql(url, '--csv', '--tuples-only', '--command', sql)).toBe(
      `${new URL(url).pathname.slice(1)},naïve 🙂\n`,
    )
  })
})

describeDatabase('mysql', ({ url, execute }) => {
  test('is where the mariadb client goes', async () => {
    await execute(`create table words (word text); insert into words values ('naïve 🙂')`)
    const sql = 'select database(), word from words'
    expect(await mariadb(url, '--batch', '--skip-column-names', '--execute', sql)).toBe(
      `${new URL(url).pathname.slice(1)}\tnaïve 🙂\n`,
    )
  })
})

for (const name of databaseNames) {
  describeDatabase(name, ({ execute }) => {
    test('is fresh', async () => {
      await execute('create table words (word varchar(10))')
      await expect(execute('create table words (word varchar(10))')).rejects.toThrow(/exists/)
    })
  })
}
