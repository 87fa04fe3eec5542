import mysql from 'mysql2/promise'
import pg from 'pg'
import { endless } from '../cli/process/queries.js'
import { mariadb } from '../servers/index.js'
import { type Command, ends, type FaultGroup, onServers } from './fault.js'
import { kill, type Scene } from './scene.js'

const lost = ends(3, 'lost the connection: …')

async function byLine(scene: Scene): Promise<Partial<Command>> {
  return { url: (await scene.line()).url }
}

async function byLineWithTimeout(scene: Scene): Promise<Partial<Command>> {
  return { ...(await byLine(scene)), flags: ['--timeout', '2s'] }
}

async function cut(scene: Scene): Promise<void> {
  const line = await scene.line()
  line.cut()
}

async function stall(scene: Scene): Promise<void> {
  const line = await scene.line()
  line.stall()
}

const stalled = onServers(ends(3, 'lost the connection: nothing came from the server for … s'))

const terminated = {
  postgresql: ends(
    3,
    'terminating connection due to administrator command',
    'lost the connection: …',
  ),
  mysql: lost,
}

export const network: FaultGroup = {
  title: 'The server and the network',
  faults: [
    {
      name: 'the server is killed while rows come',
      command: async (scene) => ({ url: (await scene.server()).url }),
      moments: ['streaming'],
      strike: async (scene) => kill(scene.name, await scene.server()),
      outcomes: onServers(lost),
    },
    {
      name: 'the server ends the session',
      moments: ['waiting', 'streaming'],
      strike: (scene) => endSessions(scene, 'session'),
      outcomes: terminated,
    },
    {
      name: 'somebody cancels the statement on the server',
      moments: ['waiting'],
      strike: (scene) => endSessions(scene, 'statement'),
      outcomes: {
        postgresql: ends(1, 'canceling statement due to user request'),
        mysql: ends(1, 'Query execution was interrupted'),
      },
    },
    {
      name: 'the connection is cut',
      command: byLine,
      moments: ['waiting', 'streaming'],
      strike: cut,
      outcomes: onServers(lost),
    },
    {
      name: 'the network stalls, with `--timeout 2s`',
      command: byLineWithTimeout,
      moments: ['waiting', 'streaming'],
      strike: stall,
      seconds: 12,
      outcomes: stalled,
    },
    {
      name: 'a statement takes longer than `--timeout 1s`',
      command: ({ name }) => ({ sql: endless(name), flags: ['--timeout', '1s'] }),
      outcomes: {
        sqlite: ends(1, 'the statement was ended, because it took longer than it may'),
        postgresql: ends(1, 'canceling statement due to statement timeout'),
        mysql: ends(1, 'Query execution was interrupted (max_statement_time exceeded)'),
      },
    },
    {
      name: 'another session holds a lock, with `--lock-timeout 1s`',
      command: async (scene) => {
        await scene.once(lock)
        return { sql: 'select * from locked', flags: ['--lock-timeout', '1s'] }
      },
      outcomes: {
        sqlite: ends(3, 'cannot open …: database is locked'),
        postgresql: ends(1, 'canceling statement due to lock timeout'),
        mysql: ends(1, 'Lock wait timeout exceeded; try restarting transaction'),
      },
    },
  ],
}

async function endSessions(
  { name, url, execute }: Scene,
  what: 'session' | 'statement',
): Promise<void> {
  if (name === 'postgresql') {
    const end = what === 'session' ? 'pg_terminate_backend' : 'pg_cancel_backend'
    await execute(`select ${end}(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
  } else {
    const end = what === 'session' ? 'kill connection' : 'kill query'
    const kills = `select concat('${end} ', id) from information_schema.processlist
      where db = database() and id <> connection_id()`
    await execute((await mariadb(url, '-BNe', kills)).trim().replaceAll('\n', ';'))
  }
}

async function lock(scene: Scene): Promise<void> {
  await scene.execute('create table if not exists locked (n int)')
  const hold = {
    postgresql: holdInPostgres,
    mysql: holdInMysql,
    sqlite: holdInSqlite,
  }[scene.name]
  scene.hold(await hold(scene.url))
}

async function holdInPostgres(url: string): Promise<() => unknown> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('begin; lock table locked')
  return () => client.end()
}

async function holdInMysql(url: string): Promise<() => unknown> {
  const connection = await mysql.createConnection(url)
  await connection.query('lock tables locked write')
  return () => connection.end()
}

async function holdInSqlite(url: string): Promise<() => unknown> {
  const { default: Database } = await import('better-sqlite3')
  const database = new Database(url.replace('sqlite:///', ''))
  database.exec('begin exclusive')
  return () => database.close()
}
