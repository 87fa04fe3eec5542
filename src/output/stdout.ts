import type { Writable } from 'node:stream'
import { outputFailure } from './failure.js'
import type { Output } from './output.js'

/**
 * The standard output, or any stream that stands in for it and has done with a chunk when it says
 * that it is written. It is never ended.
 */
export function streamOutput(stream: Writable): Output {
  // Without a listener an error would end the process; it is told by the write that meets it.
  stream.on('error', () => {})
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        stream.write(chunk, (error) => {
          if (error) reject(outputFailure('the output', error))
          else resolve()
        })
      }),
    finish: async () => {},
    discard: async () => {},
  }
}
