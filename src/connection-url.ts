import type { ConnectionUrl } from './core/driver.js'
import { RecordsError } from './core/errors.js'

/**
 * Takes a connection URL apart: `scheme[+driver]://[user[:password]@][host[:port]][/path][?a=b]`,
 * `demo:`, or the plain path of a SQLite file. A password may hold any character; `@`, `:` and `/`
 * are safest percent-encoded.
 */
export function parseConnectionUrl(url: string): ConnectionUrl {
  if (url === '') throw invalid('the URL of the database is empty')
  if (/^demo:(?:\/\/)?$/.test(url)) return { ...nowhere, scheme: 'demo' }
  if (/^[a-z][a-z0-9+]*:(?!\/\/).*@/is.test(url)) throw unreadable('scheme')
  const [, scheme, rest] = /^([a-z][a-z0-9.-]*)(?:\+[a-z0-9_]+)?:\/\/(.*)$/is.exec(url) ?? []
  if (scheme === undefined || rest === undefined) return { ...nowhere, scheme: 'sqlite', path: url }
  return scheme.toLowerCase() === 'sqlite' ? sqliteUrl(rest) : serverUrl(scheme.toLowerCase(), rest)
}

const nowhere: ConnectionUrl = {
  scheme: '',
  user: undefined,
  password: undefined,
  host: undefined,
  port: undefined,
  path: '',
  parameters: new Map(),
}

/** `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` for memory, as SQLAlchemy has it. */
function sqliteUrl(rest: string): ConnectionUrl {
  const [location = '', query] = splitOnce(rest, '?')
  if (location !== '' && !location.startsWith('/')) {
    throw invalid(`sqlite://${location} has two slashes where a file needs three`, {
      hint: `Write sqlite:///${location}, or just ${location}.`,
    })
  }
  return { ...nowhere, scheme: 'sqlite', path: location.slice(1), parameters: parametersOf(query) }
}

/** A password ends at the last @ before the first /, or, failing that, at the last @. */
const serverForms = [
  /^(?:([^:@/]*)(?::([^/]*))?@)?(\[[^\]]*\]|[^:/?@]*)(?::(\d+))?(?:\/([^?]*))?(?:\?(.*))?$/s,
  /^([^:@/]*):(.*)@(\[[^\]]*\]|[^:/?@]*)(?::(\d+))?(?:\/([^?]*))?(?:\?(.*))?$/s,
]

function serverUrl(scheme: string, rest: string): ConnectionUrl {
  const parts = serverForms.map((form) => form.exec(rest)).find((match) => match !== null)
  if (parts === undefined || parts === null) throw unreadable(scheme)
  const [, user, password, host, port, path, query] = parts
  return {
    scheme,
    user: decoded(user),
    password: decoded(password),
    host: decoded(host)?.replace(/^\[|\]$/g, ''),
    port: port === undefined ? undefined : Number(port),
    path: decoded(path) ?? '',
    parameters: parametersOf(query),
  }
}

function parametersOf(query: string | undefined): Map<string, string> {
  return new Map(new URLSearchParams(query ?? ''))
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}

/** Undefined for what is absent or empty; text with a stray % is taken as it is. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function invalid(message: string, details?: { hint: string }): RecordsError {
  return new RecordsError('usage', message, details)
}

/** The URL itself is not told: a password may be anywhere in it. */
function unreadable(scheme: string): RecordsError {
  return invalid('the URL of the database cannot be read', {
    hint: `Write ${scheme}://user:password@host:port/database, special characters percent-encoded.`,
  })
}
