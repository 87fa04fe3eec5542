import { RecordsError } from '../core/errors.js'

/** The reader of a pipe has gone, as `head` does when it has enough. */
export class ClosedPipe extends Error {}

/** The failure to write, told of what was to be written; a reader that has gone is none. */
export function outputFailure(what: string, cause: unknown): Error {
  if (cause instanceof RecordsError) return cause
  const { code = '', message } = cause as NodeJS.ErrnoException
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return new ClosedPipe()
  return new RecordsError('output', `cannot write ${what}: ${reasons[code] ?? message}`, { cause })
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'a part of the path is no folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than a file may be',
}
