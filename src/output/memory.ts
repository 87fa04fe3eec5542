import { RecordsError } from '../core/errors.js'
import type { Sink } from '../core/sink.js'

/** Keeps what is written. */
export class MemorySink implements Sink {
  readonly #chunks: Buffer[] = []

  async write(chunk: string | Uint8Array): Promise<void> {
    this.#chunks.push(Buffer.from(chunk as Uint8Array))
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  /** Throws an output error where no string is as long. */
  text(): string {
    const bytes = this.bytes()
    try {
      return bytes.toString()
    } catch (cause) {
      throw new RecordsError('output', `no string holds the output: it has ${bytes.length} bytes`, {
        hint: 'Save it as a file, or write it to a stream.',
        cause,
      })
    }
  }
}
