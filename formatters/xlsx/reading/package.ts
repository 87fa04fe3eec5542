import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { unreadable } from '../../../src/core/unreadable.js'

/** XML is not packed so well unless somebody wants to fill the memory. */
const mostTimes = 100
const alwaysTaken = 256 * 1024 * 1024

/** The parts of a workbook: files in a zip (ECMA-376 part 2). */
export class Package {
  readonly #zip: ZipFile
  readonly #entries: ReadonlyMap<string, Entry>

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip
    this.#entries = entries
  }

  static async open(input: Uint8Array): Promise<Package> {
    const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength)
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true })
      const entries = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
      return new Package(zip, entries)
    } catch (cause) {
      throw noWorkbook(`it is not a zip (${(cause as Error).message})`, cause)
    }
  }

  has(path: string): boolean {
    return this.#entries.has(path.toLowerCase())
  }

  /** The text of a part, in pieces. Throws for a part that is missing, damaged or a bomb. */
  async *text(path: string): AsyncGenerator<string> {
    const entry = this.#entries.get(path.toLowerCase())
    if (entry === undefined) throw noWorkbook(`its part ${path} is missing`)
    const { uncompressedSize: size } = entry
    if (size > alwaysTaken && size > mostTimes * entry.compressedSize) {
      throw unreadable('xlsx', `its part ${path} unpacks to ${size.toLocaleString('en')} bytes`, {
        hint: `It is refused because that is more than ${mostTimes} times what is packed.`,
      })
    }
    try {
      const bytes = await this.#zip.openReadStreamPromise(entry)
      const decoder = new TextDecoder('utf-8', { fatal: true })
      for await (const chunk of checked(bytes, entry.crc32)) {
        yield decoder.decode(chunk, { stream: true })
      }
      yield decoder.decode()
    } catch (cause) {
      throw unreadable('xlsx', `its part ${path} is damaged (${(cause as Error).message})`, {
        hint: 'Fetch the file again, or open it in a spreadsheet and save it.',
        cause,
      })
    }
  }
}

/** yauzl checks the lengths, and leaves the sum to us. */
async function* checked(bytes: Readable, sum: number): AsyncGenerator<Buffer> {
  let actual = 0
  for await (const chunk of bytes) {
    actual = crc32(chunk, actual)
    yield chunk
  }
  if (actual !== sum) throw new Error('its checksum is wrong')
}

export function noWorkbook(problem: string, cause?: unknown): Error {
  return unreadable('xlsx', problem, {
    hint: 'Is it a workbook of Excel, .xlsx, and not one with a password or an older .xls?',
    cause,
  })
}
