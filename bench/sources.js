import { join } from 'node:path'
import { fillMariadb, fillPostgresql, fillSqlite } from './data.js'

/**
 * The databases that rows come from, by name. `open` starts one and fills it; it gives the `url`
 * (for SQLite the file), the `client` that is connected to it, if it is a server, and `stop`. It
 * gives undefined where the server or its client, the program of that name, is not installed.
 */
export const sources = {
  sqlite: {
    async open({ folder, rows }) {
      const url = join(folder, 'sales.db')
      fillSqlite(url, rows)
      return { url, async stop() {} }
    },
  },
  postgresql: {
    program: 'psql',
    async open({ folder, rows, programs, servers }) {
      const { words } = programs.psql
      const server = words && (await servers.postgresql.start())
      if (server === undefined) return undefined
      const env = servers.postgresql.environment(server.url)
      const client = { words: [...words, '--no-psqlrc'], env }
      fillPostgresql(client, folder, rows)
      return { ...server, client }
    },
  },
  mariadb: {
    program: 'mariadb',
    async open({ folder, rows, programs, servers }) {
      const { words } = programs.mariadb
      const server = words && (await servers.mariadb.start())
      if (server === undefined) return undefined
      const client = { words: [...words, ...servers.mariadb.clientArguments(server.url)], env: {} }
      fillMariadb(client, folder, rows)
      return { ...server, client }
    },
  },
}
