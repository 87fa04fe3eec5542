import { randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import {
  access,
  type FileHandle,
  open,
  readlink,
  realpath,
  rename,
  stat,
  unlink,
} from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { RecordsError } from '../core/errors.js'
import { outputFailure } from './failure.js'
import { LazyFile } from './lazy-file.js'
import type { Output } from './output.js'

const blockSize = 64 * 1024

/** Looks after a file that must not be left behind, until what it returns is called. */
export type Guard = (file: string) => () => void

/**
 * A file that appears whole: written beside its target, synced, and renamed. A symbolic link's
 * target is replaced, not the link; an existing file keeps its permissions, and its owner where
 * that may be. What is no regular file (a pipe, a device) is written in place.
 *
 * Throws at once where the place is wrong, but makes nothing before there is a block to write: the
 * file that is then made is first given into the charge of a guard.
 */
export async function fileOutput(path: string, guard?: Guard): Promise<Output> {
  try {
    const existing = await stat(path).catch(ifMissing)
    if (existing?.isDirectory()) throw new RecordsError('output', `${path} is a folder`)
    if (existing !== undefined && !existing.isFile()) return inPlace(path)
    const target = await targetOf(path)
    await access(dirname(target), constants.W_OK)
    // Renaming would replace even a file that is write-protected.
    if (existing !== undefined) await access(target, constants.W_OK)
    return beside(path, target, existing, guard)
  } catch (error) {
    throw outputFailure(path, error)
  }
}

/** Where the path leads, also by links to what is not there yet. */
async function targetOf(path: string): Promise<string> {
  const target = await realpath(path).catch(ifMissing)
  if (target !== undefined) return target
  const link = await readlink(path).catch(() => undefined)
  return link === undefined ? path : targetOf(resolve(dirname(path), link))
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function inPlace(path: string): Output {
  const file = new LazyFile(path, 0, () => open(path, constants.O_WRONLY))
  return {
    write: (chunk) => file.write(chunk),
    finish: () => file.close(),
    discard: () => file.close(),
  }
}

function beside(
  path: string,
  target: string,
  existing: Stats | undefined,
  guard: Guard | undefined,
): Output {
  const folder = dirname(target)
  // Cut, because a name may have 255 bytes.
  const name = `.${basename(target).slice(0, 50)}.${randomBytes(6).toString('hex')}.tmp`
  const temporary = join(folder, name)
  let release: (() => void) | undefined
  const file = new LazyFile(path, blockSize, async () => {
    release = guard?.(temporary)
    const handle = await open(temporary, 'wx')
    if (existing !== undefined) await likeExisting(handle, existing)
    return handle
  })
  return {
    write: (chunk) => file.write(chunk),
    async finish() {
      await file.sync()
      await file.close()
      await rename(temporary, target).catch((error) => {
        throw outputFailure(path, error)
      })
      release?.()
      await syncFolder(folder)
    },
    async discard() {
      await file.close().catch(() => {})
      await unlink(temporary).catch(() => {})
      release?.()
    },
  }
}

/** Only root may give a file away; to change its owner may take some of its permissions. */
async function likeExisting(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  await handle.chown(uid, gid).catch(() => {})
  await handle.chmod(mode)
}

/** Makes the new name last; not every file system has folders that can be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
