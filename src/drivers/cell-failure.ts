import { constants } from 'node:buffer'
import type { Duplex } from 'node:stream'
import { RecordsError } from '../core/errors.js'

/** Why a cell could not be read, in words where it is too long for JavaScript. */
export function cellFailure(cause: unknown): unknown {
  if ((cause as { code?: unknown }).code !== 'ERR_STRING_TOO_LONG') return cause
  const limit = constants.MAX_STRING_LENGTH.toLocaleString('en')
  return new RecordsError('query', `a cell is longer than ${limit} characters`, {
    cause,
    hint: 'Select a part of it, as substr() gives.',
  })
}

/**
 * Has what the listeners for the stream's data throw end the stream, with that as its error: thrown
 * within an event it would end the process.
 */
export function endedByThrow(stream: Duplex): void {
  for (const read of stream.listeners('data')) {
    stream.off('data', read as () => void)
    stream.on('data', (bytes) => {
      try {
        read.call(stream, bytes)
      } catch (error) {
        stream.destroy(cellFailure(error) as Error)
      }
    })
  }
}
