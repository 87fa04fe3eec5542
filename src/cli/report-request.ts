import { RecordsError } from '../core/errors.js'
import type { ParameterValue } from '../sql/parameters.js'
import type { Words } from './command-line.js'
import { parseParameters } from './parameters.js'

/** What is asked of a report. */
export interface ReportRequest {
  /** `plan` tells what would be written. */
  readonly verb: 'run' | 'check' | 'plan'
  /** The file of its definition. */
  readonly path: string
  readonly parameters: ReadonlyMap<string, ParameterValue>
}

/** What the command says of a report; all else its definition does. */
const ofReports = ['as-of', 'dry-run']
const ofReportsToo = [
  'url',
  'timeout',
  'connect-timeout',
  'lock-timeout',
  'strict',
  'quiet',
  'debug',
]

/** Throws a usage error for an option that a report does not take. */
export function refuseOthersOptions(options: Words['options']): void {
  const taken = ['_', '$0', ...ofReports, ...ofReportsToo]
  const stranger = Object.keys(options).find((name) => name.length > 1 && !taken.includes(name))
  if (stranger === undefined) return
  throw new RecordsError('usage', `--${stranger} is not for reports`, {
    hint: "The report's definition says what is written, and how.",
  })
}

/** Throws a usage error for an option that only a report takes. */
export function refuseReportsOptions(options: Words['options']): void {
  const stranger = ofReports.find((name) => options[name] !== undefined)
  if (stranger === undefined) return
  throw new RecordsError('usage', `--${stranger} is for reports: records run report.yml`)
}

/** The words after `run` or `check`: `report.yml [name=value …]`. */
export function reportRequest(
  verb: ReportRequest['verb'],
  words: readonly string[],
): ReportRequest {
  const [path, ...rest] = words
  if (path === undefined) {
    throw new RecordsError('usage', 'there is no report to run', {
      hint: 'Give the file of its definition: records run sales.yml',
    })
  }
  return { verb, path, parameters: parseParameters(rest) }
}
