import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import mysql from 'mysql2/promise'
import { ends, type FaultGroup, onServers } from './fault.js'
import { mostConnections, type Scene } from './scene.js'

/** Every server, by its name and place. */
const cannotConnect = 'cannot connect to … at …: '

export const connecting: FaultGroup = {
  title: 'Connecting',
  faults: [
    {
      name: 'the password is wrong',
      command: (scene) => ({ url: scene.urlWith({ password: 'wr0ng' }) }),
      outcomes: {
        postgresql: ends(3, `${cannotConnect}password authentication failed for user "…"`),
        mysql: ends(3, `${cannotConnect}Access denied for user …`),
      },
    },
    {
      name: 'there is no such database',
      command: (scene) => ({ url: scene.urlWith({ pathname: '/nowhere' }) }),
      outcomes: {
        sqlite: ends(3, 'there is no SQLite database at nowhere'),
        postgresql: ends(3, `${cannotConnect}database "nowhere" does not exist`),
        mysql: ends(3, `${cannotConnect}Unknown database 'nowhere'`),
      },
    },
    {
      name: 'there is no such host',
      command: (scene) => ({ url: scene.urlWith({ hostname: 'nowhere.invalid' }) }),
      outcomes: onServers(ends(3, `${cannotConnect}getaddrinfo … nowhere.invalid`)),
    },
    {
      name: 'nothing listens at the port',
      command: (scene) => ({ url: scene.urlWith({ port: '1' }) }),
      outcomes: onServers(ends(3, `${cannotConnect}connect ECONNREFUSED …`)),
    },
    {
      name: 'the host does not answer, with `--connect-timeout 1s`',
      command: async (scene) => {
        const line = await scene.line()
        line.stall()
        return { url: line.url, flags: ['--connect-timeout', '1s'] }
      },
      outcomes: onServers(ends(3, `${cannotConnect}it did not answer within 1 s`)),
    },
    {
      name: 'the account has all the connections that it may have',
      command: async (scene) => ({ url: await accountWithoutConnections(scene) }),
      outcomes: {
        postgresql: ends(3, `${cannotConnect}too many connections for role "…"`),
        mysql: ends(
          3,
          `${cannotConnect}User '…' has exceeded the 'max_user_connections' resource…`,
        ),
      },
    },
    {
      name: 'the server has all the connections that it may have',
      command: async (scene) => {
        await scene.once(useUp)
        return { url: (await scene.server()).url }
      },
      outcomes: {
        postgresql: ends(3, `${cannotConnect}sorry, too many clients already`),
        mysql: ends(3, `${cannotConnect}Too many connections`),
      },
    },
  ],
}

/** The URL of an account of the scene's own, which may have one connection and has it. */
async function accountWithoutConnections(scene: Scene): Promise<string> {
  const username = `limited_${randomBytes(6).toString('hex')}`
  const password = 's3cr3t'
  await scene.execute(
    scene.name === 'postgresql'
      ? `create role ${username} login password '${password}' connection limit 0`
      : `create user ${username} identified by '${password}';
         grant all on *.* to ${username} with max_user_connections 1`,
  )
  scene.hold(() => scene.execute(`drop ${scene.name === 'mysql' ? 'user' : 'role'} ${username}`))
  const url = scene.urlWith({ username, password })
  if (scene.name === 'mysql') {
    const connection = await mysql.createConnection(url)
    scene.hold(() => connection.end())
  }
  return url
}

/** The protocol's first word of PostgreSQL's clients; MySQL's server has the first. */
function greeting(name: Scene['name']): Buffer {
  if (name === 'mysql') return Buffer.alloc(0)
  const words = Buffer.from('user\0records\0database\0postgres\0\0')
  const head = Buffer.alloc(8)
  head.writeInt32BE(head.length + words.length, 0)
  head.writeInt32BE(3 << 16, 4)
  return Buffer.concat([head, words])
}

/** Clients that connect and then say nothing. */
async function useUp(scene: Scene): Promise<void> {
  const { hostname, port } = new URL((await scene.server()).url)
  for (let count = 0; count <= mostConnections; count++) {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    scene.hold(() => socket.destroy())
    socket.write(greeting(scene.name))
    await once(socket, 'data')
  }
}
