import { type ErrorCode, RecordsError } from '../../src/index.js'
import { exactly } from './exactly.js'

export function codes(error: unknown): string {
  if (!(error instanceof RecordsError)) return 'not ours'
  exactly<'query' | 'usage' | 'connection' | 'output' | 'check' | 'locked' | 'interrupted'>()(
    error.code,
  )
  exactly<string | undefined>()(error.hint)
  exactly<number | undefined>()(error.position)
  exactly<unknown>()(error.cause)
  // @ts-expect-error no code
  if (error.code === 'timeout') return 'late'
  switch (error.code) {
    case 'query':
    case 'usage':
    case 'connection':
    case 'output':
    case 'check':
    case 'locked':
      return error.code
    case 'interrupted':
      return error.message
  }
}

export const made: RecordsError = new RecordsError('query', 'no cheese', { hint: 'Buy some.' })
// @ts-expect-error no code
export const unmade: RecordsError = new RecordsError('cheese', 'no cheese')
// @ts-expect-error no detail
export const misspelt: RecordsError = new RecordsError('query', 'no cheese', { hnit: 'Buy.' })
// @ts-expect-error no code
export const word: ErrorCode = 'timeout'
