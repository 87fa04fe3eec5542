import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { RecordsError } from '../core/errors.js'
import { stateFolder } from '../user-folders.js'

/** A report that nobody else may run, as long as this is held. */
export interface ReportLock {
  release(): void
}

/**
 * Locks a report, by whichever of its file's names, for this user: until it is released, or the
 * process ends, however it does. It is the lock of an empty database of SQLite's, which the system
 * lets go of. That file stays: to remove it would leave two runs with a lock each, on two files.
 *
 * Throws where another run has the lock: a RecordsError of the code `locked`.
 */
export async function lockReport(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ReportLock> {
  const folder = join(stateFolder(environment), 'locks')
  try {
    const name = createHash('sha256')
      .update(await realpath(path))
      .digest('hex')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return await lock(path, join(folder, name))
  } catch (error) {
    if (error instanceof RecordsError) throw error
    throw new RecordsError('output', `cannot lock ${path}: ${(error as Error).message}`, {
      hint: `Its lock is a file in ${folder}: that folder must be yours to write.`,
      cause: error,
    })
  }
}

/** Of two that try at once both would fail, did neither try again: in milliseconds. */
const patience = 200

async function lock(path: string, file: string): Promise<ReportLock> {
  const { default: BetterSqlite } = await import('better-sqlite3')
  const database = new BetterSqlite(file, { timeout: patience })
  const holder = `${file}.json`
  try {
    // Not by a handle: closing one would let go of a lock that this process has.
    chmodSync(file, 0o600)
    // Nothing is written: there is no need of a journal beside it.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw (error as { code?: unknown }).code === 'SQLITE_BUSY' ? locked(path, holder) : error
  }
  writeFileSync(holder, JSON.stringify({ process: process.pid, since: new Date() }), {
    mode: 0o600,
  })
  return {
    release() {
      if (!database.open) return
      rmSync(holder, { force: true })
      database.close()
    },
  }
}

function locked(path: string, holder: string): RecordsError {
  return new RecordsError('locked', `${path} is being run already${holderIn(holder)}`)
}

/** Who has the lock, where that can be told. */
function holderIn(file: string): string {
  try {
    const { process, since } = JSON.parse(readFileSync(file, 'utf8'))
    return ` (process ${process}, since ${localTime(new Date(since))})`
  } catch {
    return ''
  }
}

/** `10:02`, of another day `2026-11-20 10:02`. */
function localTime(time: Date): string {
  const [day, clock] = localMinute(time)
  return day === localMinute(new Date())[0] ? clock : `${day} ${clock}`
}

function localMinute(time: Date): [day: string, clock: string] {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString()
  return [local.slice(0, 10), local.slice(11, 16)]
}
