import { constants } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { outputFailure } from './failure.js'
import { fileBeside } from './file-beside.js'
import { LazyFile } from './lazy-file.js'
import type { Output } from './output.js'

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
  if (await isSpecial(path)) return inPlace(path)
  let release: (() => void) | undefined
  const file = await fileBeside(path, (temporary) => {
    release = guard?.(temporary)
  })
  return {
    write: (chunk) => file.write(chunk),
    async finish() {
      await file.finish()
      await rename(file.temporary, file.target).catch((error) => {
        throw outputFailure(path, error)
      })
      release?.()
      await syncFolder(dirname(file.target))
    },
    async discard() {
      await file.discard()
      release?.()
    },
  }
}

async function isSpecial(path: string): Promise<boolean> {
  const existing = await stat(path).catch(() => undefined)
  return existing !== undefined && !existing.isFile() && !existing.isDirectory()
}

function inPlace(path: string): Output {
  const file = new LazyFile(path, 0, () => open(path, constants.O_WRONLY))
  return {
    write: (chunk) => file.write(chunk),
    finish: () => file.close(),
    discard: () => file.close(),
  }
}

/** Makes the new name last; not every file system has folders that can be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => {})
  await handle?.close()
}
