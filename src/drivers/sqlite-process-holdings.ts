import type { Database } from 'better-sqlite3'
import type { ConnectionUrl, Result, Statement } from '../core/driver.js'
import type { Held } from './sqlite-process-calls.js'
import { fileOf } from './sqlite-settings.js'

/** Keeps account of what a connection holds that would be lost with it. */
export class Holdings {
  readonly #raw: Database
  readonly #url: ConnectionUrl
  readonly #names: readonly string[]
  readonly #content: string
  #pragma = false

  constructor(raw: Database, url: ConnectionUrl) {
    this.#raw = raw
    this.#url = url
    this.#names = this.#databases()
    this.#content = this.#version()
  }

  /** A statement ran that gave this. */
  ran({ command, text }: Statement, { type }: Result): void {
    if (command === 'PRAGMA') this.#pragma ||= type === 'done' || text.includes('=')
  }

  now(): Held {
    const { inTransaction } = this.#raw
    return { transaction: inTransaction ? 'open' : 'none', names: [...this.#held(inTransaction)] }
  }

  *#held(inTransaction: boolean): Generator<string> {
    if (inTransaction) yield 'the open transaction'
    if (fileOf(this.#url) === ':memory:' && this.#version() !== this.#content) {
      yield this.#url.scheme === 'demo' ? 'what was changed in the demo' : 'the database in memory'
    }
    const more = this.#databases().filter((name) => !this.#names.includes(name))
    if (more.includes('temp')) yield 'temporary tables'
    if (more.some((name) => name !== 'temp')) yield 'attached databases'
    if (this.#pragma) yield 'settings by PRAGMA'
  }

  /** Another one where rows or tables of a database in memory have changed. */
  #version(): string {
    const rows = this.#raw.prepare('select total_changes()').pluck().get()
    return `${rows} ${this.#raw.pragma('schema_version', { simple: true })}`
  }

  /** `temp` is among them as soon as there is anything in it. */
  #databases(): string[] {
    return (this.#raw.pragma('database_list') as { name: string }[]).map(({ name }) => name)
  }
}
