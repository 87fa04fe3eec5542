import { maskedUrl } from '../connection-url.js'
import type { Definition, Settings } from '../connections/definition.js'
import { urlOf } from '../connections/named.js'
import type { PasswordSource } from '../connections/password-source.js'
import {
  type Environment,
  expandedUrl,
  leftAsIs,
  withoutVariables,
} from '../connections/template.js'
import type { ConnectionUrl, UrlHost } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { databaseOf } from '../databases.js'
import { Dataset } from '../dataset/dataset.js'
import { duration } from '../duration.js'

/** Which connections there are, and where they lead. */
export function connectionList(all: readonly Definition[], environment: Environment): Dataset {
  const rows = all.map((definition) => [
    definition.name,
    ...databaseAndPlace(definition, environment),
    shortened(definition.file.path, environment),
  ])
  return new Dataset({ columns: ['name', 'database', 'place', 'defined in'], rows })
}

/** What is wrong with one does not hide the others. */
function databaseAndPlace(definition: Definition, environment: Environment): (string | null)[] {
  try {
    // Where nothing but variables stands, what is not set cannot be left as it is.
    const unset = withoutVariables(definition.url) === '' ? undefined : leftAsIs
    const url = urlOf(definition, environment, unset)
    return [databaseOf(url.scheme).name, shortened(placeOf(url), environment)]
  } catch (error) {
    if (error instanceof RecordsError) return [null, error.message]
    throw error
  }
}

function placeOf({ scheme, user, host, port, hosts, path }: ConnectionUrl): string {
  if (scheme === 'demo') return 'demo:'
  if (scheme === 'sqlite') return path === '' ? 'in memory' : path
  const servers = (hosts ?? [{ host, port }]).map(serverName).join(',')
  return `${user === undefined ? '' : `${user}@`}${servers}/${path}`
}

function serverName({ host = 'localhost', port }: UrlHost): string {
  return port === undefined ? host : `${host}:${port}`
}

/** As a shell has it, where it is in the person's home. */
function shortened(path: string, { HOME = '' }: Environment): string {
  return HOME !== '' && path.startsWith(`${HOME}/`) ? `~${path.slice(HOME.length)}` : path
}

/** What one connection says, as it is now; where its password comes from in place of it. */
export function connectionSettingsTable(definition: Definition, environment: Environment): Dataset {
  const { password, settings, file } = definition
  const { path } = urlOf(definition, environment, leftAsIs)
  const rows = [
    ['url', maskedUrl(expandedUrl(definition, environment, leftAsIs))],
    ...(path.startsWith('/') ? [['file', shortened(path, environment)]] : []),
    ...(password === undefined ? [] : [['password', sourceOf(password)]]),
    ...settingRows(settings),
    ['defined in', shortened(file.path, environment)],
  ]
  return new Dataset({ columns: ['setting', 'value'], rows })
}

function sourceOf(source: PasswordSource): string {
  switch (source.from) {
    case 'text':
      return '****'
    case 'env':
      return `**** from $${source.value}`
    case 'file':
      return `**** from ${source.value}`
    case 'command':
      return '**** from a command'
    case 'prompt':
      return '**** from the terminal'
  }
}

function settingRows({ readOnly, timeout, connectTimeout, lockTimeout }: Settings): string[][] {
  const times = { timeout, 'connect-timeout': connectTimeout, 'lock-timeout': lockTimeout }
  const rows = Object.entries(times).flatMap(([name, time]) =>
    time === undefined ? [] : [[name, duration(time)]],
  )
  return readOnly === undefined ? rows : [['read-only', String(readOnly)], ...rows]
}
