import type { ConnectionUrl, ConnectOptions } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { serviceParameters } from './postgres-service.js'

export type Environment = ConnectOptions['environment']

/**
 * How to connect, by libpq's names: "Parameter Key Words" in PostgreSQL's manual. What is empty is
 * not there.
 */
export type Parameters = ReadonlyMap<string, string>

/** The parameters that are understood, each with its variable of the environment. */
const variables = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  passfile: 'PGPASSFILE',
  service: 'PGSERVICE',
  options: 'PGOPTIONS',
  application_name: 'PGAPPNAME',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  channel_binding: 'PGCHANNELBINDING',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
} as const

export const parameterNames: readonly string[] = Object.keys(variables)

/** The URL's, then those of the service that it or the environment names, then the environment's. */
export async function connectionParameters(
  url: ConnectionUrl,
  environment: Environment,
): Promise<Parameters> {
  const given = urlParameters(url)
  const service = given.get('service') ?? environment.PGSERVICE
  const defined = service ? await serviceParameters(service, environment, parameterNames) : []
  return new Map([...environmentParameters(environment), ...defined, ...given])
}

function urlParameters({ user, password, path, parameters, ...url }: ConnectionUrl): Parameters {
  const hosts = url.hosts ?? [url]
  const host = hosts.map(({ host = '' }) => host).join(',')
  const port = hosts.map(({ port = '' }) => port).join(',')
  return new Map(
    filled([
      ['user', user],
      ['password', password],
      ['dbname', path],
      ['host', /^,*$/.test(host) ? '' : host],
      ['port', /^,*$/.test(port) ? '' : port],
      ...parameters,
    ]),
  )
}

function environmentParameters(environment: Environment): [string, string][] {
  return filled(Object.entries(variables).map(([name, variable]) => [name, environment[variable]]))
}

function filled(entries: readonly (readonly [string, string | undefined])[]): [string, string][] {
  return entries.flatMap(([name, value]) => (value ? [[name, value]] : []))
}

/** The parameter's word, or undefined where it is not given. Throws a usage error for another. */
export function oneOf<T extends string>(
  words: readonly T[],
  name: string,
  parameters: Parameters,
): T | undefined {
  const given = parameters.get(name)
  const word = words.find((each) => each === given)
  if (given === undefined || word !== undefined) return word
  const near = nearest(given, words)
  throw new RecordsError('usage', `there is no ${name}=${given}`, {
    hint: near === undefined ? `There are ${words.join(', ')}.` : `Did you mean ${near}?`,
  })
}
