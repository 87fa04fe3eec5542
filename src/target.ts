import type { Knex } from 'knex'
import { connectionName, parseConnectionUrl } from './connection-url.js'
import type { ConnectionUrl, ConnectOptions, UrlHost } from './core/driver.js'
import { databaseOf } from './databases.js'
import type { DatabaseDeclaration } from './drivers/index.js'
import { urlOfKnex } from './existing-knex.js'

/** What is connected to, and how. */
export interface Target<Options extends ConnectOptions = ConnectOptions> {
  readonly url: ConnectionUrl
  readonly declaration: DatabaseDeclaration
  readonly options: Options
}

const usual: ConnectOptions = {
  create: false,
  readOnly: false,
  environment: process.env,
  notify: () => {},
}

/**
 * Finds what a program names. A URL is read at once, which throws usage errors; `@name` is looked
 * up when the function is called, because its password may have to be asked for. Options that are
 * given win over those of the named connection.
 */
export function targetFinder<Given extends Partial<ConnectOptions>>(
  source: string | Knex,
  given: Given,
): () => Promise<Target<ConnectOptions & Given>> {
  const name = typeof source === 'string' ? connectionName(source) : undefined
  if (name !== undefined) return () => namedTarget(name, given)
  const url = typeof source === 'string' ? parseConnectionUrl(source) : urlOfKnex(source)
  const target = { ...declared(url), options: { ...usual, ...definedOnly(given) } }
  return async () => target
}

async function namedTarget<Given extends Partial<ConnectOptions>>(
  name: string,
  given: Given,
): Promise<Target<ConnectOptions & Given>> {
  const { environment = usual.environment } = given
  const { completeUrl, definitionNamed } = await import('./connections/named.js')
  const definition = await definitionNamed(name, environment)
  const url = await completeUrl(definition, environment)
  return { ...declared(url), options: { ...usual, ...definition.settings, ...definedOnly(given) } }
}

function declared(url: ConnectionUrl): Pick<Target, 'url' | 'declaration'> {
  const declaration = databaseOf(url.scheme)
  const withPort = <T extends UrlHost>(host: T): T => ({
    ...host,
    port: host.port ?? declaration.port,
  })
  const { hosts, ...first } = withPort(url)
  return { declaration, url: hosts ? { ...first, hosts: hosts.map(withPort) } : first }
}

/** Without what is undefined, which would hide what it is laid over. */
function definedOnly<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T
}
