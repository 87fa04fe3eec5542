import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, inject, test } from 'vitest'
import * as mariadb from './mariadb.js'
import * as postgres from './postgres.js'
import type { ServerName } from './setup.js'

export { clientArguments, mariadb } from './mariadb.js'
export { environment, psql } from './postgres.js'

export type DatabaseName = 'sqlite' | ServerName

export const databaseNames: readonly DatabaseName[] = ['sqlite', 'postgresql', 'mysql']

/** A database of a suite's own. */
export interface TestDatabase {
  /** Known at once, for `test.each` too; there is a database while the tests and hooks run. */
  readonly url: string
  /** Runs one or several statements, by a client that is not ours. */
  execute(sql: string): Promise<void>
}

interface FreshDatabase extends TestDatabase {
  create(): Promise<void>
  drop(): Promise<void>
}

/**
 * A suite on a new, empty database, which is dropped after its tests. Skipped where there is no
 * server: the start of the run says how to install it.
 */
export function describeDatabase(
  name: DatabaseName,
  suite: (database: TestDatabase) => void,
): void {
  const database = freshDatabase(name)
  if (database === undefined) {
    describe.skip(name, () => test('has no server', () => {}))
    return
  }
  describe(name, () => {
    beforeAll(database.create)
    afterAll(database.drop)
    suite(database)
  })
}

function freshDatabase(name: DatabaseName): FreshDatabase | undefined {
  const id = `records_test_${randomBytes(6).toString('hex')}`
  if (name === 'sqlite') return sqliteFile(join(inject('folder'), `${id}.db`))
  const server = inject('servers')[name]
  return server === undefined ? undefined : serverDatabase(name, server, id)
}

function sqliteFile(path: string): FreshDatabase {
  const execute = async (sql: string) => {
    const database = new Database(path)
    try {
      database.exec(sql)
    } finally {
      database.close()
    }
  }
  return {
    url: `sqlite:///${path}`,
    execute,
    // An empty file is an empty database; sqlite makes the file at the first statement.
    create: () => execute('vacuum'),
    drop: () => rm(path),
  }
}

/** How each server is spoken to, and what it wants said of a new database and of a last one. */
const servers = {
  postgresql: { execute: postgres.execute, create: '', drop: 'with (force)' },
  mysql: { execute: mariadb.execute, create: 'character set utf8mb4', drop: '' },
}

function serverDatabase(name: ServerName, server: string, id: string): FreshDatabase {
  const { execute, create, drop } = servers[name]
  const url = new URL(server)
  url.pathname = `/${id}`
  return {
    url: url.href,
    execute: (sql) => execute(url.href, sql),
    create: () => execute(server, `create database ${id} ${create}`),
    drop: () => execute(server, `drop database ${id} ${drop}`),
  }
}
