import type { FileHandle } from 'node:fs/promises'
import { outputFailure } from './failure.js'

/**
 * A file that is opened when there is a block to write, its failures told as those of `path`.
 * Chunks are gathered to blocks of that many bytes; with 0 each is written as it comes.
 */
export class LazyFile {
  readonly #path: string
  readonly #blockSize: number
  readonly #open: () => Promise<FileHandle>
  #handle: Promise<FileHandle> | undefined
  #waiting: Uint8Array[] = []
  #size = 0

  constructor(path: string, blockSize: number, open: () => Promise<FileHandle>) {
    this.#path = path
    this.#blockSize = blockSize
    this.#open = open
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    this.#size += bytes.length
    if (this.#size >= this.#blockSize) {
      this.#waiting.push(bytes)
      await this.#attempt(() => this.#writeBlock())
    } else {
      // Once this settles, the chunk is its writer's to use again.
      this.#waiting.push(bytes === chunk ? Buffer.from(bytes) : bytes)
    }
  }

  /** Sees to it that all is on the disk. */
  async sync(): Promise<void> {
    await this.#attempt(async () => (await this.#writeBlock()).sync())
  }

  /** Once what is being written is written; what waits to be is dropped. */
  async close(): Promise<void> {
    await this.#attempt(async () => (await this.#handle)?.close())
  }

  async #writeBlock(): Promise<FileHandle> {
    this.#handle ??= this.#open()
    const [first] = this.#waiting
    const block = first && this.#waiting.length === 1 ? first : Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#size = 0
    const handle = await this.#handle
    // FileHandle.write() may write a part only; this writes all.
    await handle.appendFile(block)
    return handle
  }

  async #attempt(action: () => Promise<unknown>): Promise<void> {
    try {
      await action()
    } catch (error) {
      throw outputFailure(this.#path, error)
    }
  }
}
