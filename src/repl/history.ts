import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { holdsSecret } from './secret.js'

/**
 * What was entered, the oldest first, kept in a file from one shell to the next: a JSON string a
 * line, so that an entry of several lines is one. A new file is its owner's alone (0600). Shells
 * that run at once append to the same file; each sees the others' entries when it next starts.
 *
 * A file that cannot be read or written ends nothing: the entries live as long as the shell, and
 * `notify` says once why.
 */
export class History {
  readonly #entries: string[] = []
  readonly #limit: number
  readonly #notify: (note: string) => void
  #path: string | undefined

  /** Without a path nothing outlives the shell. */
  constructor(path?: string, notify: (note: string) => void = () => {}, limit: number = 10_000) {
    this.#path = path
    this.#notify = notify
    this.#limit = limit
    this.#attempt('read', (path) => this.#load(path))
  }

  get entries(): readonly string[] {
    return this.#entries
  }

  /**
   * Keeps an entry, but for what is blank, what repeats the last one, what holds a password, and
   * what begins with a blank, which is how shells are told to forget.
   */
  add(text: string): void {
    if (/^\s|^$/.test(text) || text === this.#entries.at(-1) || holdsSecret(text)) return
    this.#entries.push(text)
    if (this.#entries.length > this.#limit) this.#entries.shift()
    this.#attempt('write', (path) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      appendFileSync(path, written(text), { mode: 0o600 })
    })
  }

  #load(path: string): void {
    const text = textOf(path)
    const entries = text.split('\n').flatMap(readEntry)
    this.#entries.push(...entries.slice(-this.#limit))
    // Rewritten seldom, since every shell reads all of it but few make it grow.
    if (entries.length > this.#limit * 1.1) this.#trim(realpathSync(path), text)
  }

  /** Leaves the newest entries in the file, and what other shells append meanwhile. */
  #trim(path: string, read: string): void {
    const shorter = `${path}.${process.pid}`
    writeFileSync(shorter, this.#entries.map(written).join(''), { mode: 0o600 })
    appendFileSync(shorter, textOf(path).slice(read.length))
    renameSync(shorter, path)
  }

  #attempt(what: string, act: (path: string) => void): void {
    if (this.#path === undefined) return
    try {
      act(this.#path)
    } catch (error) {
      this.#notify(`cannot ${what} the history ${this.#path}: ${(error as Error).message}`)
      this.#path = undefined
    }
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

function written(entry: string): string {
  return `${JSON.stringify(entry)}\n`
}

/** Nothing of a line that is no entry: another program's, or cut off by a full disk. */
function readEntry(line: string): string[] {
  try {
    const entry: unknown = JSON.parse(line)
    return typeof entry === 'string' ? [entry] : []
  } catch {
    return []
  }
}
