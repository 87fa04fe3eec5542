import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { Database, type DatabaseOptions } from '../../src/index.js'
import { authority, type Certificate } from '../servers/certificates.js'
import { describeDatabase } from '../servers/index.js'
import { type Line, lineTo } from '../servers/line.js'
import { execute, type Special, start } from '../servers/mariadb.js'
import type { Server } from '../servers/server.js'
import { sha2Server } from './mysql-sha2-server.js'
import { failure } from './run.js'

const secret = 'marker-secret'

/** Where no option file lies. */
const nowhere = { environment: { HOME: '/nonexistent' } }

async function value(
  url: string,
  sql: string,
  options: Partial<DatabaseOptions> = {},
): Promise<string | null> {
  await using database = new Database(url, { ...nowhere, ...options })
  for await (const result of database.run(sql)) {
    if (result.type !== 'rows') continue
    for await (const [row] of result.batches) return row?.at(-1) as string | null
  }
  throw new Error('no rows came')
}

const cipher = "show status like 'ssl_cipher'"

/** The URL with other parts. */
function changed(
  url: string,
  parts: Partial<URL>,
  parameters: Record<string, string> = {},
): string {
  const other = Object.assign(new URL(url), parts)
  for (const [name, text] of Object.entries(parameters)) other.searchParams.set(name, text)
  return other.href
}

const tests = authority()
const folder = (): string => mkdtempSync(join(inject('folder'), 'certificates-'))

function fileOf(text: string): string {
  const path = join(folder(), 'file.pem')
  writeFileSync(path, text)
  return path
}

function withTls({ certificate, key }: Certificate): Special {
  return {
    files: { 'ca.pem': tests.certificate, 'server.pem': certificate, 'server.key': key },
    options: (path) => [
      `--ssl-ca=${path}/ca.pem`,
      `--ssl-cert=${path}/server.pem`,
      `--ssl-key=${path}/server.key`,
    ],
    statements: [
      `create user certified@'%' identified by '${secret}' require x509`,
      "install soname 'auth_ed25519'",
      `create user modern@'%' identified via ed25519 using password('${secret}')`,
      `create user '${userInfo().username}'@localhost identified via unix_socket`,
    ],
  }
}

/** A suite on a server of its own. */
function describeServer(name: string, special: () => Special, suite: (url: () => string) => void) {
  describe.skipIf(inject('servers').mysql === undefined)(name, () => {
    let server: Server | undefined
    beforeAll(async () => {
      server = await start(special())
    }, 60_000)
    afterAll(() => server?.stop())
    suite(() => server?.url ?? '')
  })
}

describeServer(
  'a server with TLS',
  () => withTls(tests.issue('DNS:localhost')),
  (url) => {
    const ca = fileOf(tests.certificate)
    const byName = () => changed(url(), { hostname: 'localhost' })

    test.each([
      ['by default', {}, /^TLS/],
      ['PREFERRED', { 'ssl-mode': 'PREFERRED' }, /^TLS/],
      ['REQUIRED', { 'ssl-mode': 'required' }, /^TLS/],
      ['VERIFY_CA', { 'ssl-mode': 'VERIFY_CA', 'ssl-ca': ca }, /^TLS/],
      ['VERIFY_IDENTITY', { 'ssl-mode': 'VERIFY_IDENTITY', 'ssl-ca': ca }, /^TLS/],
      ['DISABLED', { 'ssl-mode': 'DISABLED' }, /^$/],
    ])('%s', async (_mode, parameters, expected) => {
      expect(await value(changed(byName(), {}, parameters), cipher)).toMatch(expected)
    })

    test('an authority is there to verify by', async () => {
      const other = fileOf(authority().certificate)
      const error = await failure(value(changed(byName(), {}, { 'ssl-ca': other }), cipher))
      expect(error).toMatchObject({ code: 'connection', hint: expect.stringContaining('ssl-ca=') })
      expect(error.message).toMatch(/self-signed|local issuer/)
      const told: string[] = []
      const preferred = changed(byName(), {}, { 'ssl-ca': other, 'ssl-mode': 'PREFERRED' })
      await value(preferred, cipher, { notify: (text) => told.push(text) })
      expect(told).toEqual(['ssl-mode=PREFERRED does not verify the server, so ssl-ca is not used'])
    })

    test('a certificate for another name is refused by VERIFY_IDENTITY only', async () => {
      const verify = (mode: string) => changed(url(), {}, { 'ssl-mode': mode, 'ssl-ca': ca })
      expect(await value(verify('VERIFY_CA'), cipher)).toMatch(/^TLS/)
      const error = await failure(value(verify('VERIFY_IDENTITY'), cipher))
      expect(error.message).toMatch(/does not match.*127\.0\.0\.1/)
      expect(error.hint).toContain('Connect by a name')
    })

    test('a certificate of the client', async () => {
      const { certificate, key } = tests.issue('DNS:client')
      const account = { username: 'certified', password: secret, pathname: '/' }
      await failure(value(changed(byName(), account), cipher))
      const files = { 'ssl-cert': fileOf(certificate), 'ssl-key': fileOf(key) }
      expect(await value(changed(byName(), account, files), cipher)).toMatch(/^TLS/)
      const other = { ...files, 'ssl-key': fileOf(tests.issue('DNS:client').key) }
      const error = await failure(value(changed(byName(), account, other), cipher))
      expect(error.message).toMatch(/^ssl-cert and ssl-key cannot be used: .*mismatch/)
    })

    test.each([
      ['ssl-ca', 'not.pem', /cannot read the file of ssl-ca: ENOENT/],
      ['ssl-ca', () => fileOf('nothing'), /there is no certificate in/],
      ['ssl-key', () => fileOf('nothing'), /cannot be used/],
    ])('a file of %s that cannot be used', async (name, file, message) => {
      const path = typeof file === 'string' ? file : file()
      const error = await failure(value(changed(byName(), {}, { [name]: path }), cipher))
      expect(error).toMatchObject({ code: 'connection', message: expect.stringMatching(message) })
    })

    test('a socket is plaintext unless TLS is asked for', async () => {
      const socket = String(await value(url(), 'select @@socket'))
      const local = { socket }
      expect(await value(changed(url(), {}, local), cipher)).toBe('')
      const required = { ...local, 'ssl-mode': 'REQUIRED' }
      expect(await value(changed(url(), {}, required), cipher)).toMatch(/^TLS/)
    })

    test('the account of the operating system signs in by the socket', async () => {
      const socket = String(await value(url(), 'select @@socket'))
      const local = `mysql:///?socket=${encodeURIComponent(socket)}`
      expect(await value(local, 'select user()')).toBe(`${userInfo().username}@localhost`)
    })

    test('an account of ed25519 is refused with what to do', async () => {
      const account = { username: 'modern', password: secret, pathname: '/' }
      const error = await failure(value(changed(url(), account), cipher))
      expect(error.message).toMatch(/signs in by client_ed25519, which is not supported$/)
      expect(error.hint).toContain('mysql_native_password')
    })

    test('stops what runs, over TLS too', async () => {
      const controller = new AbortController()
      await using database = new Database(changed(byName(), {}, { 'ssl-ca': ca }), nowhere)
      const reason = new Error('enough')
      setTimeout(() => controller.abort(reason), 200)
      const work = async () => {
        for await (const result of database.run('select sleep(60)', {
          signal: controller.signal,
        })) {
          if (result.type === 'rows') for await (const _ of result.batches);
        }
      }
      await expect(work()).rejects.toBe(reason)
    })
  },
)

describeServer(
  'a certificate of an address',
  () => withTls(tests.issue('IP:127.0.0.1')),
  (url) => {
    test('is verified for the address, not for localhost', async () => {
      const parameters = { 'ssl-mode': 'VERIFY_IDENTITY', 'ssl-ca': fileOf(tests.certificate) }
      expect(await value(changed(url(), {}, parameters), cipher)).toMatch(/^TLS/)
      const byName = changed(url(), { hostname: 'localhost' }, parameters)
      expect((await failure(value(byName, cipher))).message).toMatch(/does not match/)
    })
  },
)

describeServer(
  'a certificate that has expired',
  () => withTls(tests.issue('DNS:localhost', -1)),
  (url) => {
    test('is refused where it is verified', async () => {
      const parameters = { 'ssl-ca': fileOf(tests.certificate) }
      const error = await failure(value(changed(url(), {}, parameters), cipher))
      expect(error.message).toMatch(/certificate has expired$/)
      expect(error.hint).toContain('renewed')
      expect(await value(changed(url(), {}, { 'ssl-mode': 'REQUIRED' }), cipher)).toMatch(/^TLS/)
    })
  },
)

describeServer(
  'a server without TLS',
  () => ({ options: () => ['--skip-ssl'] }),
  (url) => {
    test('is used in plaintext by default, and not with REQUIRED', async () => {
      expect(await value(url(), cipher)).toBe('')
      for (const mode of ['REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY']) {
        const error = await failure(value(changed(url(), {}, { 'ssl-mode': mode }), cipher))
        expect(error.message).toMatch(/: the server does not offer TLS$/)
        expect(error.hint).toContain('ssl-mode=PREFERRED')
      }
    })

    test('takes what the URL leaves out from the option file, then from the environment', async () => {
      const { username, password, port } = new URL(url())
      const HOME = folder()
      const client = { user: username, password: decodeURIComponent(password) }
      const lines = Object.entries(client).map(([name, text]) => `${name} = "${text}"`)
      writeFileSync(join(HOME, '.my.cnf'), ['[client]', ...lines].join('\n'), { mode: 0o600 })
      const environment = { HOME, MYSQL_HOST: '127.0.0.1', MYSQL_TCP_PORT: port, MYSQL_PWD: secret }
      const who = (url: string) => value(url, 'select user()', { environment })
      expect(await who('mysql:///mysql')).toBe('records@127.0.0.1')
      const error = await failure(who(`mysql://other:${secret}@127.0.0.1/mysql`))
      expect(error.message).toContain(`at 127.0.0.1:${port}: Access denied for user 'other'`)
      expect(`${error.stack} ${error.hint}`).not.toContain(secret)
      const withPassword = { ...environment, HOME: undefined, MYSQL_PWD: client.password }
      const url_ = `mysql://${username}@127.0.0.1/mysql`
      expect(await value(url_, 'select user()', { environment: withPassword })).toMatch(/^records@/)
    })

    test('localhost is the socket where there is one, unless a port is asked for', async () => {
      const { username, password, port } = new URL(url())
      const socket = String(await value(url(), 'select @@socket'))
      const environment = { MYSQL_UNIX_PORT: socket, MYSQL_TCP_PORT: '1' }
      const sql = `select host from information_schema.processlist where id = connection_id()`
      const from = (host: string) =>
        value(`mysql://${username}:${password}@${host}/mysql`, sql, { environment })
      expect(await from('localhost')).toBe('localhost')
      expect(await from('')).toBe('localhost')
      expect(await from(`localhost:${port}`)).toMatch(/^127\.0\.0\.1/)
    })

    test.each([
      ['ssl-mode=require', /no ssl-mode require/, 'Did you mean REQUIRED?'],
      ['sslmode=REQUIRED', /no option sslmode/, 'Did you mean ssl-mode?'],
      ['charset=latin1', /charset=latin1 is not supported/, 'Leave it out'],
    ])('%s is refused', async (query, message, hint) => {
      const error = await failure(value(`${url()}?${query}`, cipher))
      expect(error).toMatchObject({ code: 'usage', message: expect.stringMatching(message) })
      expect(error.hint).toContain(hint)
    })

    test('the server ends what takes too long', async () => {
      const sql = 'select count(*) from seq_1_to_1000000 a, seq_1_to_1000000 b'
      const error = await failure(value(url(), sql, { timeout: 300 }))
      expect(error.code).toBe('query')
      expect(error.message).toContain('max_statement_time exceeded')
    })

    test('the server ends what waits for a lock too long', async () => {
      const shop = changed(url(), { pathname: '/shop' })
      await execute(
        changed(url(), { pathname: '/' }),
        'create database shop; create table shop.kept (a int); insert into shop.kept values (0)',
      )
      await using holder = new Database(shop, nowhere)
      await holder.transaction(async (connection) => {
        await connection.execute('update kept set a = 0')
        const began = performance.now()
        const waiting = value(shop, 'select * from kept for update', { lockTimeout: 500 })
        expect((await failure(waiting)).databaseCode).toBe('ER_LOCK_WAIT_TIMEOUT')
        expect(performance.now() - began).toBeLessThan(5000)
      })
    })
  },
)

test('a server that does not answer is given up, and nothing was sent to it', async () => {
  const heard: Buffer[] = []
  const server = createServer((socket) => void socket.on('data', (data) => heard.push(data)))
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const url = `mysql://u:${secret}@127.0.0.1:${port}/x`
  const error = await failure(value(url, 'select 1', { connectTimeout: 300 }))
  expect(error).toMatchObject({
    code: 'connection',
    message: `cannot connect to MySQL at 127.0.0.1:${port}: it did not answer within 0.3 s`,
  })
  expect(heard).toEqual([])
})

describeDatabase('mysql', ({ url }) => {
  async function stalling(timeout?: number): Promise<{ line: Line; database: Database }> {
    const line = await lineTo(url)
    onTestFinished(() => line.close())
    const database = new Database(line.url, { ...nowhere, timeout })
    await database.query('select 1').then(() => {})
    return { line, database }
  }

  test('a network that stalls ends with an error where there is a time limit', async () => {
    const { line, database } = await stalling(500)
    line.stall()
    const error = await failure(database.query('select 1').then(() => {}))
    expect(error).toMatchObject({
      code: 'connection',
      message: 'lost the connection: nothing came from the server for 5.5 s',
    })
    await database.close()
  })

  test.each(['select sleep(60)', 'select seq from seq_1_to_100000000'])(
    'a network that stalls does not hold up who stops the query: %s',
    async (sql) => {
      const { line, database } = await stalling()
      const controller = new AbortController()
      const reason = new Error('enough')
      setTimeout(() => {
        line.stall()
        controller.abort(reason)
      }, 300)
      const work = async () => {
        for await (const result of database.run(sql, { signal: controller.signal })) {
          if (result.type === 'rows') for await (const _ of result.batches);
        }
      }
      const began = performance.now()
      await expect(work()).rejects.toBe(reason)
      await database.close()
      expect(performance.now() - began).toBeLessThan(8000)
    },
  )

  test('a connection that is cut is told, and another is made', async () => {
    const { line, database } = await stalling()
    setTimeout(() => line.cut(), 300)
    const error = await failure(database.query('select sleep(60)').then(() => {}))
    expect(error).toMatchObject({
      code: 'connection',
      message: 'lost the connection: the server closed it',
    })
    expect(await database.query('select 1 as n').then((rows) => [...rows])).toEqual([{ n: 1 }])
    await database.close()
  })
})

describe('a password over plaintext', () => {
  const signIn = (port: number, mode: string) =>
    failure(value(`mysql://u:${secret}@127.0.0.1:${port}/x?ssl-mode=${mode}`, 'select 1'))

  test.each(['PREFERRED', 'DISABLED'])('%s: caching_sha2_password hides it', async (mode) => {
    const server = await sha2Server()
    await signIn(server.port, mode)
    expect(server.password()).toBe(`${secret}\0`)
    expect(server.heard().includes(secret)).toBe(false)
  })

  test.each(['REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY'])('%s: nothing is said', async (mode) => {
    const server = await sha2Server()
    expect((await signIn(server.port, mode)).message).toMatch(/does not offer TLS$/)
    expect(server.heard()).toHaveLength(0)
  })
})
