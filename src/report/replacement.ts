import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  linkSync,
  lstatSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  utimesSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** A file that is written, and the name that it is to have: absolute paths in one folder. */
export interface Written {
  /** Ends in `.tmp`. */
  readonly temporary: string
  readonly target: string
}

/** A file's replacement by what was written, which can be taken back until it is forgotten. */
export class Replacement {
  readonly target: string
  readonly #temporary: string
  readonly #old: string
  #hasOld = false
  #replaced = false

  constructor({ temporary, target }: Written) {
    this.target = target
    this.#temporary = temporary
    this.#old = temporary.replace(/\.tmp$/, '.old')
  }

  get replaced(): boolean {
    return this.#replaced
  }

  /** The name under which is what was there, if anything was. */
  get kept(): string | undefined {
    return this.#hasOld ? this.#old : undefined
  }

  /** Keeps what is to be replaced. */
  keep(): void {
    const existing = lstatSync(this.target, { throwIfNoEntry: false })
    if (existing === undefined) return
    if (!existing.isFile()) throw new Error('it is no regular file any more')
    this.#hasOld = true
    // A hard link costs nothing.
    if (!mayBeLinked(this.target, existing) || !linked(this.target, this.#old)) {
      copy(this.target, this.#old, existing)
    }
  }

  replace(): void {
    renameSync(this.#temporary, this.target)
    this.#replaced = true
  }

  /** Puts back what was there. */
  takeBack(): void {
    if (!this.#replaced) return
    if (this.#hasOld) renameSync(this.#old, this.target)
    else unlinkSync(this.target)
    this.#replaced = false
  }

  /** Lets go of what was kept. */
  forget(): void {
    if (this.#hasOld) rmSync(this.#old, { force: true })
  }
}

/** In a folder like /tmp a link to another's file could not be removed. */
function mayBeLinked(target: string, { uid }: Stats): boolean {
  const sticky = 0o1000
  return uid === process.geteuid?.() || (statSync(dirname(target)).mode & sticky) === 0
}

/** Not every file system has links, and not every file may have one. */
function linked(target: string, link: string): boolean {
  try {
    linkSync(target, link)
    return true
  } catch {
    return false
  }
}

function copy(target: string, path: string, { uid, gid, mode, atime, mtime }: Stats): void {
  copyFileSync(target, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  try {
    chownSync(path, uid, gid)
  } catch {
    // Only root may give a file away.
  }
  chmodSync(path, mode)
  utimesSync(path, atime, mtime)
}
