import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import type { Output } from './output.js'

/** Whether a file of this name is compressed. */
export function isGzip(path: string): boolean {
  return /\.gz$/i.test(path)
}

/** The same output, compressed on its way. */
export function gzipped(output: Output): Output {
  const gzip = createGzip()
  const copied = (async () => {
    for await (const chunk of gzip) await output.write(chunk)
  })()
  // A failure is told by the next write, or by finish.
  let failure: unknown
  copied.catch((error) => {
    failure = error
    gzip.destroy()
  })
  return {
    async write(chunk) {
      if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), copied])
      if (failure !== undefined) throw failure
    },
    async finish() {
      gzip.end()
      await copied
      await output.finish()
    },
    async discard() {
      gzip.destroy()
      await copied.catch(() => {})
      await output.discard()
    },
  }
}
