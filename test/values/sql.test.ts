import { beforeAll, describe, expect, test } from 'vitest'
import { printed, runByClient, settings } from '../formatters/inserted.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'
import { matrices, selectOf } from './matrix.js'
import { written } from './read-back.js'

const { sqlite, postgresql, mysql } = matrices

/** No table of PostgreSQL's has a column of these types. */
const pseudo = ['void', 'record']

/** A table `types` of a value of every type, and another of the same columns, `copy`. */
const setups: Readonly<Record<DatabaseName, string>> = {
  sqlite: ['types', 'copy']
    .map((name) => sqlite.setup.replaceAll(' types ', ` ${name} `))
    .join(';'),
  postgresql: `${postgresql.setup};
    create table types as ${selectOf(postgresql.cases.filter(({ name }) => !pseudo.includes(name)))};
    create table copy (like types)`,
  mysql: `${mysql.setup}; create table copy like types`,
}

/** Everything that the row holds. */
const queries: Readonly<Record<DatabaseName, (table: string) => string>> = {
  sqlite: (table) => {
    // What is no UTF-8 does not get here.
    const names = sqlite.cases.map(({ name }) => name).filter((name) => name !== 'text_not_utf8')
    const all = names.map((name) => `"${name.replaceAll('"', '""')}"`)
    const whole = all.map((name) => `typeof(${name}), quote(${name}), hex(${name})`)
    return `select ${whole.join(', ')} from ${table}`
  },
  postgresql: (table) => `select ${table}::text from ${table}`,
  mysql: (table) => `select * from ${table}`,
}

for (const database of databaseNames) {
  describeDatabase(database, ({ url, execute }) => {
    beforeAll(() => execute(setups[database]))

    describe.each(settings[database])('%s', (setting) => {
      test('INSERT statements make the same values of every type', async () => {
        const script = await written(url, 'select * from types', 'sql', '--table=copy')
        // Zero dates are allowed, as where they come from.
        const lenient = setting.replace(/(?<=sql_mode = ')/, 'ALLOW_INVALID_DATES,')
        await execute('delete from copy')
        await runByClient(database, url, script.toString(), lenient)
        const [types, copy] = await Promise.all(
          ['types', 'copy'].map((table) => printed(database, url, queries[database](table))),
        )
        expect(copy).toEqual(types)
        expect(copy).not.toEqual([])
      })
    })
  })
}
