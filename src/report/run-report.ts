import type { Notify } from '../core/formatter.js'
import type { DatabaseOptions } from '../database.js'
import { type Parameters, parameterValues } from '../query/parameter-values.js'
import { editionOf } from './edition.js'
import { readDefinition } from './read-definition.js'
import { runEdition } from './run.js'

/** How a program runs a report. */
export interface ReportOptions {
  readonly parameters?: Parameters
  /** The date that is to be today, such as `2026-10-31`; by default that of the clock. */
  readonly asOf?: string | undefined
  /** What takes the place of the report's own connection: a URL or `@name`. */
  readonly url?: string | undefined
  /** How its databases are connected to. */
  readonly database?: DatabaseOptions
  /** Make a cell that a format cannot hold exactly an error. */
  readonly strict?: boolean
  /** Stops the run on the server; no file has changed then. */
  readonly signal?: AbortSignal
  /** Hears a line about each query and each file. */
  readonly notify?: Notify
}

/**
 * Runs a report: the file of a definition, as `records run` does. Answers the paths of the files
 * that were written, which appear together; after any failure none has changed.
 */
export async function runReport(path: string, options: ReportOptions = {}): Promise<string[]> {
  const { parameters = {}, asOf, url, database = {}, strict = false, notify = () => {} } = options
  const environment = database.environment ?? process.env
  const report = await readDefinition(path)
  const edition = editionOf(report, { given: parameterValues(parameters), asOf, url, environment })
  return await runEdition(edition, {
    database: { ...database, environment },
    strict,
    signal: options.signal ?? new AbortController().signal,
    watch() {},
    tell: notify,
    now: asOf === undefined ? new Date() : undefined,
  })
}
