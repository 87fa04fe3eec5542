import { dirname, isAbsolute, resolve } from 'node:path'
import { connectionName, parseConnectionUrl } from '../connection-url.js'
import { type Environment, expandedUrl } from '../connections/template.js'
import { RecordsError } from '../core/errors.js'
import type { ReportDefinition, SheetDefinition } from './definition.js'

/** Where a report's connections come from, beside its definition. */
export interface Surroundings {
  /** The command's `--url`, which takes the place of the report's own connection. */
  readonly url: string | undefined
  readonly environment: Environment
}

/** The database that a sheet asks, as a URL or `@name`. Throws a usage error where none is named. */
export function sourceOf(
  sheet: SheetDefinition,
  report: ReportDefinition,
  { url, environment }: Surroundings,
): string {
  const written = sheet.connection ?? (url === undefined ? report.connection : undefined)
  if (written !== undefined) return located(written, dirname(resolve(report.path)), environment)
  const given = url ?? environment.DATABASE_URL
  if (given !== undefined && given !== '') return given
  throw new RecordsError('usage', `${report.path} names no connection`, {
    hint: 'Give it a connection, or the command --url.',
  })
}

/** With the variables of the environment, and a SQLite file seen from the report's own folder. */
function located(written: string, folder: string, environment: Environment): string {
  if (connectionName(written) !== undefined) return written
  const url = expandedUrl({ name: '', url: written }, environment, unset)
  const { scheme, path } = parseConnectionUrl(url)
  if (scheme !== 'sqlite' || path === '' || isAbsolute(path) || /^:|^file:/.test(path)) return url
  const absolute = resolve(folder, path)
  return url === path ? absolute : url.replace(`///${path}`, `///${absolute}`)
}

function unset(name: string): never {
  throw new RecordsError('usage', `the connection needs ${name}, which is not set`)
}
