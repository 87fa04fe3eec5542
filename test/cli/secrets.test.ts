import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Database } from '../../src/index.js'
import { type Home, homeWith, newHome } from '../connections/home.js'
import { describeDatabase, type TestDatabase } from '../servers/index.js'
import { records } from './records.js'

/** Of characters that a URL must encode; whatever repeats it repeats the word, encoded or not. */
const password = 'M4RKER/@%'
const encoded = encodeURIComponent(password)
const shown = /M4RKER/i

/** The parts of a server's URL, without a password. */
interface Account {
  readonly scheme: string
  readonly user: string
  readonly server: string
}

/** Where a connection is told of, and what stands there. */
interface Setting {
  readonly source: string
  readonly home: Home
  readonly variables?: Readonly<Record<string, string>>
}

type Place = (account: Account) => Setting

const url = ({ scheme, user, server }: Account, secret = ''): string =>
  `${scheme}://${user}${secret}@${server}`

const named = (account: Account, source: string): Setting => ({
  source: '@shop',
  home: homeWith(`shop:\n  url: ${url(account)}\n  password: ${source}`),
})

const everywhere: Readonly<Record<string, Place>> = {
  'in the URL': (account) => ({ source: url(account, `:${encoded}`), home: newHome() }),
  'in the URL, not encoded': (account) => ({
    source: url(account, `:${password}`),
    home: newHome(),
  }),
  'in a config file': (account) => named(account, password),
  "in a config file's URL": (account) => ({
    source: '@shop',
    home: homeWith(`shop: ${url(account, `:${encoded}`)}`),
  }),
  "in a variable of a config file's URL": (account) => ({
    source: '@shop',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the config file
    home: homeWith(`shop: ${url(account, ':${SECRET}')}`),
    variables: { SECRET: password },
  }),
  'in a variable': (account) => ({
    ...named(account, '{ env: SECRET }'),
    variables: { SECRET: password },
  }),
  'in a password file': (account) => {
    const setting = named(account, '{ file: ~/secret }')
    setting.home.write('secret', `${password}\n`)
    return setting
  },
  'in a command': (account) => named(account, `{ command: "echo '${password}'" }`),
}

const own: Readonly<Record<'postgresql' | 'mysql', Readonly<Record<string, Place>>>> = {
  postgresql: {
    'in PGPASSWORD': (account) => ({
      source: url(account),
      home: newHome(),
      variables: { PGPASSWORD: password },
    }),
    'in ~/.pgpass': (account) => {
      const home = newHome()
      home.write('.pgpass', `*:*:*:*:${password}\n`)
      return { source: url(account), home }
    },
  },
  mysql: {
    'in ~/.my.cnf': (account) => {
      const home = newHome()
      home.write('.my.cnf', `[client]\npassword="${password}"\n`)
      return { source: url(account), home }
    },
  },
}

/** What is to be done, and how it ends. */
const scenes: readonly [
  what: string,
  change: (account: Account) => Account,
  sql: string,
  status: number,
][] = [
  ['a query', (account) => account, 'select 42 as n', 0],
  ['an error in a query', (account) => account, 'select nonsense from nowhere', 1],
  ['a password that is wrong', (account) => ({ ...account, user: 'nobody' }), 'select 1', 3],
  [
    'a server that is not there',
    (account) => ({ ...account, server: '127.0.0.1:1/d' }),
    'select 1',
    3,
  ],
]

for (const name of ['postgresql', 'mysql'] as const) {
  describeDatabase(name, (database) => {
    const user = `marker_${randomBytes(4).toString('hex')}`
    beforeAll(() => makeUser(name, user, database))
    afterAll(() => dropUser(name, user, database))
    const { host, pathname } = new URL(database.url)
    const account = { scheme: name, user, server: host + pathname }

    describe.each(Object.entries({ ...everywhere, ...own[name] }))(
      'a password %s',
      (_where, place) => {
        test.each(scenes)('is not told by %s', async (_what, change, sql, status) => {
          const { source, home, variables } = place(change(account))
          const env = { ...home.environment, ...variables }
          const run = await records([sql, 'csv', '--debug', '--url', source], { env })
          expect(run).toMatchObject({ status, stdout: status === 0 ? 'n\n42\n' : '' })
          expect(run.stderr).not.toMatch(shown)
          expect(await thrown(source, sql, env, status === 0)).not.toMatch(shown)
        })

        test('is not told by connections', async () => {
          const { source, home, variables } = place(account)
          if (source !== '@shop') return
          const env = { ...home.environment, ...variables }
          for (const words of [[], ['show', 'shop'], ['test'], ['test', 'shop']]) {
            const run = await records(['connections', ...words, '--debug'], { env })
            expect(run.status).toBe(0)
            expect(run.stdout).toMatch(words[0] === 'show' ? /\*\*\*\*/ : /shop/)
            expect(run.stdout + run.stderr).not.toMatch(shown)
          }
        })
      },
    )
  })
}

/** All that a program could print of the database, and of the error that a query ended with. */
async function thrown(
  source: string,
  sql: string,
  environment: Readonly<Record<string, string>>,
  works: boolean,
): Promise<string> {
  await using database = new Database(source, { environment })
  const query = database.query(sql)
  const error: unknown = await query.all().then(
    () => undefined,
    (reason) => reason,
  )
  expect(error === undefined).toBe(works)
  const all = { depth: 20, showHidden: true, getters: true } as const
  return [
    inspect(database, all),
    inspect(query, all),
    inspect(await database.knex(), { depth: 20 }),
    inspect(error, all),
    JSON.stringify(error),
    String((error as Error | undefined)?.stack),
  ].join('\n')
}

function makeUser(name: string, user: string, { execute, url }: TestDatabase): Promise<void> {
  if (name === 'postgresql') return execute(`create role ${user} login password '${password}'`)
  const database = new URL(url).pathname.slice(1)
  return execute(
    `create user ${user}@'%' identified by '${password}'; grant all on ${database}.* to ${user}@'%'`,
  )
}

function dropUser(name: string, user: string, { execute }: TestDatabase): Promise<void> {
  return execute(name === 'postgresql' ? `drop role ${user}` : `drop user ${user}@'%'`)
}

describe('a URL that is mistaken', () => {
  test.each([
    [['select 1', '--url', `postgresql//u:${password}@h/d`]],
    [['select 1', '--url', `postgresql:/u:${password}@h/d`]],
    [['select 1', '--url', `my_user:${password}@h/d`]],
    [['select 1', '--url', `sqlite://u:${password}@h/d`]],
    [['select 1', '--url', `postgre://u:${password}@h/d`]],
    [['select 1', '--url', `postgresql://u:${password}@h:port/d`]],
    [['select 1', '--url', `postgresql://u:${encoded}@h/d?passwrod=x`]],
    [['select 1', '--url', `mysql://u:${encoded}@h/d?passwrod=${encoded}`]],
    [['select 1', `postgresql://u:${password}@h/d`]],
    [['select 1', `postgresql://u:${password}@h/d?sslmode=require`]],
    [[`postgresql://u:${password}@h/d`, 'select 1']],
    [['select 1', `--ulr=postgresql://u:${password}@h/d`]],
    [['select 1', '--url', `mysql://u:${password}@h/d`, `--url=mysql://u:${password}@h/d`]],
  ])('%j', async (args) => {
    const run = await records([...args, '--debug'])
    expect([run.status, run.stdout]).toEqual([2, ''])
    expect(run.stderr).not.toMatch(shown)
  })
})
