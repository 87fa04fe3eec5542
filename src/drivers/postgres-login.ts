import type { ConnectionOptions } from 'node:tls'
import pg from 'pg'
import { RecordsError } from '../core/errors.js'
import type { PostgresClient } from './postgres-client.js'
import type { PostgresHost, PostgresSettings } from './postgres-settings.js'

/** The options of an encrypted connection. */
export type Ssl = ConnectionOptions | false

/** pg's words for the server's answer N. */
export function lacksEncryption(error: unknown): boolean {
  return error instanceof Error && error.message === 'The server does not support SSL connections'
}

/** No line of pg_hba.conf allows it: "invalid_authorization_specification". */
export function isRefusedLogin(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '28000'
}

/** Connects to one host, encrypted with these options or not at all. */
export async function logIn(
  host: PostgresHost,
  settings: PostgresSettings,
  ssl: Ssl,
): Promise<PostgresClient> {
  const binds = ssl !== false && settings.channelBinding !== 'disable'
  let offered = false
  const config: pg.ClientConfig & { enableChannelBinding: boolean } = {
    host: host.address ?? host.host,
    port: host.port,
    user: settings.user,
    database: settings.database,
    // Asked for only where the server wants one; text would be sought in pg's own places too.
    password: () => {
      if (settings.channelBinding === 'require' && !offered) throw unbound()
      if (host.password === undefined) throw noPassword(settings.user)
      return host.password.text
    },
    application_name: settings.applicationName,
    options: settings.options,
    ssl,
    enableChannelBinding: binds,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: settings.patience,
  }
  const client = new pg.Client(config) as PostgresClient
  client.on('error', () => {}) // after it is lost, the next query tells
  client.connection.on('authenticationSASL', ({ mechanisms }: { mechanisms: string[] }) => {
    offered = binds && mechanisms.includes('SCRAM-SHA-256-PLUS')
  })
  try {
    await client.connect()
    if (settings.channelBinding === 'require' && !offered) throw unbound()
    return client
  } catch (error) {
    client.connection.stream.destroy()
    throw told(error, settings)
  }
}

/** What Node tells of an encrypted connection that failed. */
interface TlsError {
  readonly code?: string
  readonly cert?: { readonly subjectaltname?: string }
}

/** The same, in words of ours where pg's say little. */
function told(error: unknown, { patience, encryption }: PostgresSettings): unknown {
  if (!(error instanceof Error)) return error
  if (error.message === 'timeout expired') {
    const message = `it did not answer within ${patience / 1000} s`
    return Object.assign(new Error(message, { cause: error }), { code: 'ETIMEDOUT' })
  }
  if (lacksEncryption(error) && encryption.mode !== 'prefer' && encryption.mode !== 'allow') {
    return new RecordsError('connection', 'the server does not support SSL', {
      hint: `sslmode=${encryption.mode} asks for it: sslmode=prefer goes without where there is none.`,
    })
  }
  if (error.message === 'There was an error establishing an SSL connection') {
    return new RecordsError('connection', 'what answers there does not speak as PostgreSQL does', {
      hint: 'Check the host and the port.',
    })
  }
  const { code, cert } = error as TlsError
  if (code === 'EPROTO' || code?.startsWith('ERR_SSL_')) {
    const reason = /SSL routines:[^:]*:([^:]*)/.exec(error.message)?.[1] ?? code
    return new RecordsError('connection', `the handshake of SSL failed: ${reason}`, {
      cause: error,
    })
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const message = `the certificate is for ${cert?.subjectaltname ?? 'another host'}`
    return Object.assign(new Error(message, { cause: error }), { code })
  }
  return error
}

function noPassword(user: string): RecordsError {
  return new RecordsError('connection', `the server asks for the password of ${user}`, {
    hint: 'Put it into ~/.pgpass, PGPASSWORD or the URL.',
  })
}

function unbound(): RecordsError {
  return new RecordsError('connection', 'the server does not bind the login to the channel', {
    hint: 'channel_binding=require needs SSL and a password of scram-sha-256.',
  })
}
