import { type ErrorDetails, RecordsError } from './errors.js'

/** The error of an input that a format's reader does not take. */
export function unreadable(format: string, problem: string, details?: ErrorDetails): RecordsError {
  return new RecordsError('query', `this ${format} cannot be read: ${problem}`, details)
}
