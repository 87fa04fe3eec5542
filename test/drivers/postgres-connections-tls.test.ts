import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Database, type DatabaseOptions, type Row } from '../../src/index.js'
import { authority, type Certificate } from '../servers/certificates.js'
import { installed, startConfigured } from '../servers/postgres.js'
import { keepFolder } from '../servers/server.js'
import { failure } from './run.js'

const encrypted = `select ssl::text, coalesce(version, '') as version
  from pg_stat_ssl where pid = pg_backend_pid()`

describe.skipIf(!installed)('sslmode', () => {
  const folder = keepFolder()
  const trusted = authority()
  const root = file('root.crt', trusted.certificate)
  const unknown = file('unknown.crt', authority().certificate)
  const client = trusted.issue('DNS:client')
  const clientCertificate = file('client.crt', client.certificate)
  const clientKey = file('client.key', client.key)
  let server: string
  let without: string
  let expired: string
  let stop: () => Promise<void>

  beforeAll(async () => {
    const access = [
      'hostssl all certified all cert map=certificates',
      'hostnossl all plain all scram-sha-256',
      'host all plain all reject',
      'hostssl all encrypted all scram-sha-256',
      'host all encrypted all reject',
      'host all nobody all reject',
    ]
    const serve = ({ certificate, key }: Certificate) =>
      startConfigured({
        settings: ['ssl=on', 'ssl_ca_file=root.crt'],
        access,
        files: {
          'server.crt': certificate,
          'server.key': key,
          'root.crt': trusted.certificate,
          'pg_ident.conf': 'certificates records certified\n',
        },
      })
    const servers = await Promise.all([
      serve(trusted.issue('DNS:localhost')),
      serve(trusted.issue('DNS:localhost', -1)),
      startConfigured(),
    ])
    const urls = servers.map(({ url }) => url.replace('127.0.0.1', 'localhost'))
    ;[server, expired, without] = urls as [string, string, string]
    stop = async () => void (await Promise.all(servers.map((each) => each.stop())))
    await query(server, ["create role certified login; create role plain login password 'p'"])
    await query(server, ["create role encrypted login password 'p'"])
  })

  afterAll(async () => {
    await stop()
    await folder.remove()
  })

  function file(name: string, content: string, mode = 0o600): string {
    const path = join(folder.path, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { mode })
    return path
  }

  async function query(
    url: string,
    [sql = encrypted, ...parameters]: readonly string[] = [],
    options: DatabaseOptions = {},
  ): Promise<Row[]> {
    const target = new URL(url)
    for (const parameter of parameters) {
      const [name = '', value = ''] = parameter.split('=')
      target.searchParams.set(name, value)
    }
    const environment = { HOME: folder.path }
    await using database = new Database(target.href, { environment, ...options })
    const rows: Row[] = []
    for await (const result of database.run(sql)) {
      if (result.type === 'rows') for await (const batch of result.batches) rows.push(...batch)
    }
    return rows
  }

  const over = (url: string, ...parameters: string[]) => query(url, [encrypted, ...parameters])

  const as = (user: string) => {
    const url = new URL(server)
    url.username = user
    url.password = 'p'
    return url.href
  }

  const TLS = [['true', 'TLSv1.3']]
  const plain = [['false', '']]

  test.each([
    ['disable', plain],
    ['allow', plain],
    ['prefer', TLS],
    ['require', TLS],
  ])('%s, on a server with SSL', async (mode, expected) => {
    expect(await over(server, `sslmode=${mode}`)).toEqual(expected)
  })

  test.each([
    ['disable', plain],
    ['allow', plain],
    ['prefer', plain],
  ])('%s, on a server without SSL', async (mode, expected) => {
    expect(await over(without, `sslmode=${mode}`)).toEqual(expected)
  })

  test.each(['require', 'verify-ca', 'verify-full'])(
    '%s never falls back to plaintext',
    async (mode) => {
      const error = await failure(over(without, `sslmode=${mode}`, `sslrootcert=${root}`))
      expect(error).toMatchObject({ code: 'connection' })
      expect(error.message).toContain('the server does not support SSL')
      expect(error.hint).toContain('sslmode=prefer')
    },
  )

  test('prefer is the default', async () => {
    expect(await over(server)).toEqual(TLS)
    expect(await over(without)).toEqual(plain)
  })

  test('prefer and allow go the other way where the server wants that of a login', async () => {
    expect(await over(as('plain'), 'sslmode=prefer')).toEqual(plain)
    expect(await over(as('encrypted'), 'sslmode=allow')).toEqual(TLS)
    const error = await failure(over(as('nobody'), 'sslmode=prefer'))
    expect(error.message).toContain('SSL encryption')
  })

  test('a wrong password is told, and not itself', async () => {
    const url = new URL(as('encrypted'))
    url.password = 'marker-5e1f'
    const error = await failure(over(url.href))
    expect(error).toMatchObject({ code: 'connection', databaseCode: '28P01' })
    expect(JSON.stringify(error)).not.toContain('marker')
  })

  test('a handshake that fails does not lead to plaintext', async () => {
    let connections = 0
    const broken = createServer((socket) => {
      connections++
      socket.on('error', () => {})
      socket.once('data', () => {
        socket.write('S')
        socket.once('data', () => socket.end('no handshake'))
      })
    }).listen(0, '127.0.0.1')
    await once(broken, 'listening')
    const { port } = broken.address() as AddressInfo
    const url = `postgresql://records:marker@127.0.0.1:${port}/postgres?sslmode=prefer`
    expect(await failure(over(url))).toMatchObject({ code: 'connection' })
    expect(connections).toBe(1)
    broken.close()
  })

  test('an authority makes require check as verify-ca does', async () => {
    for (const mode of ['require', 'verify-ca', 'verify-full']) {
      expect(await over(server, `sslmode=${mode}`, `sslrootcert=${root}`)).toEqual(TLS)
      const error = await failure(over(server, `sslmode=${mode}`, `sslrootcert=${unknown}`))
      expect(error).toMatchObject({ code: 'connection' })
      expect(error.hint).toContain('sslrootcert=FILE')
    }
  })

  test('verify-ca takes any name, verify-full the name that was asked for', async () => {
    const other = server.replace('localhost', '127.0.0.1')
    expect(await over(other, 'sslmode=verify-ca', `sslrootcert=${root}`)).toEqual(TLS)
    const error = await failure(over(other, 'sslmode=verify-full', `sslrootcert=${root}`))
    expect(error.message).toMatch(/127\.0\.0\.1:\d+: the certificate is for DNS:localhost$/)
    expect(error.hint).toContain('a name that the certificate has')
    // The name is checked where the address is told.
    expect(
      await over(
        server,
        'sslmode=verify-full',
        `sslrootcert=${root}`,
        'hostaddr=127.0.0.1',
        'host=localhost',
      ),
    ).toEqual(TLS)
  })

  test('an expired certificate is told', async () => {
    const error = await failure(over(expired, 'sslmode=verify-ca', `sslrootcert=${root}`))
    expect(error.message).toContain('expired')
    expect(error.hint).toContain('renewed')
    expect(await over(expired, 'sslmode=require')).toEqual(TLS)
  })

  test('~/.postgresql is where libpq looks', async () => {
    const options = { environment: { HOME: join(folder.path, 'home') } }
    const full = [encrypted, 'sslmode=verify-full']
    const error = await failure(query(server, full, options))
    expect(error).toMatchObject({ code: 'usage' })
    expect(error.hint).toContain('.postgresql/root.crt')
    file('home/.postgresql/root.crt', trusted.certificate)
    file('home/.postgresql/postgresql.crt', client.certificate)
    file('home/.postgresql/postgresql.key', client.key)
    expect(await query(as('certified'), full, options)).toEqual(TLS)
  })

  test('system is an authority, for verify-full only', async () => {
    const environment = { HOME: folder.path, SSL_CERT_FILE: root }
    const system = [encrypted, 'sslrootcert=system']
    expect(await query(server, system, { environment })).toEqual(TLS)
    expect(await failure(over(server, 'sslrootcert=system'))).toMatchObject({ code: 'connection' })
    const error = await failure(over(server, 'sslrootcert=system', 'sslmode=require'))
    expect(error).toMatchObject({ code: 'usage' })
  })

  test('a certificate of the client logs in; others must not read its key', async () => {
    const parameters = [`sslcert=${clientCertificate}`, `sslkey=${clientKey}`]
    expect(await over(as('certified'), ...parameters)).toEqual(TLS)
    const open = file('open.key', client.key, 0o644)
    const error = await failure(
      over(as('certified'), `sslcert=${clientCertificate}`, `sslkey=${open}`),
    )
    expect(error).toMatchObject({ code: 'usage', hint: `Run chmod 600 ${open}.` })
  })

  test('the login is bound to the channel where that is required', async () => {
    expect(await over(as('encrypted'), 'channel_binding=require')).toEqual(TLS)
    expect(await over(as('encrypted'), 'channel_binding=disable')).toEqual(TLS)
    const error = await failure(over(as('plain'), 'channel_binding=require'))
    expect(error.message).toContain('does not bind')
  })

  test('what is misspelt or missing is refused', async () => {
    expect(await failure(over(server, 'sslmode=verify_full'))).toMatchObject({ code: 'usage' })
    const gone = join(folder.path, 'gone.crt')
    const error = await failure(over(server, 'sslmode=require', `sslrootcert=${gone}`))
    expect(error.message).toContain(gone)
  })

  test('a query is cancelled over the same encryption', async () => {
    const controller = new AbortController()
    const url = new URL(server)
    url.searchParams.set('sslmode', 'verify-full')
    url.searchParams.set('sslrootcert', root)
    await using database = new Database(url.href)
    const marker = 'select pg_sleep(60), 271828'
    const work = database.query(marker, {}, { signal: controller.signal }).all()
    await sleep(300)
    controller.abort()
    await expect(work).rejects.toThrow()
    const running = `select count(*)::int4 from pg_stat_activity
      where query like '%271828%' and state = 'active' and pid <> pg_backend_pid()`
    expect(await query(server, [running])).toEqual([['0']])
  })
})
