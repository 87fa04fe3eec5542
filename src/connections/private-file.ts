import { open } from 'node:fs/promises'
import { RecordsError } from '../core/errors.js'

export interface FileText {
  readonly text: string
  /** Of permissions; nobody's on Windows, which has none of this kind. */
  readonly mode: number
  readonly owner: number
}

/** A file's text, and whose it is; undefined where there is no such file. */
export async function readFileText(path: string): Promise<FileText | undefined> {
  try {
    await using file = await open(path)
    const { mode, uid } = await file.stat()
    const text = (await file.readFile('utf8')).replace(/^\uFEFF/, '')
    return { text, mode: process.platform === 'win32' ? 0 : mode, owner: uid }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new RecordsError('usage', `cannot read ${path}: ${message}`)
  }
}

/** Refuses a file that holds a password where its mode lets others read or change it. */
export function refuseReadable(path: string, { mode }: FileText): void {
  if ((mode & 0o077) === 0) return
  throw new RecordsError('usage', `${path} holds a password, and others may read it`, {
    hint: `Make it yours alone: chmod 600 ${quoted(path)}`,
  })
}

/** Refuses a file that names a command where its mode lets others change it. */
export function refuseWritable(path: string, { mode }: FileText): void {
  if ((mode & 0o022) === 0) return
  throw new RecordsError('usage', `${path} names a command, and others may change it`, {
    hint: `Make it yours alone: chmod 600 ${quoted(path)}`,
  })
}

/** As a word of the shell's. */
function quoted(path: string): string {
  return /^[\w./~+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
