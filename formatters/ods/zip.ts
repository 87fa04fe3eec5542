import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import ZipStream from 'zip-stream'
import type { Sink } from '../../src/core/sink.js'

/** A file of the zip. */
export interface Part {
  readonly name: string
  /** Its text, or where that is long its pieces, asked for no faster than the sink takes them. */
  readonly text: string | AsyncIterable<string>
  /** Whether it is stored as it is, rather than compressed. */
  readonly stored?: boolean
}

/** The first that a zip can tell. */
const date = new Date('1980-01-01T00:00:00Z')

/** Writes the parts one after another; each is asked for when the one before is written. */
export async function writeZip(parts: Iterable<Part>, sink: Sink): Promise<void> {
  const zip = new ZipStream({ zlib: { level: 5, chunkSize: 65536 } })
  addParts(zip, parts).catch((error) => zip.destroy(error))
  for await (const bytes of zip) await sink.write(bytes)
}

async function addParts(zip: ZipStream, parts: Iterable<Part>): Promise<void> {
  const add = promisify(zip.entry.bind(zip))
  for (const { name, text, stored = false } of parts) {
    const source = typeof text === 'string' ? Buffer.from(text) : streamOf(text, zip)
    await add(source, { name, date, store: stored })
  }
  zip.finish()
}

/** A failure ends the zip at once, which would otherwise end the part as if it were whole. */
function streamOf(text: AsyncIterable<string>, zip: ZipStream): Readable {
  return Readable.from(text).on('error', (error) => zip.destroy(error))
}
