import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import pg from 'pg'
import type { WireConnection } from './postgres-query.js'

/** pg's client with the parts that its type declarations leave out. */
export type PostgresClient = pg.Client & {
  readonly connection: WireConnection
  readonly processID: number
  readonly secretKey: number
  readonly readyForQuery: boolean
  readonly ssl: pg.ConnectionConfig['ssl']
}

/** How long a server may take to obey, in milliseconds: a stalled network must hold nobody up. */
export const obedience = 5000

/** How long it may take to say goodbye. */
const goodbyePatience = 1000

/**
 * The protocol's CancelRequest, on a connection of its own: to the server that the client is
 * connected to, encrypted as that is. Settles when the server took it.
 */
export async function requestCancel(client: PostgresClient): Promise<void> {
  const { host, port, processID, secretKey } = client
  const ssl = encryption(client)
  const connection = new pg.Connection({ ssl }) as unknown as WireConnection
  const patience = setTimeout(() => connection.stream.destroy(), obedience).unref()
  await new Promise<void>((resolve) => {
    connection.on('error', resolve)
    connection.on('end', resolve)
    connection.on(ssl ? 'sslconnect' : 'connect', () => connection.cancel(processID, secretKey))
    if (ssl) connection.on('connect', () => connection.requestSsl())
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
    // The name may have other addresses.
    else connection.connect(port, client.connection.stream.remoteAddress ?? host)
  })
  clearTimeout(patience)
}

/** By the name of the host, though it is connected to by address. */
function encryption({ ssl, host }: PostgresClient): pg.ConnectionConfig['ssl'] {
  if (!ssl) return false
  // pg hides the key from whoever lists the options.
  const { key, ...options } = ssl === true ? ({} as ConnectionOptions) : ssl
  return {
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...options,
    ...(key === undefined ? {} : { key }),
  }
}

/** Closes the connection; a server that does not hear of it is left behind. */
export async function end(client: PostgresClient): Promise<void> {
  const { stream } = client.connection
  const patience = setTimeout(() => stream.destroy(), goodbyePatience).unref()
  await client.end()
  clearTimeout(patience)
}

/**
 * From here on the connection ends with an error where the server, though it is waited for, says
 * nothing for `limit` milliseconds.
 */
export function endSilence(client: PostgresClient, limit: number): void {
  const { stream } = client.connection
  let heard = stream.bytesRead
  let since = performance.now()
  const watch = setInterval(() => {
    if (client.readyForQuery || stream.isPaused() || stream.bytesRead !== heard) {
      heard = stream.bytesRead
      since = performance.now()
    } else if (performance.now() - since > limit) {
      stream.destroy(new Error(`nothing came from the server for ${limit / 1000} s`))
    }
  }, 250).unref()
  client.once('end', () => clearInterval(watch))
}
