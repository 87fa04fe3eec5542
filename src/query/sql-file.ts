import { readFile } from 'node:fs/promises'
import { RecordsError } from '../core/errors.js'

/** The SQL in a file of UTF-8, without a byte order mark. Throws a usage error that names the file. */
export async function readSqlFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const reason = { ENOENT: 'there is no such file', EISDIR: 'it is a folder' }[code ?? '']
    throw new RecordsError('usage', `cannot read ${path}: ${reason ?? message}`, { cause })
  }
}
