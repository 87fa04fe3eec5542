import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import type { ConnectionOptions } from 'mysql2'
import type { ConnectionUrl, ConnectOptions } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { connector, type MysqlAddress } from './mysql-connect.js'
import { type FileOptions, readOptionFiles } from './mysql-option-files.js'
import { sslMode, sslOptions, type TlsSettings, verifies } from './mysql-tls.js'

export const urlParameters: readonly string[] = [
  'charset',
  'socket',
  'ssl-ca',
  'ssl-cert',
  'ssl-key',
  'ssl-mode',
]

/** Where servers put their socket: Debian and Red Hat, MySQL's own packages, and what is compiled in. */
const usualSockets = [
  '/run/mysqld/mysqld.sock',
  '/var/run/mysqld/mysqld.sock',
  '/var/lib/mysql/mysql.sock',
  '/tmp/mysql.sock',
]

/** How long a server may take to let somebody in, in milliseconds. */
export const usualPatience = 10_000

/** How to connect, for mysql2, and where to. */
export interface MysqlSettings {
  readonly connection: ConnectionOptions & { readonly connectTimeout: number }
  readonly address: MysqlAddress
}

/**
 * The URL, completed as MySQL's own clients would: by the option files, then by the environment,
 * then by what is usual.
 */
export function mysqlSettings(url: ConnectionUrl, options: ConnectOptions): MysqlSettings {
  const { environment, connectTimeout = usualPatience } = options
  const files = readOptionFiles(options)
  checkCharset(url.parameters.get('charset'))
  const address = addressOf(url, files, environment)
  const tls = tlsOf(url, files, address)
  warnOfUnverified(tls, options)
  const connection = {
    ...address,
    user: url.user ?? files.get('user') ?? accountName(),
    password: url.password ?? files.get('password') ?? environment.MYSQL_PWD,
    database: url.path === '' ? files.get('database') : url.path,
    ssl: sslOptions(tls),
    stream: connector(address, tls.mode === 'PREFERRED'),
    connectTimeout,
    charset: 'utf8mb4',
    // A server could ask for any file that this process may read.
    flags: ['-LOCAL_FILES'],
    // Without it mysql2 compiles column names into code.
    disableEval: true,
  }
  return { address, connection: { ...definedOnly(connection), connectTimeout } }
}

export function definedOnly<T extends object>(options: T): ConnectionOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

type Environment = ConnectOptions['environment']

/** `localhost` is the socket where there is one, unless the URL asks for a port. */
function addressOf(url: ConnectionUrl, files: FileOptions, environment: Environment): MysqlAddress {
  const host = url.host ?? files.get('host') ?? environment.MYSQL_HOST ?? 'localhost'
  const port = url.port ?? portOf(files.get('port') ?? environment.MYSQL_TCP_PORT ?? '3306')
  const local =
    host === 'localhost' &&
    url.port === undefined &&
    files.get('protocol')?.toUpperCase() !== 'TCP' &&
    process.platform !== 'win32'
  const sockets = [files.get('socket'), environment.MYSQL_UNIX_PORT, ...usualSockets]
  const usual = sockets.find((path) => path !== undefined && existsSync(path))
  return { host, port, socketPath: url.parameters.get('socket') ?? (local ? usual : undefined) }
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text)
  throw new RecordsError('connection', `the port ${JSON.stringify(text)} is no number`, {
    hint: 'It comes from an option file of MySQL, or from MYSQL_TCP_PORT.',
  })
}

/** Some containers run under a user id without a name. */
function accountName(): string | undefined {
  try {
    return userInfo().username
  } catch {
    return undefined
  }
}

/** As in MySQL's clients, an authority is given to verify by, and a socket is plaintext unless TLS is asked for. */
function tlsOf(
  { parameters }: ConnectionUrl,
  files: FileOptions,
  { socketPath }: MysqlAddress,
): TlsSettings {
  const value = (name: string) => parameters.get(name) ?? files.get(name)
  const ca = value('ssl-ca')
  const asked = parameters.get('ssl-mode') ?? fileMode(files)
  const mode = sslMode(asked ?? (ca === undefined ? 'PREFERRED' : 'VERIFY_CA'))
  return {
    mode: mode === 'PREFERRED' && socketPath !== undefined ? 'DISABLED' : mode,
    ca,
    cert: value('ssl-cert'),
    key: value('ssl-key'),
  }
}

/** MariaDB's clients have three switches in the place of MySQL's ssl-mode. */
function fileMode(files: FileOptions): string | undefined {
  const on = (name: string) =>
    files.has(name) && !/^(?:0|off|false)$/i.test(files.get(name) ?? 'on')
  if (files.has('ssl-mode')) return files.get('ssl-mode')
  if (on('skip-ssl') || on('disable-ssl') || (files.has('ssl') && !on('ssl'))) return 'DISABLED'
  if (on('ssl-verify-server-cert')) return 'VERIFY_IDENTITY'
  return on('ssl') ? 'REQUIRED' : undefined
}

function warnOfUnverified({ mode, ca }: TlsSettings, { notify }: ConnectOptions): void {
  if (ca === undefined || verifies(mode)) return
  notify(`ssl-mode=${mode} does not verify the server, so ssl-ca is not used`)
}

function checkCharset(charset: string | undefined): void {
  if (charset === undefined || /^utf8(?:mb4)?$/i.test(charset)) return
  throw new RecordsError('usage', `charset=${charset} is not supported: text travels as utf8mb4`, {
    hint: 'Leave it out: the server converts from the character set of each column.',
  })
}
