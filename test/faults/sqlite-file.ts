import { chmodSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { newFolder } from '../cli/process/folder.js'
import { rows } from '../cli/process/queries.js'
import { startUnprivileged } from '../cli/process/unprivileged.js'
import { ends, type FaultGroup } from './fault.js'

const pageSize = 4096
const sql = 'select * from numbers'

export const sqliteFile: FaultGroup = {
  title: "SQLite's file",
  faults: [
    {
      name: 'a page in its middle is damaged',
      command: () => {
        const file = database()
        const bytes = readFileSync(file)
        const middle = Math.floor(bytes.length / 2 / pageSize) * pageSize
        writeFileSync(file, bytes.fill(0xaa, middle, middle + 2 * pageSize))
        return { url: `sqlite:///${file}`, sql }
      },
      outcomes: { sqlite: ends(1, 'database disk image is malformed') },
    },
    {
      name: 'it is cut off',
      command: () => {
        const file = database()
        truncateSync(file, 100 * pageSize)
        return { url: `sqlite:///${file}`, sql }
      },
      outcomes: { sqlite: ends(3, 'cannot open …: database disk image is malformed') },
    },
    {
      name: 'it is something else',
      command: () => {
        const file = database()
        writeFileSync(file, 'x'.repeat(2 * pageSize))
        return { url: `sqlite:///${file}`, sql }
      },
      outcomes: { sqlite: ends(3, 'cannot open …: file is not a database') },
    },
    {
      name: 'it is in WAL mode, in a folder that cannot be written',
      command: () => {
        const file = database('pragma journal_mode = wal')
        chmodSync(file, 0o444)
        chmodSync(dirname(file), 0o555)
        return { url: `sqlite:///${file}`, sql, start: startUnprivileged }
      },
      outcomes: { sqlite: ends(3, 'cannot open …: attempt to write a readonly database') },
    },
  ],
}

/** A file of many pages. */
function database(setting = ''): string {
  const file = join(newFolder(), 'numbers.db')
  const connection = new Database(file)
  connection.exec(`${setting}; create table numbers as ${rows('sqlite', 50_000)}`)
  connection.close()
  return file
}
