import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Database } from '../src/index.js'
import { records } from './cli/records.js'
import { databaseNames, describeDatabase } from './servers/index.js'

const page = readFileSync(join(import.meta.dirname, '../docs/security.md'), 'utf8')
/** The lines of the page that promise something. */
const promises = page
  .split('\n')
  .filter((line) => /^\| (?!Promise |:--)|test\//.test(line))
  .map((line): [string, string] => [line.split(' | ')[0] ?? '', line])

test.each(promises)('a promise names the tests that keep it: %s', (_, promise) => {
  const kept = [...promise.matchAll(/\[(test\/[^\]]+)\]\(\.\.\/\1\): "([^"]+)"/g)]
  expect(kept).not.toHaveLength(0)
  expect(kept).toHaveLength(promise.split('](../test/').length - 1)
  for (const [, file = '', title = ''] of kept) {
    const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
    const quotes = ["'", '"', '`'].filter((quote) =>
      text.replaceAll("\\'", "'").includes(quote + title),
    )
    expect(quotes, `${file}: ${title}`).not.toHaveLength(0)
  }
})

const settings = {
  sqlite: ['select 1'],
  postgresql: [
    'set standard_conforming_strings = off',
    'set backslash_quote = on',
    "set client_encoding = 'LATIN1'",
  ],
  mysql: [
    "set sql_mode = 'NO_BACKSLASH_ESCAPES'",
    "set sql_mode = 'ANSI_QUOTES'",
    "set sql_mode = ''",
    'set names gbk',
  ],
}

/** Each would end a literal that it was pasted into. */
const attacks = [
  "' or '1'='1",
  "\\' or 1=1 -- ",
  '\\',
  "'; drop table victim; --",
  '\u00bf\u005c\u0027 or 1=1 #',
  '" or "1"="1',
  '$$; drop table victim; $$',
  '/*! or 1=1 */',
  ':other',
  '?',
  '$1',
]

const control = '\u001b]0;owned\u0007\u001b[31m\u009b2J\u202e'

for (const name of databaseNames) {
  describeDatabase(name, ({ url, execute }) => {
    test.each(settings[name])(
      "a parameter stays one, whatever the server's settings: %s",
      async (setting) => {
        await execute('drop table if exists victim')
        await execute('create table victim (secret varchar(40))')
        await using database = new Database(url)
        await database.session(async (connection) => {
          await connection.execute(setting)
          for (const attack of attacks) {
            await connection.execute('insert into victim values (:attack)', { attack })
            const found = connection.query('select secret from victim where secret = :attack', {
              attack,
            })
            expect(await found).toEqual([{ secret: attack }])
          }
          expect(await connection.query('select count(*) from victim').scalar()).toBe(
            attacks.length,
          )
        })
      },
    )

    test('nothing that a database says is obeyed by the terminal', async () => {
      const quote = name === 'mysql' ? '`' : '"'
      const statements = [
        `select '${control}' as ${quote}a${control}b${quote}`,
        `select ${quote}${control}${quote} from nowhere`,
        `select * from ${quote}${control}${quote}`,
      ]
      for (const sql of statements) {
        const { stdout, stderr } = await records([sql, '--url', url, '-q'])
        // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
        expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
      }
    })

    test("a column's name is a name", async () => {
      // biome-ignore-start lint/suspicious/noTemplateCurlyInString: it must not be one
      const names = [
        "'];globalThis.owned=true;//",
        '`${globalThis.owned=true}`',
        '"+(globalThis.owned=true)+"',
        '__proto__',
        'constructor',
      ]
      // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
      const quoted = names.map((each) =>
        name === 'mysql' ? `\`${each.replaceAll('`', '``')}\`` : `"${each.replaceAll('"', '""')}"`,
      )
      await using database = new Database(url)
      const row = await database.query(`select ${quoted.map((each, i) => `${i} as ${each}`)}`).one()
      expect(Object.keys(row)).toEqual(names)
      expect(globalThis).not.toHaveProperty('owned')
      expect({}).not.toHaveProperty('owned')
    })
  })
}
