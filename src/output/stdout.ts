import type { Writable } from 'node:stream'
import { RecordsError } from '../core/errors.js'
import type { Output } from './output.js'

/** The reader of the standard output has gone, as `head` does when it has enough. */
export class ClosedPipe extends Error {}

/** The standard output, or any stream that stands in for it. It is never ended. */
export function streamOutput(stream: Writable): Output {
  // Without a listener an error would end the process; it is told by the write that meets it.
  stream.on('error', () => {})
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => (error ? reject(writeError(error)) : resolve()))
      }),
    finish: async () => {},
    discard: async () => {},
  }
}

function writeError(cause: NodeJS.ErrnoException): Error {
  if (cause.code === 'EPIPE' || cause.code === 'ERR_STREAM_DESTROYED') return new ClosedPipe()
  return new RecordsError('output', `cannot write the output: ${cause.message}`, { cause })
}
