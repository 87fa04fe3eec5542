import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Home, homeWith, newHome } from '../connections/home.js'
import { type Recorded, recorded } from '../connections/recorder.js'
import { type Run, records } from './records.js'

const nobody = 'postgresql://reporter@127.0.0.1:1/shop'
const some = [
  'sample: "demo:"',
  `shop: ${nobody}`,
  'archive:',
  '  url: mariadb://127.0.0.1:2/archive?socket=/run/x',
  '  password: { env: ARCHIVE }',
  '  read-only: true',
  '  timeout: 30s',
  '  connect-timeout: 1500ms',
].join('\n')

const inHome = ({ environment }: Home, ...args: string[]): Promise<Run> =>
  records(args, { env: environment })

async function csv(home: Home, ...args: string[]): Promise<string[]> {
  const { status, stdout, stderr } = await inHome(home, 'connections', ...args, 'csv')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout.split('\n')
}

describe('records connections', () => {
  test('lists them, and where they lead', async () => {
    const file = '~/.config/records/config.yml'
    expect(await csv(homeWith(some))).toEqual([
      'name,database,place,defined in',
      `sample,SQLite,demo:,${file}`,
      `shop,PostgreSQL,reporter@127.0.0.1:1/shop,${file}`,
      `archive,MySQL,127.0.0.1:2/archive,${file}`,
      '',
    ])
  })

  test('one that is wrong does not hide the others', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what is tested
    const home = homeWith('a: ${NONE}\nb: orcale://h\nc: mysql://u:${NONE}@${NONE}/d')
    expect((await csv(home)).map((line) => line.split(',').slice(0, 3).join())).toEqual([
      'name,database,place',
      'a,,"@a needs NONE',
      'b,,there is no driver for orcale:// databases',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: that is what is tested
      'c,MySQL,u@${NONE}/d',
      '',
    ])
  })

  test('says where to define them when there are none', async () => {
    const home = newHome()
    const { status, stdout, stderr } = await inHome(home, 'connections', 'csv')
    expect([status, stdout]).toEqual([0, 'name,database,place,defined in\n'])
    expect(stderr).toBe(`records: there are none: define them in ${home.config}\n`)
    expect((await inHome(home, 'connections', '-q')).stderr).toBe('')
  })

  test('writes a file as any report', async () => {
    const home = homeWith(some)
    const file = join(home.path, 'list.json')
    expect(await inHome(home, 'connections', '-o', file)).toMatchObject({ status: 0, stdout: '' })
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(3)
  })
})

describe('records connections show', () => {
  test.each(['archive', '@archive'])('%s', async (name) => {
    expect(await csv(homeWith(some), 'show', name)).toEqual([
      'setting,value',
      'url,mariadb://127.0.0.1:2/archive?socket=/run/x',
      'password,**** from $ARCHIVE',
      'read-only,true',
      'timeout,30 s',
      'connect-timeout,1.5 s',
      'defined in,~/.config/records/config.yml',
      '',
    ])
  })

  test('the name of a format needs its @', async () => {
    const home = homeWith('csv: "demo:"')
    expect(await csv(home, 'show', '@csv')).toContain('url,demo:')
    expect(await inHome(home, 'connections', 'show', 'csv')).toMatchObject({
      status: 2,
      stderr: 'records: connections show needs the name of one\n',
    })
  })
})

describe('records connections test', () => {
  test('one that works', async () => {
    const [head, line] = await csv(homeWith(some), 'test', 'sample')
    expect(head).toBe('name,connection,server,milliseconds')
    expect(line).toMatch(/^sample,ok,SQLite 3\.\d+\.\d+,\d+$/)
  })

  test('one that does not', async () => {
    const { status, stdout, stderr } = await inHome(homeWith(some), 'connections', 'test', 'shop')
    expect([status, stdout]).toEqual([3, ''])
    expect(stderr).toContain('cannot connect to PostgreSQL at 127.0.0.1:1')
  })

  test('all of them, one after another', async () => {
    const { status, stdout, stderr } = await inHome(homeWith(some), 'connections', 'test', 'csv')
    expect(status).toBe(3)
    expect(stdout).toMatch(/^sample,ok,SQLite .*\nshop,failed,,\narchive,failed,,\n$/m)
    expect(stderr).toContain('testing @shop: cannot connect to PostgreSQL at 127.0.0.1:1')
    expect(stderr).toContain('testing @archive: @archive needs ARCHIVE, which is not set')
    expect(stderr).toMatch(/records: 2 of 3 connections failed\n$/)
  })
})

test.each([
  [['tset'], 'connections cannot tset', 'Did you mean test?'],
  [['show'], 'connections show needs the name of one', ''],
  [['show', 'shpo'], 'there is no connection @shpo', 'Did you mean @shop?'],
  [['test', 'shop', 'archive'], 'archive is one word too many', ''],
  [['show', 'shop', '--timeout', 'soon'], '--timeout cannot be soon', '500ms, 30s'],
])('connections %j', async (words, message, hint) => {
  const { status, stdout, stderr } = await inHome(homeWith(some), 'connections', ...words)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toContain(message)
  expect(stderr).toContain(hint)
})

describe('a query by the name of its connection', () => {
  test('in --url or DATABASE_URL', async () => {
    const home = homeWith(some)
    const query = ['select count(*) > 0 as some from cheese', 'csv']
    const rows = { status: 0, stdout: 'some\n1\n', stderr: '' }
    expect(await inHome(home, ...query, '--url', '@sample')).toMatchObject(rows)
    const env = { ...home.environment, DATABASE_URL: '@sample' }
    expect(await records(query, { env })).toMatchObject(rows)
  })

  test('does not overwrite its own database', async () => {
    const home = homeWith('shop: ~/shop.db')
    const file = home.write('shop.db', '')
    const { status, stderr } = await inHome(home, 'select 1', 'csv', '-o', file, '--url', '@shop')
    expect([status, stderr]).toEqual([
      2,
      `records: ${file} is the file of the database: it would be overwritten\n`,
    ])
  })
})

describe('what the options say reaches the driver', () => {
  const told = (home: Home, ...args: string[]): Promise<Recorded> =>
    recorded(async () => {
      const { stderr } = await inHome(home, 'select 1', '--url', ...args)
      if (!stderr.includes('recorded')) throw new Error(stderr)
    })

  const flags = ['--read-only', '--timeout=1.5', '--connect-timeout', '250ms', '--lock-timeout=1m']
  const meant = { readOnly: true, timeout: 1500, connectTimeout: 250, lockTimeout: 60_000 }

  test('with a URL', async () => {
    const home = newHome()
    const { options } = await told(home, 'recorder://h', ...flags)
    expect(options).toMatchObject({ ...meant, environment: home.environment })
    const { options: plain } = await told(home, 'recorder://h')
    expect(plain).toMatchObject({ readOnly: false, create: false })
    expect(plain.timeout ?? plain.connectTimeout ?? plain.lockTimeout).toBeUndefined()
  })

  test('over what the connection itself says', async () => {
    const home = homeWith('shop:\n  url: recorder://h\n  read-only: true\n  timeout: 9s')
    expect((await told(home, '@shop')).options).toMatchObject({ readOnly: true, timeout: 9000 })
    expect((await told(home, '@shop', ...flags)).options).toMatchObject(meant)
    expect((await told(home, '@shop', '--no-read-only')).options).toMatchObject({
      readOnly: false,
      timeout: 9000,
    })
  })

  test.each(['--timeout', '--connect-timeout', '--lock-timeout'])('%s is a time', async (flag) => {
    for (const text of ['0', 'x', '3d', '-1']) {
      const { status, stderr } = await records(['select 1', `${flag}=${text}`, '--url', 'demo:'])
      expect(status).toBe(2)
      expect(stderr).toBe(
        `records: ${flag} cannot be ${text}\nHINT: Write 500ms, 30s, 5m or 1h; a bare number is of seconds.\n`,
      )
    }
  })
})

describe('a password on the command line', () => {
  const url = 'mysql://u:marker@127.0.0.1:1/d'
  const warned = /^records: the password in --url is shown to others by ps/

  test('is warned of, once', async () => {
    const { stderr } = await records(['select 1', '--url', url])
    expect(stderr).toMatch(warned)
    expect(stderr.match(/ps, and/g)).toHaveLength(1)
  })

  test.each([
    ['with -q', ['--url', url, '-q'], {}],
    ['of the environment', [], { DATABASE_URL: url }],
    ['that is none', ['--url', 'mysql://u@127.0.0.1:1/d'], {}],
  ])('is not, %s', async (_what, args, env) => {
    const { status, stderr } = await records(['select 1', ...args], { env })
    expect(status).toBe(3)
    expect(stderr).toMatch(/^records: cannot connect/)
  })
})
