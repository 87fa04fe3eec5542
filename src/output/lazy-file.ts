import type { FileHandle } from 'node:fs/promises'
import { outputFailure } from './failure.js'

/**
 * A file that is opened when there is a block to write, its failures told as those of `path`.
 * Chunks are gathered to blocks of that many bytes; with 0 each is written as it comes.
 */
export class LazyFile {
  readonly #path: string
  readonly #open: () => Promise<FileHandle>
  readonly #block: Buffer
  /** How many bytes of the block wait to be written. */
  #size = 0
  #handle: Promise<FileHandle> | undefined

  constructor(path: string, blockSize: number, open: () => Promise<FileHandle>) {
    this.#path = path
    this.#open = open
    this.#block = Buffer.allocUnsafe(blockSize)
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    const rest = bytes.subarray(this.#keep(bytes))
    if (this.#size < this.#block.length) return
    await this.#attempt(async () => {
      const handle = await this.#writeBlock()
      if (rest.length < this.#block.length) this.#keep(rest)
      else await handle.appendFile(rest)
    })
  }

  /** Sees to it that all is on the disk. */
  async sync(): Promise<void> {
    await this.#attempt(async () => (await this.#writeBlock()).sync())
  }

  /** Once what is being written is written; what waits to be is dropped. */
  async close(): Promise<void> {
    await this.#attempt(async () => (await this.#handle)?.close())
  }

  /** Keeps what there is room for in the block. Answers how many bytes that are. */
  #keep(bytes: Uint8Array): number {
    const room = this.#block.subarray(this.#size, this.#size + bytes.length)
    room.set(bytes.subarray(0, room.length))
    this.#size += room.length
    return room.length
  }

  async #writeBlock(): Promise<FileHandle> {
    this.#handle ??= this.#open()
    const handle = await this.#handle
    // FileHandle.write() may write a part only; this writes all.
    if (this.#size > 0) await handle.appendFile(this.#block.subarray(0, this.#size))
    this.#size = 0
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
