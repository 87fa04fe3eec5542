import { beforeAll, describe, expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { databaseNames, describeDatabase } from '../servers/index.js'
import { matrices } from './matrix.js'
import { written } from './read-back.js'

/** Every way to run the query of a matrix; its row comes as the second result of a script. */
const ways: Readonly<Record<string, (query: string) => readonly [script: string, ...string[]]>> = {
  'with parameters': (query) => [`${query} where 'x' = :x`, 'x=x'],
  'with typed parameters': (query) => [
    `${query} where 1 = :n and :d > 1 and :no is null and 2 in (:list)`,
    ...['n:=1', 'd:=1.5', 'no:=null', 'list:=[1,2]'],
  ],
  'in a script': (query) => [`select 1 as a; ${query};`, '--result', '2'],
  'in a transaction': (query) => [query, '--single-transaction'],
  'in a script with parameters, in a transaction': (query) => [
    `select 1 as a; ${query} where 'x' = :x; select 2 as b`,
    ...['x=x', '--result', '2', '--single-transaction'],
  ],
}

for (const name of databaseNames) {
  const { setup, query } = matrices[name]

  describeDatabase(name, ({ url, execute }) => {
    beforeAll(() => execute(setup))

    describe.each(formats)('$name', ({ name: format }) => {
      let plain: Buffer
      beforeAll(async () => {
        plain = await written(url, query, format)
      })

      test.each(Object.entries(ways))('gives the same bytes %s', async (_way, asked) => {
        const [script, ...words] = asked(query)
        expect((await written(url, script, format, ...words)).equals(plain)).toBe(true)
      })
    })
  })
}
