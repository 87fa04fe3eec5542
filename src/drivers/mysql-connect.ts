import { connect, isIP, type Socket } from 'node:net'

/** Where the server is. */
export interface MysqlAddress {
  readonly host: string
  readonly port: number
  readonly socketPath: string | undefined
}

/** The part of mysql2's configuration of one connection that is read once the server has spoken. */
interface ConnectionConfig {
  readonly host: string
  ssl: unknown
}

const keepAliveMilliseconds = 30_000

/** CLIENT_SSL among the server's capabilities. */
const offersTls = 0x800

/**
 * How mysql2 is to make its connections: with TCP's keep-alive, which ends one whose server is gone
 * without a word. With `mayBePlain` TLS is left out where the server offers none, which mysql2 knows
 * not how to do.
 */
export function connector(
  { host, port, socketPath }: MysqlAddress,
  mayBePlain: boolean,
): (options: { config: ConnectionConfig }) => Socket {
  return ({ config }) => {
    const socket =
      socketPath === undefined
        ? connect({
            host,
            port,
            noDelay: true,
            keepAlive: true,
            keepAliveInitialDelay: keepAliveMilliseconds,
          })
        : connect(socketPath)
    if (mayBePlain) {
      socket.once('data', (greeting) => {
        if ((capabilities(greeting) & offersTls) === 0) config.ssl = false
      })
    }
    // Whom the certificate must be for: for an address mysql2 tells nothing, and Node then takes
    // it that the server is localhost.
    if (isIP(config.host)) Object.assign(socket, { _host: config.host })
    return socket
  }
}

/**
 * The lower half of them, in the server's greeting: a header of 4 bytes, the protocol's version, the
 * server's as text up to a NUL, the connection's number (4), a scramble (8), and a filler. See
 * "Protocol::HandshakeV10" in MySQL's manual. Of a greeting that is cut off all are taken to be there,
 * so that nothing is sent in plaintext.
 */
function capabilities(greeting: Buffer): number {
  const versionEnd = greeting.indexOf(0, 5)
  const at = versionEnd + 14
  return versionEnd < 0 || at + 2 > greeting.length ? 0xffff : greeting.readUInt16LE(at)
}
