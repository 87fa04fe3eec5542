import type { Socket } from 'node:net'
import mysql2 from 'mysql2'
import { connector } from './mysql-connect.js'
import { definedOnly } from './mysql-settings.js'

/** mysql2's connection with the parts that its type declarations leave out. */
export type Wire = mysql2.Connection & {
  readonly stream: Socket
  readonly config: mysql2.ConnectionOptions & {
    readonly host: string
    readonly port: number
    readonly socketPath: string | undefined
    /** False where the server was found to offer no TLS. */
    readonly ssl: mysql2.SslOptions | false
  }
  /** What is being waited for. */
  readonly _command: object | undefined
}

/** How long a server may take to obey, in milliseconds: a stalled network must hold nobody up. */
export const obedience = 5000

/**
 * KILL QUERY, on a connection of its own; to the address that the session has, because its host may
 * be the name of several servers.
 */
export async function killQuery({ config, stream, threadId }: Wire): Promise<void> {
  const { host, port, socketPath, user, password, ssl, authPlugins } = config
  const { remoteAddress = host, remotePort = port } = stream
  const connection = mysql2.createConnection({
    ...definedOnly({ host, port, socketPath, user, password, authPlugins }),
    ...(ssl && { ssl }),
    stream: connector({ host: remoteAddress, port: remotePort, socketPath }, false),
    connectTimeout: obedience,
    disableEval: true,
  })
  connection.on('error', () => {})
  try {
    await connection.promise().query(`KILL QUERY ${threadId}`)
  } catch {
    // The server is gone, and the query with it; or the query was over already.
  } finally {
    connection.destroy()
  }
}

/** Ends the connection with an error, after `patience` milliseconds unless what is returned is called. */
export function endAfter(raw: Wire, patience: number, problem: string): () => void {
  const end = () => void raw.stream.destroy(new Error(problem))
  const timer = setTimeout(end, patience).unref()
  return () => clearTimeout(timer)
}

/**
 * From here on the connection ends with an error where the server, though it is waited for, says
 * nothing for `limit` milliseconds.
 */
export function endSilence(raw: Wire, limit: number): void {
  const { stream } = raw
  let heard = stream.bytesRead
  let since = performance.now()
  const watch = setInterval(() => {
    if (raw._command === undefined || stream.isPaused() || stream.bytesRead !== heard) {
      heard = stream.bytesRead
      since = performance.now()
    } else if (performance.now() - since > limit) {
      stream.destroy(new Error(`nothing came from the server for ${limit / 1000} s`))
    }
  }, 250).unref()
  stream.once('close', () => clearInterval(watch))
}
