import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { RecordsError } from '../core/errors.js'
import type { Output } from './output.js'

/**
 * A file that appears whole: written beside its target, synced, and renamed. A symbolic link's
 * target is replaced, not the link; an existing file's permissions are kept. What is no regular
 * file (a pipe, a device) is written in place.
 *
 * Throws at once where the place is wrong, but makes nothing before the first write.
 */
export async function fileOutput(path: string): Promise<Output> {
  try {
    const target = await realpath(path).catch(() => path)
    const existing = await stat(target).catch(() => undefined)
    if (existing?.isDirectory()) throw new RecordsError('output', `${path} is a folder`)
    if (existing !== undefined && !existing.isFile()) return inPlace(path)
    await access(dirname(target), constants.W_OK)
    return beside(path, target, existing?.mode)
  } catch (error) {
    throw outputError(path, error)
  }
}

function inPlace(path: string): Output {
  const file = new LazyFile(path, () => open(path, constants.O_WRONLY))
  return {
    write: (chunk) => file.write(chunk),
    finish: () => file.close(),
    discard: () => file.close(),
  }
}

function beside(path: string, target: string, mode: number | undefined): Output {
  const folder = dirname(target)
  const temporary = join(folder, `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
  const file = new LazyFile(path, async () => {
    const handle = await open(temporary, 'wx')
    if (mode !== undefined) await handle.chmod(mode)
    return handle
  })
  return {
    write: (chunk) => file.write(chunk),
    async finish() {
      await file.sync()
      await file.close()
      await rename(temporary, target).catch((error) => {
        throw outputError(path, error)
      })
      await syncFolder(folder)
    },
    async discard() {
      await file.close().catch(() => {})
      await unlink(temporary).catch(() => {})
    },
  }
}

/** A file that is opened when it is first needed, its errors told as those of `path`. */
class LazyFile {
  readonly #path: string
  readonly #open: () => Promise<FileHandle>
  #handle: FileHandle | undefined

  constructor(path: string, open: () => Promise<FileHandle>) {
    this.#path = path
    this.#open = open
  }

  async write(chunk: string | Uint8Array): Promise<void> {
    await this.#attempt(async () => {
      this.#handle ??= await this.#open()
      // FileHandle.write() may write a part only; this writes all.
      await this.#handle.appendFile(chunk)
    })
  }

  async sync(): Promise<void> {
    await this.#attempt(async () => {
      this.#handle ??= await this.#open()
      await this.#handle.sync()
    })
  }

  async close(): Promise<void> {
    const handle = this.#handle
    this.#handle = undefined
    await this.#attempt(async () => handle?.close())
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    try {
      await action()
    } catch (error) {
      throw outputError(this.#path, error)
    }
  }
}

/** Makes the new name last; not every file system has folders that can be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

function outputError(path: string, cause: unknown): RecordsError {
  if (cause instanceof RecordsError) return cause
  const { code, message } = cause as NodeJS.ErrnoException
  return new RecordsError('output', `cannot write ${path}: ${reasons[code ?? ''] ?? message}`, {
    cause,
  })
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
}
