import { RecordsError } from '../core/errors.js'
import type { ParameterValue } from '../sql/parameters.js'
import { parseParameters } from './parameters.js'

/** What is asked of a report. */
export interface ReportRequest {
  /** `plan` tells what would be written. */
  readonly verb: 'run' | 'check' | 'plan'
  /** The file of its definition. */
  readonly path: string
  readonly parameters: ReadonlyMap<string, ParameterValue>
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
