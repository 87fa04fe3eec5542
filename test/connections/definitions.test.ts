// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such variables are what is tested
import { chownSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Database, type DatabaseOptions } from '../../src/index.js'
import { failure } from '../drivers/run.js'
import { type Home, homeWith, newHome } from './home.js'
import { type Recorded, recorded } from './recorder.js'

afterEach(() => vi.restoreAllMocks())

async function query(source: string, home: Home, options: DatabaseOptions = {}): Promise<unknown> {
  await using database = new Database(source, { environment: home.environment, ...options })
  return await database.query('select 1').all()
}

const connected = (source: string, home: Home, options?: DatabaseOptions): Promise<Recorded> =>
  recorded(() => query(source, home, options))

/** What the error tells of the file, by its line. */
async function told(home: Home, source = '@shop'): Promise<string[]> {
  const { code, message, hint = '' } = await failure(query(source, home))
  expect(code).toBe('usage')
  return [message.replace(`${home.path}/`, ''), hint]
}

describe('what a definition says', () => {
  test('a URL alone', async () => {
    const { url } = await connected('@shop', homeWith('shop: recorder://u@h:1/d'))
    expect(url).toMatchObject({ scheme: 'recorder', user: 'u', host: 'h', port: 1, path: 'd' })
  })

  test('a URL and settings, over which go those of the program', async () => {
    const home = homeWith(
      'shop:\n  url: recorder://h/d\n  read-only: true\n  timeout: 30s\n  lock-timeout: 2',
    )
    expect((await connected('@shop', home)).options).toMatchObject({
      readOnly: true,
      timeout: 30_000,
      lockTimeout: 2000,
    })
    const options = { timeout: 5, lockTimeout: undefined, readOnly: false }
    expect((await connected('@shop', home, options)).options).toMatchObject({
      readOnly: false,
      timeout: 5,
      lockTimeout: 2000,
    })
  })

  test('variables within a URL are a part of it, whatever they hold', async () => {
    const home = homeWith('shop: recorder://${U}:${P}@h/${D}')
    const environment = { ...home.environment, U: 'a:b', P: 'p@/?#%', D: 'd?x=y' }
    const { url } = await connected('@shop', home, { environment })
    expect(url).toMatchObject({ user: 'a:b', password: 'p@/?#%', path: 'd?x=y' })
  })

  test('a variable may hold the whole URL', async () => {
    const home = homeWith('shop: ${SHOP}')
    const environment = { ...home.environment, SHOP: 'recorder://u:p%40@h/d' }
    expect((await connected('@shop', home, { environment })).url.password).toBe('p@')
  })

  test("SQLite's files lie beside the config file, or in the home", async () => {
    const home = homeWith('near: sqlite:///near.db\nhome: ~/home.db\nmemory: sqlite://')
    const missing = async (name: string) => (await failure(query(name, home))).message
    expect(await missing('@near')).toContain(join(home.path, '.config/records/near.db'))
    expect(await missing('@home')).toContain(join(home.path, 'home.db'))
    expect(await query('@memory', home)).toEqual([{ 1: 1 }])
  })

  test('XDG_CONFIG_HOME tells where the config lies, but a relative one', async () => {
    const home = homeWith('shop: recorder://home')
    home.write('xdg/records/config.yml', 'connections:\n  shop: recorder://xdg')
    const host = async (XDG_CONFIG_HOME: string) => {
      const environment = { ...home.environment, XDG_CONFIG_HOME }
      return (await connected('@shop', home, { environment })).url.host
    }
    expect(await host(join(home.path, 'xdg'))).toBe('xdg')
    expect(await host('xdg')).toBe('home')
    expect(await host('')).toBe('home')
  })

  test('a file of that very name is still to be had', async () => {
    const { message } = await failure(query('./@shop', newHome()))
    expect(message).toBe('there is no SQLite database at ./@shop')
  })
})

describe('what is wrong with a config file is told with its line', () => {
  const at = (line: number, message: string) => `.config/records/config.yml:${line}: ${message}`

  test.each([
    ['', 'Define it in '],
    ['connections:', 'Define it in '],
    ['connections:\n  shpo: recorder://h', 'Did you mean @shpo?'],
    ['connections:\n  other: recorder://h', 'There is @other.'],
  ])('%j does not define it', async (text, hint) => {
    const home = newHome()
    home.write('.config/records/config.yml', text)
    const [message, said] = await told(home)
    expect(message).toBe('there is no connection @shop')
    expect(said).toContain(hint)
  })

  test.each([
    ['conections:\n', at(1, 'the file cannot have conections'), 'Did you mean connections?'],
    ['- a', at(1, 'the file must be a mapping of keys to values'), ''],
    ['connections: x', at(1, 'connections must be a mapping of keys to values'), ''],
    ['connections: [a]', at(1, 'connections must be a mapping of keys to values'), ''],
    [
      'connections:\n  "a b": x',
      at(2, 'a connection needs a name of letters, digits, _, - and dots'),
      '',
    ],
    ['connections:\n  shop: ""', at(2, 'shop has no value'), ''],
    ['connections:\n  shop:\n    timeout: 1s', at(2, 'shop has no url'), ''],
    [
      '# one\nconnections:\n\n  shop:\n    ulr: x',
      at(5, 'shop cannot have ulr'),
      'Did you mean url?',
    ],
    [
      'connections:\n  shop:\n    url: x\n    tiemout: 1',
      at(4, 'shop cannot have tiemout'),
      'Did you mean timeout?',
    ],
    [
      'connections:\n  shop:\n    url: x\n    zzzzzzzz: 1',
      at(4, 'shop cannot have zzzzzzzz'),
      'There is url, password, read-only, ',
    ],
    [
      'connections:\n  shop:\n    url: x\n    timeout: soon',
      at(4, 'timeout must be a time: 500ms, 30s, 5m or 1h'),
      '',
    ],
    [
      'connections:\n  shop:\n    url: x\n    timeout: 0',
      at(4, 'timeout must be a time: 500ms, 30s, 5m or 1h'),
      '',
    ],
    [
      'connections:\n  shop:\n    url: x\n    read-only: yes',
      at(4, 'read-only must be true or false'),
      '',
    ],
    ['connections:\n  shop:\n    url: [x]', at(3, 'url must be text'), ''],
    ['connections:\n  shop: x\n  shop: y', at(3, 'shop is there twice'), ''],
    [
      'connections:\n  shop:\n    url: x\n    password: { comand: x }',
      at(4, 'password cannot have comand'),
      'Did you mean command?',
    ],
    [
      'connections:\n  shop:\n    url: x\n    password: { env: A, file: b }',
      at(4, 'password must be text or one of env, file, command, prompt'),
      '',
    ],
    [
      'connections:\n  shop:\n    url: x\n    password: { prompt: false }',
      at(4, 'prompt can only be true'),
      '',
    ],
    [
      'connections:\n  shop:\n    url: x\n    password: [x]',
      at(4, 'password must be a mapping of keys to values'),
      '',
    ],
    ['connections:\n\tshop: x', at(2, 'tab characters must not be used in indentation'), ''],
  ])('%j', async (text, message, hint) => {
    const home = newHome()
    home.write('.config/records/config.yml', text)
    const [said, hinted] = await told(home)
    expect(said).toBe(message)
    if (hint === '') expect(hinted).toBe('')
    else expect(hinted).toContain(hint)
  })

  test.each([
    '*secret',
    '&secret x',
    '!secret x',
    '!sec!ret x',
    '"secret',
    '@secret',
    '{password:secret}',
  ])('a password of %s is not repeated', async (password) => {
    const home = homeWith(`shop:\n  url: recorder://h\n  password: ${password}`)
    const error = await failure(query('@shop', home))
    expect(error.message).toMatch(/config\.yml:[45]: /)
    expect(`${error.message}${error.hint}${error.stack}`).not.toMatch(/sec.?ret/)
    expect(error.cause).toBeUndefined()
  })

  test.each([
    ['${SHOP_HOST}', '@shop needs SHOP_HOST, which is not set'],
    ['recorder://${SHOP_HOST}/d', '@shop needs SHOP_HOST, which is not set'],
    ['recorder://${a-b}/d', '@shop needs ${a-b}, which names no variable'],
  ])('%s', async (url, message) => {
    expect(await told(homeWith(`shop: ${url}`))).toEqual([message, ''])
  })

  test('a password in two places', async () => {
    const home = homeWith('shop:\n  url: recorder://u:p@h\n  password: x')
    expect((await told(home))[0]).toBe('@shop has a password beside its URL and one in it')
  })
})

describe("a project's .records.yml", () => {
  function project(home: Home, text: string, mode = 0o644): void {
    home.write('project/.records.yml', text, mode)
    const folder = join(home.path, 'project/deep/er')
    mkdirSync(folder, { recursive: true })
    vi.spyOn(process, 'cwd').mockReturnValue(folder)
  }

  test('is found above the working folder', async () => {
    const home = newHome()
    project(home, 'connections:\n  shop: recorder://project\n  file: shop.db')
    expect((await connected('@shop', home)).url.host).toBe('project')
    expect((await failure(query('@file', home))).message).toContain(
      join(home.path, 'project/shop.db'),
    )
  })

  test("cannot take a name of the user's own", async () => {
    const home = homeWith('shop: recorder://own')
    project(home, 'connections:\n  shop: recorder://project')
    expect((await connected('@shop', home)).url.host).toBe('own')
  })

  test("is not read for a name of the user's own, so nothing in it can be in the way", async () => {
    const home = homeWith('shop: recorder://own')
    project(home, 'nonsense')
    expect((await connected('@shop', home)).url.host).toBe('own')
    expect((await told(home, '@other'))[0]).toContain('.records.yml:1: the file must be a mapping')
  })

  test.each(['command', 'file'])('cannot have a password from a %s', async (from) => {
    const home = newHome()
    const ran = join(home.path, 'ran')
    project(
      home,
      `connections:\n  shop:\n    url: recorder://h\n    password:\n      ${from}: touch ${ran}`,
    )
    const [message, hint] = await told(home)
    expect(message).toBe(
      `project/.records.yml:5: a project's file cannot have a password from a ${from}`,
    )
    expect(hint).toContain('in your own config file')
    expect(existsSync(ran)).toBe(false)
  })

  test('can have one from the environment', async () => {
    const home = newHome()
    project(home, 'connections:\n  shop:\n    url: recorder://h\n    password: { env: SHOP }')
    const environment = { ...home.environment, SHOP: 'p' }
    expect((await connected('@shop', home, { environment })).url.password).toBe('p')
  })

  test.skipIf(process.getuid?.() !== 0)(
    'belongs to who owns the folder, if not to oneself',
    async () => {
      const home = newHome()
      project(home, 'connections:\n  shop: recorder://h')
      const path = join(home.path, 'project/.records.yml')
      chownSync(path, 4242, 4242)
      expect((await told(home))[0]).toBe(
        'project/.records.yml belongs to another user, and is not read',
      )
      chownSync(process.cwd(), 4242, 4242)
      expect((await connected('@shop', home)).url.host).toBe('h')
    },
  )
})
