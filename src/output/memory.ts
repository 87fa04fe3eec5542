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

  text(): string {
    return this.bytes().toString()
  }
}
