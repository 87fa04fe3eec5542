import { existsSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { ConnectionUrl, ConnectOptions } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { connectionParameters, oneOf, type Parameters } from './postgres-parameters.js'
import { passwordIn, passwordLines } from './postgres-password-file.js'
import { type Encryption, encryptionOf } from './postgres-tls.js'

/** How to connect. */
export interface PostgresSettings {
  /** They are tried in this order. */
  readonly hosts: readonly PostgresHost[]
  readonly user: string
  readonly database: string
  readonly applicationName: string
  /** Options of the server's command line, for the session. */
  readonly options: string
  /** How long a host may take, in milliseconds; 0 is without a limit. */
  readonly patience: number
  readonly target: Target
  readonly encryption: Encryption
  readonly channelBinding: ChannelBinding
}

export interface PostgresHost extends Place {
  readonly password: Password | undefined
}

/** Where a server may be. */
interface Place {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string
  /** The host's address, where it is told rather than looked up. */
  readonly address: string | undefined
  readonly port: number
}

export interface Password {
  readonly text: string
  /** The password file that it is from. */
  readonly file?: string
}

const targets = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const

/** What kind of server will do: `target_session_attrs`. */
export type Target = (typeof targets)[number]

const channelBindings = ['prefer', 'disable', 'require'] as const

export type ChannelBinding = (typeof channelBindings)[number]

/** In milliseconds. */
const usualPatience = 30_000

/** Everything that libpq would find. Throws a usage error for what cannot be. */
export async function settingsOf(
  url: ConnectionUrl,
  { environment, notify, connectTimeout, readOnly }: ConnectOptions,
): Promise<PostgresSettings> {
  const parameters = await connectionParameters(url, environment)
  const user = parameters.get('user') ?? systemUser()
  const database = parameters.get('dbname') ?? user
  const places = placesOf(parameters)
  const given = parameters.get('password')
  const file = parameters.get('passfile') ?? join(environment.HOME || homedir(), '.pgpass')
  const lines = given === undefined ? await passwordLines(file, notify) : []
  const passwordAt = (place: Place): Password | undefined => {
    if (given !== undefined) return { text: given }
    const text = passwordIn(lines, { ...place, host: knownAs(place), database, user })
    return text === undefined ? undefined : { text, file }
  }
  return {
    hosts: places.map((place) => ({ ...place, password: passwordAt(place) })),
    user,
    database,
    applicationName: parameters.get('application_name') ?? 'records',
    options: parameters.get('options') ?? '',
    patience: connectTimeout ?? patienceOf(parameters.get('connect_timeout')),
    target: targetOf(parameters, readOnly),
    encryption: await encryptionOf(parameters, environment),
    channelBinding: oneOf(channelBindings, 'channel_binding', parameters) ?? 'prefer',
  }
}

function systemUser(): string {
  try {
    return userInfo().username
  } catch (cause) {
    throw new RecordsError('usage', 'the user of the database is not known', {
      cause,
      hint: 'Give it in the URL: postgresql://user@host/database.',
    })
  }
}

/** Hosts, their addresses and their ports are lists that go together; one port is every host's. */
function placesOf(parameters: Parameters): Place[] {
  const hosts = listOf(parameters, 'host')
  const addresses = listOf(parameters, 'hostaddr')
  const ports = listOf(parameters, 'port')
  const count = addresses.length || hosts.length || 1
  if (hosts.length > 0 && hosts.length !== count) throw unequal('host', hosts, 'hostaddr', count)
  if (ports.length > 1 && ports.length !== count) throw unequal('port', ports, 'host', count)
  return Array.from({ length: count }, (_, index) => {
    const port = portOf((ports.length === 1 ? ports[0] : ports[index]) || '5432')
    const address = addresses[index] || undefined
    return { host: hosts[index] || (address ?? usualHost(port)), address, port }
  })
}

function listOf(parameters: Parameters, name: string): string[] {
  return parameters.get(name)?.split(',') ?? []
}

function unequal(
  name: string,
  list: readonly string[],
  other: string,
  count: number,
): RecordsError {
  const message = `${name} names ${list.length} where ${other} names ${count}`
  return new RecordsError('usage', message, { hint: 'Give as many of the one as of the other.' })
}

function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
  throw new RecordsError('usage', `${text} is no port`, { hint: 'A port is 1 to 65535.' })
}

/** Where Debian's and PostgreSQL's own servers put their sockets. */
const socketFolders = ['/var/run/postgresql', '/tmp']

/** A server on this machine, by its socket where it has one. */
function usualHost(port: number): string {
  const isThere = (folder: string) => existsSync(`${folder}/.s.PGSQL.${port}`)
  return socketFolders.find(isThere) ?? 'localhost'
}

/** What the password file calls the host. */
function knownAs({ host }: Place): string {
  return socketFolders.includes(host) ? 'localhost' : host
}

/** Seconds, at least two; none or less is without a limit. As libpq has it. */
function patienceOf(seconds: string | undefined): number {
  if (seconds === undefined) return usualPatience
  if (!/^\s*[+-]?\d+\s*$/.test(seconds)) {
    throw new RecordsError('usage', `connect_timeout=${seconds} is no number of seconds`)
  }
  const number = Number(seconds)
  return number <= 0 ? 0 : Math.max(number, 2) * 1000
}

/** A session that is read-only by our own wish can still be asked of a server that takes writes. */
function targetOf(parameters: Parameters, readOnly: boolean): Target {
  const target = oneOf(targets, 'target_session_attrs', parameters) ?? 'any'
  return readOnly && target === 'read-write' ? 'primary' : target
}
