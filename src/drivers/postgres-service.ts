import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import type { Environment } from './postgres-parameters.js'

/** Where the packages of the systems have libpq look, and where it looks by itself. */
const systemFolders = ['/etc/postgresql-common', '/etc/sysconfig/pgsql', '/etc']

/** What tunes libpq itself, and is passed over here. */
const passedOver = new Set([
  'client_encoding',
  'fallback_application_name',
  'keepalives',
  'keepalives_idle',
  'keepalives_interval',
  'keepalives_count',
  'tcp_user_timeout',
])

/**
 * The parameters of a service: "The Connection Service File" in PostgreSQL's manual. The user's file
 * goes before the system's. Throws a usage error where none defines it, or where the file cannot be
 * read.
 */
export async function serviceParameters(
  service: string,
  environment: Environment,
  known: readonly string[],
): Promise<[name: string, value: string][]> {
  const files = serviceFiles(environment)
  for (const file of files) {
    const section = sectionOf(service, await contentOf(file))
    if (section) return section.map((line) => parameterOf(line, { service, file, known }))
  }
  throw new RecordsError('usage', `no service ${service} is defined`, {
    hint: `The file of services is ${files[0]}; PGSERVICEFILE names another.`,
  })
}

function serviceFiles({ PGSERVICEFILE, PGSYSCONFDIR, HOME }: Environment): string[] {
  const own = PGSERVICEFILE || join(HOME || homedir(), '.pg_service.conf')
  const folders = PGSYSCONFDIR ? [PGSYSCONFDIR] : systemFolders
  return [own, ...folders.map((folder) => join(folder, 'pg_service.conf'))]
}

/** Nothing where there is no such file. */
async function contentOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw new RecordsError('usage', `the file of services ${file} cannot be read`, { cause })
  }
}

/** The lines of the first section of that name. */
function sectionOf(service: string, content: string): string[] | undefined {
  const lines = content.split('\n').map((line) => line.trim())
  const start = lines.indexOf(`[${service}]`)
  if (start < 0) return undefined
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => line.startsWith('['))
  const section = end < 0 ? rest : rest.slice(0, end)
  return section.filter((line) => line !== '' && !line.startsWith('#') && !isPassedOver(line))
}

function isPassedOver(line: string): boolean {
  return passedOver.has(line.slice(0, line.indexOf('=')))
}

/** The line itself is not told: it may hold a password. */
function parameterOf(
  line: string,
  { service, file, known }: { service: string; file: string; known: readonly string[] },
): [name: string, value: string] {
  const at = line.indexOf('=')
  const name = line.slice(0, Math.max(at, 0))
  if (known.includes(name) && name !== 'service') return [name, line.slice(at + 1)]
  const where = `the service ${service} in ${file}`
  if (!/^\w+$/.test(name)) {
    throw new RecordsError('usage', `${where} has a line that is not name=value`, {
      hint: 'No spaces stand around the =.',
    })
  }
  const near = nearest(name, known)
  throw new RecordsError('usage', `${where} has the parameter ${name}, which is not supported`, {
    hint: near === undefined ? `Supported are ${known.join(', ')}.` : `Did you mean ${near}?`,
  })
}
