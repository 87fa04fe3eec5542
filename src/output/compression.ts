import { once } from 'node:events'
import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { RecordsError } from '../core/errors.js'
import type { Output } from './output.js'

/** Zstandard is in Node since 22.15, and in no type declarations of 20. */
const { createZstdCompress, zstdDecompress } = zlib as {
  createZstdCompress?: () => Transform
  zstdDecompress?: typeof zlib.gunzip
}

interface Compression {
  readonly compress: (() => Transform) | undefined
  readonly decompress: ((bytes: Uint8Array) => Promise<Uint8Array>) | undefined
}

/** By the end of a file's name. */
const compressions: Readonly<Record<string, Compression>> = {
  gz: { compress: () => zlib.createGzip(), decompress: promisify(zlib.gunzip) },
  zst: {
    compress: createZstdCompress,
    decompress: zstdDecompress && promisify(zstdDecompress),
  },
}

/** The output, compressed on its way where the name of its file says so. */
export function compressed(path: string, output: Output): Output {
  const compression = compressionOf(path)
  return compression === undefined ? output : piped(output, known(path, compression.compress)())
}

/** What is in a file, uncompressed where its name says that it is compressed. */
export async function decompressed(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  const compression = compressionOf(path)
  return compression === undefined ? bytes : await known(path, compression.decompress)(bytes)
}

function compressionOf(path: string): Compression | undefined {
  return compressions[/\.(gz|zst)$/i.exec(path)?.[1]?.toLowerCase() ?? '']
}

function known<T>(path: string, work: T | undefined): T {
  if (work !== undefined) return work
  throw new RecordsError('usage', `${path}: this Node (${process.version}) has no Zstandard`, {
    hint: 'Take Node 22.15 or newer, or compress by .gz.',
  })
}

function piped(output: Output, compressor: Transform): Output {
  const copied = (async () => {
    for await (const chunk of compressor) await output.write(chunk)
  })()
  // A failure is told by the next write, or by finish.
  let failure: unknown
  copied.catch((error) => {
    failure = error
    compressor.destroy()
  })
  return {
    async write(chunk) {
      if (!compressor.write(Buffer.from(chunk as Uint8Array)))
        await Promise.race([once(compressor, 'drain'), copied])
      if (failure !== undefined) throw failure
    },
    async finish() {
      compressor.end()
      await copied
      await output.finish()
    },
    async discard() {
      compressor.destroy()
      await copied.catch(() => {})
      await output.discard()
    },
  }
}
