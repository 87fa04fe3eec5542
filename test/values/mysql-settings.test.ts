import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { failure, rows, run } from '../drivers/run.js'
import { mariadb } from '../servers/index.js'
import { execute, start } from '../servers/mariadb.js'
import type { Server } from '../servers/server.js'
import { matrices } from './matrix.js'
import { written } from './read-back.js'

const { setup, query } = matrices.mysql
const formats = ['csv', 'json', 'yaml', 'xlsx']

/** What a server may set for every session that would change values, or how SQL reads. */
const pinned = [
  `init_connect = 'set names latin1'`,
  `init_connect = 'set character_set_results = null'`,
  `init_connect = 'set character_set_results = binary'`,
  `character_set_server = latin1`,
  'character_set_client = latin1, global character_set_results = latin1',
  `sql_mode = ''`,
  `sql_mode = 'NO_BACKSLASH_ESCAPES'`,
  `sql_mode = 'ANSI_QUOTES'`,
  `sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'`,
  `sql_mode = 'TRADITIONAL'`,
  `sql_mode = 'ORACLE'`,
  `sql_mode = 'EMPTY_STRING_IS_NULL'`,
  'autocommit = off',
]

const defaults = `
  set global init_connect = '', global sql_mode = default, global time_zone = '+00:00',
    global character_set_server = utf8mb4, global character_set_client = utf8mb4,
    global character_set_results = utf8mb4, global autocommit = on`

/** What is the user's own choice, and the text of a column then. */
const respected = [
  [`time_zone = '+05:30'`, 'ts', '2024-01-01 05:30:00.123456'],
  [`sql_mode = 'PAD_CHAR_TO_FULL_LENGTH'`, 'char5', 'ab   '],
] as const

/** On a server of its own: what is set for every session would reach other suites too. */
describe.skipIf(inject('servers').mysql === undefined)('mysql', () => {
  let server: Server | undefined
  let plain: Buffer[]
  /** An account without privileges: to others init_connect does not apply. */
  let url: string
  const bytes = () => Promise.all(formats.map((format) => written(url, query, format)))

  beforeAll(async () => {
    server = await start()
    if (server === undefined) return
    const all = new URL(server.url)
    all.pathname = '/matrix'
    await execute(server.url, 'create database matrix')
    await execute(
      all.href,
      `${setup};
      create user reader identified by 'secret';
      grant all on matrix.* to reader`,
    )
    all.username = 'reader'
    all.password = 'secret'
    url = all.href
    plain = await bytes()
  })
  beforeEach(async ({ skip }) => {
    if (server === undefined) skip('there is no MariaDB to start')
    else await execute(server.url, defaults)
  })
  afterAll(() => server?.stop())

  const set = (setting: string) => execute(server?.url ?? '', `set global ${setting}`)

  test.each(pinned)('gives the same bytes from a server with %s', async (setting) => {
    await set(setting)
    expect(await bytes()).toEqual(plain)
  })

  test.each(pinned)('binds text unchanged on a server with %s', async (setting) => {
    await set(setting)
    for (const text of ['é😀 \\\' "', '', 'a\0b']) {
      const parameters = new Map([['text', text]])
      expect(await rows(url, 'select :text as t', { parameters })).toEqual([[text]])
    }
  })

  test.each(respected)('respects %s, as mariadb does', async (setting, column, text) => {
    await set(setting)
    const select = `select ${column} from types`
    expect(await rows(url, select)).toEqual([[text]])
    const words = ['--batch', '--skip-column-names', '--execute', select]
    expect(await mariadb(url, ...words)).toBe(`${text}\n`)
  })

  test.each(['names latin1', 'names utf8mb3', 'character_set_results = null'])(
    'reads and writes UTF-8 after SET %s in a script',
    async (setting) => {
      const script = `set ${setting}; select text_emoji, latin1, '漢', :text from types`
      const told = await run(url, script, { parameters: new Map([['text', '漢é']]) })
      expect(told[1]).toMatchObject({ rows: [['😀é', 'é', '漢', '漢é']] })
    },
  )

  test('commits what a script changes, whatever the server thinks of autocommit', async () => {
    await set('autocommit = off')
    await run(url, 'create table kept (a int); insert into kept values (1); select 1')
    expect(await rows(url, 'select * from kept')).toEqual([['1']])
  })

  test('undoes a transaction that failed, whatever the server thinks of autocommit', async () => {
    await set('autocommit = off')
    await run(url, 'create table undone (a int)')
    const script = 'insert into undone values (1); selct 1'
    await failure(run(url, script, { transaction: true }))
    expect(await rows(url, 'select * from undone')).toEqual([])
  })
})
