import { randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { access, type FileHandle, open, readlink, realpath, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { RecordsError } from '../core/errors.js'
import { outputFailure } from './failure.js'
import { LazyFile } from './lazy-file.js'
import type { Output } from './output.js'

const blockSize = 64 * 1024

/**
 * A file that is written beside its target. When it is finished it is whole and synced, and still
 * under its temporary name: to rename it is another's.
 */
export interface FileBeside extends Output {
  readonly temporary: string
  /** What is to be replaced, or made: absolute, and no symbolic link. */
  readonly target: string
}

/**
 * Opens a file beside the one of that path, or beside the one that a symbolic link leads to. It
 * gets the permissions of an existing file, and its owner where that may be.
 *
 * Throws at once where the place is wrong, but makes nothing before there is a block to write, and
 * before `begin`, which hears of the temporary file first, has settled.
 */
export async function fileBeside(
  path: string,
  begin: (temporary: string) => void | Promise<void>,
): Promise<FileBeside> {
  try {
    const existing = await stat(path).catch(ifMissing)
    if (existing?.isDirectory() || path.endsWith('/')) throw refused(path, 'a folder')
    if (existing?.isFile() === false) throw refused(path, 'no regular file')
    const target = await targetOf(path)
    await access(dirname(target), constants.W_OK)
    // Renaming would replace even a file that is write-protected.
    if (existing !== undefined) await access(target, constants.W_OK)
    return beside(path, target, existing, begin)
  } catch (error) {
    throw outputFailure(path, error)
  }
}

function refused(path: string, what: string): RecordsError {
  return new RecordsError('output', `${path} is ${what}`)
}

/** Where the path leads, also by links to what is not there yet. */
async function targetOf(path: string): Promise<string> {
  const target = await realpath(path).catch(ifMissing)
  if (target !== undefined) return target
  const folder = await realpath(dirname(path))
  const link = await readlink(path).catch(() => undefined)
  return link === undefined ? join(folder, basename(path)) : targetOf(resolve(folder, link))
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function beside(
  path: string,
  target: string,
  existing: Stats | undefined,
  begin: (temporary: string) => void | Promise<void>,
): FileBeside {
  // Cut, because a name may have 255 bytes.
  const name = `.${basename(target).slice(0, 50)}.${randomBytes(6).toString('hex')}.tmp`
  const temporary = join(dirname(target), name)
  const file = new LazyFile(path, blockSize, async () => {
    await begin(temporary)
    const handle = await open(temporary, 'wx')
    if (existing !== undefined) await likeExisting(handle, existing)
    return handle
  })
  return {
    temporary,
    target,
    write: (chunk) => file.write(chunk),
    async finish() {
      await file.sync()
      await file.close()
    },
    async discard() {
      await file.close().catch(() => {})
      await unlink(temporary).catch(() => {})
    },
  }
}

/** Only root may give a file away; to change its owner may take some of its permissions. */
async function likeExisting(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  await handle.chown(uid, gid).catch(() => {})
  await handle.chmod(mode)
}
