import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mysql, postgres, sqlite } from '../../src/drivers/dialects.js'
import { Database } from '../../src/index.js'
import { complete } from '../../src/repl/completion/complete.js'
import { nameIn, quotedName } from '../../src/repl/completion/quoted-names.js'
import type { Schema } from '../../src/repl/completion/schema.js'
import { wordsOf } from '../../src/repl/completion/vocabulary/index.js'
import { databaseNames, describeDatabase } from '../servers/index.js'

const dialects = { sqlite, postgresql: postgres, mysql }

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    const dialect = dialects[name]

    /** Names that one row has, by which the database is asked for it. */
    async function readBack(names: readonly string[]): Promise<string[]> {
      await using database = new Database(url)
      const quoted = names.map((one) => quotedName(one, dialect))
      return await database.session(async (connection) => {
        const columns = quoted.map((one) => `${one} integer`)
        await connection.execute(`create temporary table words (${columns.join(', ')})`)
        const read = await connection.query(`select ${quoted.join(', ')} from words`).columns()
        await connection.execute('drop table words')
        return read.map((column) => column.name)
      })
    }

    test('every keyword is a name, in quotes where that is needed', async () => {
      const { keywords, types, functions } = wordsOf(dialect.name)
      const words = [...new Set([...keywords, ...types, ...functions])]
      expect(await readBack(words)).toEqual(words)
    })

    test('so is what looks like none', async () => {
      const names = ['a b', 'Abc', "it's", 'a"b', 'a`b', 'a]b', '1', 'é', 'a$', 'naïve 名']
      expect(await readBack(names)).toEqual(names)
    })
  })
}

test('a name in quotes is read as it was meant', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('"', '`', ''), (name, quote) => {
      const sql = quotedName(name, sqlite, quote)
      expect(nameIn(sql)).toBe(name)
    }),
  )
  expect(nameIn('"a""b')).toBe('a"b')
  expect(nameIn('[a]')).toBe('a')
})

describe('whatever is typed', () => {
  const names = ['cheese', 'Wine list', 'c', 'order']
  const schema: Schema = {
    schemas: names,
    functions: [{ schema: 'c', name: 'cheapest' }],
    tables: () => names.map((name) => ({ name, type: 'table' })),
    columns: () => names,
  }
  const commands = {
    list: [
      { names: ['d'], takes: '[table]' },
      { names: ['copy'], takes: '(query) to file' },
      { names: ['f'], takes: '[format [option=value …]]' },
    ],
    parameters: ['c'],
    connections: [],
  }
  const words =
    'select from where with as c cheese "Wine list" union insert into values set update create table index on join using ( ) , . * ; : :: := \' " ` [ ] \\d \\copy \\f csv -- /* */ \n 1 é :c $$ order by'
  const pieces = fc.constantFrom(...words.split(' '), ' ', ' ', ' ')
  const texts = fc.array(pieces, { maxLength: 20 }).map((all) => all.join(''))

  test('what is told begins with it', () => {
    fc.assert(
      fc.property(
        texts,
        texts,
        fc.constantFrom(sqlite, postgres, mysql),
        (before, after, dialect) => {
          const at = before.length
          const { start, items } = complete(before + after, at, schema, dialect, commands)
          expect(start).toBeLessThanOrEqual(at)
          const bare = (text: string) => text.replace(/^["'`[]/, '').toLowerCase()
          const typed = bare(before.slice(start))
          for (const { text } of items) expect(bare(text).startsWith(typed)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
