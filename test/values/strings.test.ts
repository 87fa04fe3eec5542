import { beforeAll, describe, expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { anyTexts } from '../formatters/any-text.js'
import { type Cell, readers } from '../readers/index.js'
import { type DatabaseName, databaseNames, describeDatabase } from '../servers/index.js'
import { hostileTexts } from './hostile-texts.js'
import { textType, ways } from './inserted-texts.js'
import { written } from './read-back.js'
import { held, own, shownIn } from './shown-texts.js'

/** No database has lone surrogates, and PostgreSQL no NUL. */
const stored = (database: DatabaseName, text: string): boolean =>
  text.isWellFormed() && (database !== 'postgresql' || !text.includes('\0'))

/** In milliseconds. Pandoc takes ten seconds for a long text with many a brace in Jira's markup. */
const readerTime = 180_000

const suites = [
  { name: 'every hostile text', texts: hostileTexts, formats: formats.map(({ name }) => name) },
  {
    name: 'any texts',
    texts: anyTexts(300).map((text) => text.toWellFormed()),
    formats: ['csv', 'json', 'yaml', 'xlsx', 'ods'],
  },
]

for (const database of databaseNames) {
  describeDatabase(database, ({ url, execute }) => {
    describe.each(suites)('$name', ({ texts, formats }) => {
      const distinct = texts.filter((text) => stored(database, text))
      const count = distinct.length
      // Each of the ways inserts them all.
      const all = new Map(ways.flatMap(() => distinct).entries())

      beforeAll(async () => {
        await execute(`
          drop table if exists texts;
          create table texts (id integer, text ${textType[database]})`)
        for (const [index, insert] of ways.entries()) {
          const part = [...all].slice(index * count, (index + 1) * count)
          await insert(database, url, new Map(part))
        }
      })

      describe.each(formats)('%s', (format) => {
        const reader = readers[format]

        test.skipIf(reader?.there === false)(
          'comes back as it went in',
          async () => {
            if (reader === undefined) throw new Error(`there is no reader of ${format}`)
            const { options, read, expected } = { ...reader, ...own[format] }
            const limit = held[format]?.texts ?? /^/
            const kept = [...all].filter(([, text]) => limit.test(text))
            const query = `select id, text from texts where id in (${kept.map(([id]) => id)}) order by id`
            const words = Object.entries(options).map(([name, value]) =>
              value === true ? `--${name}` : `--${name}=${value}`,
            )
            const rows = kept.map(([id, text]): Cell[] => [
              { kind: 'integer', text: `${id}` },
              { kind: 'text', text: shownIn(format, text) },
            ])
            const found = read(await written(url, query, format, ...words))
            expect(found).toEqual(expected({ names: ['id', 'text'], rows }))
          },
          readerTime,
        )
      })
    })
  })
}
