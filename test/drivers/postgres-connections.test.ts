import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Database, type DatabaseOptions, type Row } from '../../src/index.js'
import { execute, installed, startConfigured } from '../servers/postgres.js'
import { keepFolder } from '../servers/server.js'
import { failure } from './run.js'

/** Nothing listens there. */
const closed = 1

type Environment = Readonly<Record<string, string>>

describe.skipIf(!installed)('as libpq finds a server', () => {
  const folder = keepFolder()
  const base: Environment = { HOME: folder.path, PATH: String(process.env.PATH) }
  const { username: systemUser } = userInfo()
  let port: string
  let password: string
  let login: Environment
  let tcp: Environment
  /** A server with a socket, whose database `postgres` takes no writes. */
  let socket: string
  let socketPort: string
  let standbyPort: string
  let stop: () => Promise<void>

  beforeAll(async () => {
    const [first, second] = await Promise.all([
      startConfigured(),
      startConfigured({
        settings: ['listen_addresses=127.0.0.1,::1'],
        access: ['local all trusted trust', 'host replication all all scram-sha-256'],
      }),
    ])
    await execute(first.url, `create role "${systemUser}" login password 'same'`)
    await execute(first.url, `create database "${systemUser}"`)
    await execute(first.url, String.raw`create database "a:b\c"`)
    await execute(second.url, 'create role trusted login')
    await execute(second.url, 'create database trusted')
    await execute(second.url, 'alter database postgres set default_transaction_read_only = on')
    const standby = await startConfigured({ primary: second.url })
    stop = async () => {
      await Promise.all([first, standby].map((server) => server.stop()))
      await second.stop()
    }
    port = new URL(first.url).port
    password = decodeURIComponent(new URL(first.url).password)
    login = { ...base, PGUSER: 'records', PGPASSWORD: password }
    tcp = { ...login, PGHOST: '127.0.0.1', PGPORT: port }
    socket = second.folder
    socketPort = new URL(second.url).port
    standbyPort = new URL(standby.url).port
  })

  afterAll(async () => {
    await stop()
    await folder.remove()
  })

  const where = `select current_user::text, current_database()::text,
    current_setting('port'), coalesce(host(inet_server_addr()), 'socket')`

  async function query(url: string, environment: Environment, sql = where): Promise<Row[]> {
    return await rowsOf(url, { environment }, sql)
  }

  async function rowsOf(url: string, options: DatabaseOptions, sql: string): Promise<Row[]> {
    await using database = new Database(url, options)
    const rows: Row[] = []
    for await (const result of database.run(sql)) {
      if (result.type === 'rows') for await (const batch of result.batches) rows.push(...batch)
    }
    return rows
  }

  async function psql(url: string, env: Environment, sql = where): Promise<Row[]> {
    const words = [url, '--no-psqlrc', '--no-align', '--tuples-only', '--no-password', '-c', sql]
    const { stdout } = await promisify(execFile)('psql', words, { env: { ...env } })
    return [stdout.trim().split('|')]
  }

  function file(name: string, content: string, mode = 0o600): string {
    const path = join(folder.path, name)
    writeFileSync(path, content)
    chmodSync(path, mode)
    return path
  }

  const escaped = () => password.replace(/[\\:]/g, '\\$&')

  describe('where psql goes', () => {
    const passwords = () => ({
      PGPASSFILE: file(
        'passwords',
        [
          '# a comment',
          'other:*:*:*:wrong',
          `127.0.0.1:${port}:template1:*:wrong`,
          `127.0.0.1:${port}:*:records:${escaped()}`,
          '*:*:*:*:wrong',
        ].join('\n'),
      ),
    })
    const service = (more = '') => ({
      PGSERVICEFILE: file(
        'services',
        `# services\n[other]\nhost=other\n\n[shop]\nhost=127.0.0.1\nport=${port}\nuser=records\n${more}\n[last]\nhost=last\n`,
      ),
    })
    const cases: Record<string, () => [url: string, environment: Environment]> = {
      'the environment alone': () => ['postgresql://', { ...tcp, PGDATABASE: 'postgres' }],
      'the database has the name of the user': () => [
        'postgresql://',
        { ...tcp, PGUSER: systemUser, PGPASSWORD: 'same' },
      ],
      "the user has the system's name": () => [
        'postgresql:///',
        { ...base, PGHOST: '127.0.0.1', PGPORT: port, PGPASSWORD: 'same' },
      ],
      'the URL before the environment': () => [
        `postgresql://records@127.0.0.1:${port}/template1`,
        { ...login, PGHOST: 'nowhere', PGPORT: '1', PGUSER: 'nobody', PGDATABASE: 'nothing' },
      ],
      'parameters of the URL before its other parts': () => [
        `postgresql://nobody@nowhere:1/nothing?host=127.0.0.1&port=${port}&user=records&dbname=template1`,
        login,
      ],
      PGHOSTADDR: () => [
        'postgresql://nowhere/template1',
        { ...login, PGHOSTADDR: '127.0.0.1', PGPORT: port },
      ],
      'the password file': () => [
        `postgresql://records@127.0.0.1:${port}/postgres`,
        { ...base, ...passwords() },
      ],
      '~/.pgpass': () => {
        file('.pgpass', `127.0.0.1:${port}:*:records:${escaped()}\n`)
        return [`postgresql://records@127.0.0.1:${port}/postgres`, base]
      },
      'the password file, escaped': () => [
        `postgresql://records@127.0.0.1:${port}/a%3Ab%5Cc`,
        {
          ...base,
          PGPASSFILE: file(
            'escaped',
            String.raw`*:*:a:*:wrong
*:*:a\:b\\c:*:${escaped()}
*:*:*:*:wrong`,
          ),
        },
      ],
      'a service, before the environment': () => [
        'postgresql:///postgres',
        { ...tcp, PGHOST: 'nowhere', PGSERVICE: 'shop', ...service() },
      ],
      'a service that the URL names, with a password': () => [
        'postgresql://?service=shop',
        { ...base, ...service(`dbname=template1\npassword=${password}\n`) },
      ],
      'a service of the system': () => {
        mkdirSync(join(folder.path, 'etc'), { recursive: true })
        file('etc/pg_service.conf', `[shop]\nhost=127.0.0.1\nport=${port}\ndbname=template1\n`)
        return [
          'postgresql://',
          { ...login, PGSERVICE: 'shop', PGSYSCONFDIR: `${folder.path}/etc` },
        ]
      },
      'a socket, by a parameter': () => [
        `postgresql://trusted@?host=${socket}&port=${socketPort}`,
        base,
      ],
      'a socket, as the host': () => [
        `postgresql://trusted@${encodeURIComponent(socket)}:${socketPort}/postgres`,
        base,
      ],
      'a socket takes no notice of sslmode': () => [
        `postgresql://trusted@/?host=${socket}&port=${socketPort}&sslmode=require`,
        base,
      ],
      'an address of IPv6': () => [
        `postgresql://records@[::1]:${socketPort}/postgres`,
        { ...login },
      ],
      'the next host where the first does not answer': () => [
        `postgresql://127.0.0.1:${closed},127.0.0.1:${port}/postgres`,
        login,
      ],
      'hosts of the environment, which have one port': () => [
        'postgresql:///postgres',
        { ...login, PGHOST: '/nowhere,127.0.0.1', PGPORT: port },
      ],
      'the host that takes writes': () => [
        `postgresql://127.0.0.1:${socketPort},127.0.0.1:${port}/postgres?target_session_attrs=read-write`,
        login,
      ],
      'the host that takes none': () => [
        `postgresql://127.0.0.1:${port},127.0.0.1:${socketPort}/postgres`,
        { ...login, PGTARGETSESSIONATTRS: 'read-only' },
      ],
      'the primary': () => [
        `postgresql://127.0.0.1:${standbyPort},127.0.0.1:${port}/postgres?target_session_attrs=primary`,
        login,
      ],
      'the standby': () => [
        `postgresql://127.0.0.1:${port},127.0.0.1:${standbyPort}/postgres?target_session_attrs=standby`,
        login,
      ],
      'the standby where there is one': () => [
        `postgresql://127.0.0.1:${port},127.0.0.1:${standbyPort}/postgres?target_session_attrs=prefer-standby`,
        login,
      ],
      'else any': () => [
        `postgresql://127.0.0.1:${closed},127.0.0.1:${port}/postgres?target_session_attrs=prefer-standby`,
        login,
      ],
    }

    const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
      addresses?.some(({ address }) => address === '::1'),
    )

    test.each(Object.entries(cases))('%s', async (name, given) => {
      if (name.includes('IPv6') && !hasIpv6) return
      const [url, environment] = given()
      const there = await psql(url, environment)
      expect(await query(url, environment)).toEqual(there)
      expect(there[0]).toHaveLength(4)
    })

    test('with the settings of the session', async () => {
      const environment = {
        ...tcp,
        PGOPTIONS: '-c work_mem=3MB',
        PGAPPNAME: 'nightly',
        PGDATABASE: 'postgres',
      }
      const sql = `select current_setting('work_mem'), current_setting('application_name')`
      expect(await query('postgresql://', environment, sql)).toEqual([['3MB', 'nightly']])
      const url = 'postgresql://?options=-c%20work_mem%3D4MB&application_name=mine'
      expect(await query(url, environment, sql)).toEqual([['4MB', 'mine']])
      expect(await psql(url, environment, sql)).toEqual([['4MB', 'mine']])
      const { PGAPPNAME: _, ...unnamed } = environment
      expect(await query('postgresql://', unnamed, sql)).toEqual([['3MB', 'records']])
    })
  })

  test('the environment of the process is not asked behind the one that is given', async () => {
    const before = { ...process.env }
    Object.assign(process.env, {
      PGUSER: 'nobody',
      PGPASSWORD: 'wrong',
      PGDATABASE: 'nothing',
      PGOPTIONS: '-c work_mem=3MB',
      PGSSLMODE: 'verify-full',
    })
    try {
      const url = `postgresql://trusted@/?host=${socket}&port=${socketPort}`
      const sql = `select current_database()::text, current_setting('work_mem')`
      expect(await query(url, base, sql)).toEqual([['trusted', '4MB']])
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
      Object.assign(process.env, before)
    }
  })

  test('a password file that others can read is passed over, and told of', async () => {
    const path = file('open', `*:*:*:*:${escaped()}\n`, 0o640)
    const told: string[] = []
    const options = { environment: { ...base, PGPASSFILE: path }, notify: told.push.bind(told) }
    const url = `postgresql://records@127.0.0.1:${port}/postgres`
    const error = await failure(rowsOf(url, options, where))
    expect(told).toEqual([expect.stringContaining(`chmod 600 ${path}`)])
    expect(error.message).toContain('asks for the password of records')
    expect(error.hint).toContain('~/.pgpass')
  })

  test('a wrong password of the file is told by the file, not by itself', async () => {
    const path = file('wrong', 'marker:1:x:x:marker\n*:*:*:*:marker-91c4\n')
    const environment = { ...base, PGPASSFILE: path }
    const url = `postgresql://records@127.0.0.1:${port}/postgres`
    const error = await failure(query(url, environment))
    expect(error).toMatchObject({ databaseCode: '28P01', detail: `The password is from ${path}.` })
    expect(all(error)).not.toContain('marker')
  })

  test('a login that is refused ends the search', async () => {
    const ports = `127.0.0.1:${port},127.0.0.1:${socketPort}`
    const url = `postgresql://records:marker@${ports}/postgres`
    const error = await failure(query(url, base))
    expect(error.message).toContain(`:${port}`)
    expect(error.message).not.toContain(`:${socketPort}`)
    expect(all(error)).not.toContain('marker')
  })

  test('every host that was tried is named', async () => {
    const url = `postgresql://127.0.0.1:${closed},127.0.0.1:${socketPort}/postgres?target_session_attrs=read-write`
    const { message } = await failure(query(url, login))
    expect(message).toBe(
      `cannot connect to PostgreSQL at 127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1; at 127.0.0.1:${socketPort}: the session is read-only`,
    )
  })

  test('a socket that is not there is told by its path', async () => {
    const { message, hint } = await failure(query('postgresql:///x?host=/nowhere', login))
    expect(message).toContain('/nowhere/.s.PGSQL.5432')
    expect(hint).toContain('Is the server running')
  })

  test('a server that says nothing is given up, and the next one tried', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await new Promise((resolve) => silent.once('listening', resolve))
    const address = silent.address() as { port: number }
    try {
      const url = `postgresql://127.0.0.1:${address.port},127.0.0.1:${port}/postgres`
      const options = { environment: login, connectTimeout: 300 }
      expect(await rowsOf(url, options, 'select 1')).toEqual([['1']])
      const alone = `postgresql://127.0.0.1:${address.port}/postgres`
      const { message } = await failure(rowsOf(alone, options, 'select 1'))
      expect(message).toContain('it did not answer within 0.3 s')
      const started = performance.now()
      await failure(query(`${alone}?connect_timeout=1`, { ...login, PGSSLMODE: 'disable' }))
      expect(performance.now() - started).toBeGreaterThan(1900)
    } finally {
      silent.close()
    }
  })

  test.each([
    ['postgresql://?sslmod=disable', /sslmode/],
    ['postgresql://?port=0', /1 to 65535/],
    ['postgresql://?target_session_attrs=readonly', /read-only/],
    ['postgresql://?connect_timeout=soon', /seconds/],
    ['postgresql://a,b,c?port=1,2', /as many/],
    ['postgresql://?service=nothing', /pg_service\.conf/],
    ['mysql://a,b/c', /one host/],
  ])('%s is refused', async (url, words) => {
    const { code, message, hint } = await failure(query(url, base))
    expect(code).toBe('usage')
    expect(`${message} ${hint}`).toMatch(words)
  })

  test.each([
    ['pasword=marker', /password/],
    ['host = marker', /name=value/],
    ['marker', /name=value/],
    ['sslcrl=marker', /not supported/],
  ])('a line %s of a service is refused, and not told', async (line, words) => {
    const environment = { ...base, PGSERVICEFILE: file('bad', `[shop]\n${line}\n`) }
    const error = await failure(query('postgresql://?service=shop', environment))
    expect(error.code).toBe('usage')
    expect(`${error.message} ${error.hint}`).toMatch(words)
    expect(all(error)).not.toContain('marker')
  })

  test('read-only may be asked of a server that takes writes', async () => {
    const hosts = `127.0.0.1:${standbyPort},127.0.0.1:${port}`
    const url = `postgresql://${hosts}/postgres?target_session_attrs=read-write`
    const options = { environment: login, readOnly: true }
    const sql = 'show transaction_read_only'
    expect(await rowsOf(url, options, sql)).toEqual([['on']])
  })
})

/** Everything that an error tells, its causes included. */
function all(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return [error.stack, JSON.stringify(error), all(error.cause)].join('\n')
}
