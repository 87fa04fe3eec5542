import pg from 'pg'
import { RecordsError } from '../core/errors.js'
import type { PostgresClient } from './postgres-client.js'
import { isRefusedLogin, lacksEncryption, logIn, type Ssl } from './postgres-login.js'
import type { PostgresHost, PostgresSettings, Target } from './postgres-settings.js'
import { certificateHints, optionsFor } from './postgres-tls.js'

/** Why no host was connected to: one failure for each that was tried. */
export class NoHost extends Error {
  readonly failures: readonly HostFailure[]

  constructor(failures: readonly HostFailure[]) {
    super('no host', { cause: failures.at(-1)?.cause })
    this.failures = failures
  }
}

export interface HostFailure {
  readonly host: PostgresHost
  readonly cause: unknown
}

/**
 * Connects to the first host that will do. As with libpq a host that answers but refuses the login
 * ends the search: "Specifying Multiple Hosts" in PostgreSQL's manual. Throws {@link NoHost}.
 */
export async function connect(settings: PostgresSettings): Promise<PostgresClient> {
  const failures: HostFailure[] = []
  for (const target of passes(settings.target)) {
    for (const host of settings.hosts) {
      try {
        return await connectTo(host, settings, target)
      } catch (cause) {
        failures.push({ host, cause })
        if (!isPassedBy(cause)) throw new NoHost(failures)
      }
    }
  }
  throw new NoHost(failures.slice(-settings.hosts.length))
}

/** How long that may take, in milliseconds. */
export function longestSearch({ patience, hosts, target }: PostgresSettings): number {
  const attempts = 2 * hosts.length * passes(target).length
  return patience === 0 ? Number.POSITIVE_INFINITY : attempts * patience
}

function passes(target: Target): Target[] {
  return target === 'prefer-standby' ? ['standby', 'any'] : [target]
}

/** Whether the next host is tried: it was not reached, cannot be used now, or is not the kind. */
function isPassedBy(cause: unknown): boolean {
  if (cause instanceof RecordsError || isUntrusted(cause)) return false
  return !(cause instanceof pg.DatabaseError) || cause.code === '57P03'
}

function isUntrusted(cause: unknown): boolean {
  const { code } = cause as { code?: unknown }
  return typeof code === 'string' && (Object.hasOwn(certificateHints, code) || /SSL/.test(code))
}

async function connectTo(
  host: PostgresHost,
  settings: PostgresSettings,
  target: Target,
): Promise<PostgresClient> {
  const client = await encrypted(host, settings)
  try {
    await checkKind(client, target)
    return client
  } catch (error) {
    client.connection.stream.destroy()
    throw error
  }
}

/** What a target asks of a server: the answer to a question, and what a server is of the others. */
const kinds: Readonly<
  Partial<Record<Target, readonly [question: string, answer: string, other: string]>>
> = {
  'read-write': ['show transaction_read_only', 'off', 'the session is read-only'],
  'read-only': ['show transaction_read_only', 'on', 'the session is not read-only'],
  primary: ['select pg_catalog.pg_is_in_recovery()', 'false', 'the server is a standby'],
  standby: ['select pg_catalog.pg_is_in_recovery()', 'true', 'the server is not a standby'],
}

async function checkKind(client: PostgresClient, target: Target): Promise<void> {
  const [text, answer, other] = kinds[target] ?? []
  if (text === undefined) return
  const { rows } = await client.query({ text, rowMode: 'array' })
  if (String(rows[0]?.[0]) !== answer) throw new Error(other)
}

/** Tries with and without encryption, as the mode has it: there is none on a Unix socket. */
async function encrypted(host: PostgresHost, settings: PostgresSettings): Promise<PostgresClient> {
  const { mode } = settings.encryption
  if (mode === 'disable' || host.host.startsWith('/')) return logIn(host, settings, false)
  const ssl = optionsFor(host.host, settings.encryption)
  if (mode === 'allow') return either(host, settings, false, ssl)
  if (mode === 'prefer') return either(host, settings, ssl, false)
  return logIn(host, settings, ssl)
}

/**
 * Another attempt is made only where the server has no encryption, or says that this login needs
 * the other way: what breaks on the way to an encrypted connection must not lead to a plain one.
 */
async function either(
  host: PostgresHost,
  settings: PostgresSettings,
  first: Ssl,
  second: Ssl,
): Promise<PostgresClient> {
  try {
    return await logIn(host, settings, first)
  } catch (error) {
    if (!lacksEncryption(error) && !isRefusedLogin(error)) throw error
    return await logIn(host, settings, second).catch((other) => {
      // What the first was refused for is the better reason where the second came no further.
      throw lacksEncryption(other) || (isRefusedLogin(error) && isRefusedLogin(other))
        ? error
        : other
    })
  }
}
