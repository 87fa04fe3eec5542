import type { ConnectionUrl, UrlHost } from './core/driver.js'
import { RecordsError } from './core/errors.js'

/** The name of a connection in a config file, where `@name` stands in place of a URL. */
export function connectionName(source: string): string | undefined {
  return source.startsWith('@') ? source.slice(1) : undefined
}

/**
 * Takes a connection URL apart: `scheme[+driver]://[user[:password]@][host[:port]][/path][?a=b]`,
 * `demo:`, or the plain path of a SQLite file. Several hosts stand with commas between them. A
 * password may hold any character; `@`, `:` and `/` are safest percent-encoded.
 */
export function parseConnectionUrl(url: string): ConnectionUrl {
  if (url === '') throw invalid('the URL of the database is empty')
  if (/^demo:(?:\/\/)?$/.test(url)) return { ...nowhere, scheme: 'demo' }
  const [, scheme, rest] = /^([a-z][a-z0-9.-]*)(?:\+[a-z0-9_]+)?:\/\/(.*)$/is.exec(url) ?? []
  if (scheme === undefined || rest === undefined) return sqlitePath(url)
  return scheme.toLowerCase() === 'sqlite' ? sqliteUrl(rest) : serverUrl(scheme.toLowerCase(), rest)
}

/** Something like `user:password@host` is no file, but a URL that lacks its beginning. */
function sqlitePath(path: string): ConnectionUrl {
  if (/:.*@/s.test(path)) throw unreadable('scheme')
  return { ...nowhere, scheme: 'sqlite', path }
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
    if (/:.*@/s.test(location)) throw unreadable('scheme')
    throw invalid(`sqlite://${location} has two slashes where a file needs three`, {
      hint: `Write sqlite:///${location}, or just ${location}.`,
    })
  }
  return { ...nowhere, scheme: 'sqlite', path: location.slice(1), parameters: parametersOf(query) }
}

const hostForm = String.raw`(?:\[[^\]]*\]|[^:/?@,]*)(?::\d+)?`
const placeForm = String.raw`(${hostForm}(?:,${hostForm})*)(?:/([^?]*))?(?:\?(.*))?$`

/** A password ends at the last @ before the first /, or, failing that, at the last @. */
const serverForms = [
  new RegExp(`^(?:([^:@/]*)(?::([^/]*))?@)?${placeForm}`, 's'),
  new RegExp(`^([^:@/]*):(.*)@${placeForm}`, 's'),
]

function serverUrl(scheme: string, rest: string): ConnectionUrl {
  const parts = serverForms.map((form) => form.exec(rest)).find((match) => match !== null)
  if (parts === undefined || parts === null) throw unreadable(scheme)
  const [, user, password, places = '', path, query] = parts
  const hosts = places.split(',').map(hostOf)
  return {
    scheme,
    user: decoded(user),
    password: decoded(password),
    host: hosts[0]?.host,
    port: hosts[0]?.port,
    ...(hosts.length > 1 ? { hosts } : {}),
    path: decoded(path) ?? '',
    parameters: parametersOf(query),
  }
}

function hostOf(place: string): UrlHost {
  const port = /:(\d+)$/.exec(place.replace(/^\[.*\]/, ''))?.[1]
  const host = port === undefined ? place : place.slice(0, -port.length - 1)
  return {
    host: decoded(host)?.replace(/^\[|\]$/g, ''),
    port: port === undefined ? undefined : Number(port),
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

/** What in a URL's query is a secret. */
const secretParameters = /([?&](?:ssl)?passw(?:or)?d=)[^&]*/gi

/**
 * The text of a URL with `****` for each password, wherever it begins in the text; any other text
 * is left as it is. All of a URL that cannot be read is hidden.
 */
export function maskedUrl(text: string): string {
  const [, start, rest] = /^(.*?\b[a-z][a-z0-9.+-]*:\/\/)(.*)$/is.exec(text) ?? []
  if (start === undefined || rest === undefined) return text
  const parts = serverForms.map((form) => form.exec(rest)).find((match) => match !== null)
  if (!parts) return `${start}****`
  const [, user = '', password] = parts
  const shown = password ? `${user}:****${rest.slice(user.length + 1 + password.length)}` : rest
  return start + shown.replace(secretParameters, '$1****')
}
