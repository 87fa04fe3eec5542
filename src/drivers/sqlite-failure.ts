import { accessSync, closeSync, constants, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'
import { RecordsError } from '../core/errors.js'

/** The failure to open a file, or what is attached to it. */
export function openFailure(cause: unknown, file: string): RecordsError {
  const { code, message } = cause as { code?: string; message: string }
  const forbidden = code?.startsWith('SQLITE_CANTOPEN') && !may(file, constants.R_OK)
  const reason = forbidden ? 'permission denied' : message
  return new RecordsError('connection', `cannot open ${file}: ${reason}`, {
    cause,
    databaseCode: code,
    hint: forbidden ? undefined : hintFor(code, file),
  })
}

/** What to do, by SQLite's code; `file` where it is known that it cannot be opened. */
export function hintFor(code: string | undefined, file?: string): string | undefined {
  if (code?.startsWith('SQLITE_BUSY')) {
    return 'Another program is writing to it: --lock-timeout says how long to wait.'
  }
  if (code?.startsWith('SQLITE_CORRUPT')) {
    return 'The file is damaged: restore it from a backup, or save what can be read by sqlite3 FILE .recover.'
  }
  if (code === 'SQLITE_NOTADB') return 'Is it encrypted, or a file of something else?'
  if (code === 'ERR_FS_FILE_TOO_LARGE') return 'immutable=1 reads files of less than 2 GiB.'
  const stuck = /^SQLITE_(?:CANTOPEN|READONLY)/.test(code ?? '') && file !== undefined
  if (!stuck || !hasLog(file) || may(dirname(file), constants.W_OK)) return undefined
  return 'It is in WAL mode, and its folder cannot be written: ?immutable=1 reads the file as it stands.'
}

function may(path: string, access: number): boolean {
  try {
    accessSync(path, access)
    return true
  } catch {
    return false
  }
}

/** Whether its header says that it has a write-ahead log. */
function hasLog(file: string): boolean {
  const header = Buffer.alloc(20)
  try {
    const descriptor = openSync(file, 'r')
    readSync(descriptor, header)
    closeSync(descriptor)
  } catch {
    return false
  }
  return header[18] === 2
}
