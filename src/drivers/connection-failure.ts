import type { ConnectionUrl } from '../core/driver.js'

/** What to do, by the code of Node, of PostgreSQL or of MySQL. */
const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Is the server running, and does it listen at that address and port?',
  ENOTFOUND: 'Check the host name in the URL.',
  ETIMEDOUT: 'Is the server reachable from here?',
  ENOENT: 'Is the server running? There is no such socket.',
  '28P01':
    'Check the user and the password in the URL; percent-encode what is special in them (@ is %40).',
  ER_ACCESS_DENIED_ERROR:
    'Check the user and the password in the URL; percent-encode what is special in them (@ is %40).',
  '3D000': 'Check the name of the database, the path of the URL.',
  '53300': 'Try again later, or end sessions that are idle.',
  '42704': 'If the server is not PostgreSQL itself, give its own scheme, such as redshift://.',
  ER_BAD_DB_ERROR: 'Check the name of the database, the path of the URL.',
}

/** The server as the person knows it: `host:port`, or the socket. */
export function serverOf({ host = 'localhost', port }: ConnectionUrl, defaultPort: number): string {
  return host.startsWith('/') ? host : `${host}:${port ?? defaultPort}`
}

/** Why it failed: a name with several addresses fails once for each, in an AggregateError. */
export function failureReason(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(failureReason).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}

export function failureCode(cause: unknown): { databaseCode?: string; hint?: string } {
  const { code } = cause as { code?: unknown }
  if (typeof code !== 'string') return {}
  const hint = hints[code]
  return { databaseCode: code, ...(hint === undefined ? {} : { hint }) }
}
