import Database from 'better-sqlite3'
import type { TestProject } from 'vitest/node'
import * as mariadb from './mariadb.js'
import * as postgres from './postgres.js'
import { keepFolder, type Server } from './server.js'

export type ServerName = 'postgresql' | 'mysql'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The URL of each server that there is. */
    servers: Readonly<Record<ServerName, string | undefined>>
    /** A folder for SQLite's files. */
    folder: string
  }
}

/** Starts the servers before the first test of a run; what is returned ends them after the last. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = keepFolder()
  const starting = [
    existing('RECORDS_TEST_POSTGRES_URL', postgres.version) ?? postgres.start(),
    existing('RECORDS_TEST_MYSQL_URL', mariadb.version) ?? mariadb.start(),
  ] as const
  const stop = async () => {
    const servers = await Promise.allSettled(starting)
    const started = servers.filter((server) => server.status === 'fulfilled')
    await Promise.all([folder.remove(), ...started.map(({ value }) => value?.stop())])
  }
  try {
    const [postgresql, mysql] = await Promise.all(starting)
    project.provide('servers', { postgresql: postgresql?.url, mysql: mysql?.url })
    project.provide('folder', folder.path)
    announce(postgresql, mysql)
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

/** The server that the environment names: it is not ours to stop. */
function existing(
  variable: string,
  version: (url: string) => Promise<string>,
): Promise<Server> | undefined {
  const url = process.env[variable]
  if (!url) return undefined
  return version(url).then((version) => ({ version, url, stop: async () => {} }))
}

const missing = {
  postgresql:
    'PostgreSQL is missing: apt install postgresql, or brew install postgresql, or set RECORDS_TEST_POSTGRES_URL',
  mysql:
    'MariaDB is missing: apt install mariadb-server, or brew install mariadb, or set RECORDS_TEST_MYSQL_URL',
}

/** Says in one line what is tested on. In CI nothing may be missing. */
function announce(postgresql: Server | undefined, mysql: Server | undefined): void {
  const sqlite = new Database(':memory:').prepare('select sqlite_version()').pluck().get()
  const versions = [`SQLite ${sqlite}`, postgresql?.version, mysql?.version]
  console.log(versions.filter((version) => version !== undefined).join(', '))
  const words = [
    ...(postgresql === undefined ? [missing.postgresql] : []),
    ...(mysql === undefined ? [missing.mysql] : []),
  ]
  if (words.length === 0) return
  if (process.env.CI) throw new Error(words.join('\n'))
  console.warn(words.map((word) => `${word}; its tests are skipped.`).join('\n'))
}
