// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import { describe, expect, test } from 'vitest'
import { Database } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { type Home, homeWith } from './home.js'
import { recorded } from './recorder.js'

async function query(home: Home, environment: Record<string, string> = {}): Promise<unknown> {
  const options = { environment: { ...home.environment, ...environment } }
  await using database = new Database('@shop', options)
  return await database.query('select 1').all()
}

const passwordOf = async (...given: Parameters<typeof query>) =>
  (await recorded(() => query(...given))).url.password

const shop = (password: string) => `shop:\n  url: recorder://u@h/d\n  password: ${password}`

describe('where a password comes from', () => {
  test.each([
    ['itself', '0123', '0123'],
    ['itself, in quotes', '"p@ss: #\\u00e9"', 'p@ss: #é'],
    ['a variable', '${PW}', 'from the environment'],
    ['a variable by name', '{ env: PW }', 'from the environment'],
    ['the first line of a file', '{ file: ~/password }', 'from a file'],
    ['a file beside the config', '{ file: ../../password }', 'from a file'],
    [
      'the first line of a command',
      '{ command: "printf \'of a command\\\\nuser: x\\\\n\'" }',
      'of a command',
    ],
    ['a command that reads the standard input', '{ command: cat; echo done }', 'done'],
    ['a command that uses a variable', '{ command: echo "$PW" }', 'from the environment'],
  ])('%s', async (_where, password, value) => {
    const home = homeWith(shop(password))
    home.write('password', 'from a file\r\nand more\n')
    expect(await passwordOf(home, { PW: 'from the environment' })).toBe(value)
  })

  test.each([
    ['{ env: PW }', 'usage', '@shop needs PW, which is not set'],
    [
      '{ file: ~/none }',
      'connection',
      'there is no password for @shop: there is no file HOME/none',
    ],
    [
      '{ file: ~/empty }',
      'connection',
      'there is no password for @shop: what its file gives is empty',
    ],
    [
      '{ command: exit 3 }',
      'connection',
      'there is no password for @shop: its command ended with status 3',
    ],
    [
      '{ command: kill -9 $$ }',
      'connection',
      'there is no password for @shop: its command ended with SIGKILL',
    ],
    [
      '{ command: "true" }',
      'connection',
      'there is no password for @shop: what its command gives is empty',
    ],
  ])('%s that gives none', async (password, code, message) => {
    const home = homeWith(shop(password))
    home.write('empty', '\n')
    const error = await failure(query(home))
    expect([error.code, error.message.replace(home.path, 'HOME')]).toEqual([code, message])
  })
})

describe('who else can read it', () => {
  const others = [0o644, 0o640, 0o604, 0o620, 0o602]

  test.each([
    shop('secret'),
    'shop: recorder://u:secret@h/d',
    'shop: recorder://${U}:secret@h/d',
    'shop: recorder://h/d?password=secret',
    'shop: recorder://u@h\nother: recorder://u:secret@h/d',
  ])('a config file with a password in it: %j', async (connections) => {
    for (const mode of others) {
      const home = homeWith(connections, mode)
      const { code, message, hint } = await failure(query(home))
      expect(code).toBe('usage')
      expect(message).toBe(`${home.config} holds a password, and others may read it`)
      expect(hint).toBe(`Make it yours alone: chmod 600 ${home.config}`)
    }
  })

  test.each([
    'shop: recorder://u@h/d',
    'shop: recorder://u:${PW}@h/d',
    'shop: ${URL}',
    shop('${PW}'),
    shop('{ env: PW }'),
  ])('is not asked where it holds none: %j', async (connections) => {
    const variables = { PW: 'secret', URL: 'recorder://u:secret@h/d' }
    const home = homeWith(connections, 0o644)
    const { url } = await recorded(() => query(home, variables))
    expect(url.host).toBe('h')
  })

  test('a password file', async () => {
    const home = homeWith(shop('{ file: "~/pass word" }'), 0o644)
    const file = home.write('pass word', 'secret', 0o640)
    const { message, hint } = await failure(query(home))
    expect(message).toBe(`${file} holds a password, and others may read it`)
    expect(hint).toBe(`Make it yours alone: chmod 600 '${file}'`)
  })

  test('a file that names a command may be read, but written by nobody else', async () => {
    expect(await passwordOf(homeWith(shop('{ command: echo x }'), 0o644))).toBe('x')
    const home = homeWith(shop('{ command: echo x }'), 0o664)
    const { message } = await failure(query(home))
    expect(message).toBe(`${home.config} names a command, and others may change it`)
  })
})
