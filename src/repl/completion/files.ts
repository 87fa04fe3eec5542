import { opendir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename } from 'node:path'
import type { Completion } from '../editor/contract.js'

/** A folder may hold millions; more than these are of no help. */
const mostRead = 10_000
const mostTold = 500

/**
 * The files and folders whose paths begin with what is typed; a folder's ends with `/`. None where
 * the folder cannot be read.
 */
export async function fileNames(typed: string, signal?: AbortSignal): Promise<Completion[]> {
  const path = typed.replace(/^~(?=\/)/, homedir())
  const start = path.endsWith('/') || path === '' ? '' : basename(path)
  const folder = path.slice(0, path.length - start.length)
  const found: Completion[] = []
  let read = 0
  try {
    for await (const entry of await opendir(folder || '.')) {
      if (signal?.aborted || ++read > mostRead || found.length === mostTold) break
      const hidden = entry.name.startsWith('.') && !start.startsWith('.')
      if (hidden || !entry.name.startsWith(start)) continue
      const isFolder = entry.isDirectory()
      const text = folder + entry.name + (isFolder ? '/' : '')
      found.push({ text, kind: isFolder ? 'folder' : 'file' })
    }
  } catch {
    return []
  }
  return found.sort((a, b) => (a.text < b.text ? -1 : 1))
}
