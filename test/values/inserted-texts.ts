import Database from 'better-sqlite3'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { expect } from 'vitest'
import { records } from '../cli/records.js'
import { run } from '../drivers/run.js'
import type { DatabaseName } from '../servers/index.js'

/** By their ids. */
export type Texts = ReadonlyMap<number, string>

/** How texts get into the table `texts`: by the command, the library, and a client not ours. */
export const ways: readonly ((
  database: DatabaseName,
  url: string,
  texts: Texts,
) => Promise<unknown>)[] = [
  (_database, url, texts) => command(url, texts, (text) => `=${text}`),
  (_database, url, texts) => command(url, texts, (text) => `:=${JSON.stringify(text)}`),
  (_database, url, texts) => {
    const parameters = new Map(Array.from(texts, ([id, text]) => [`t${id}`, text]))
    return run(url, namedInsertion(texts), { parameters })
  },
  (database, url, texts) => clients[database](url, texts),
]

async function command(url: string, texts: Texts, value: (text: string) => string) {
  const parameters = Array.from(texts, ([id, text]) => `t${id}${value(text)}`)
  const { status, stderr } = await records([namedInsertion(texts), ...parameters, '--url', url])
  expect(status, stderr).toBe(0)
}

const clients: Readonly<Record<DatabaseName, (url: string, texts: Texts) => Promise<void>>> = {
  async sqlite(url, texts) {
    const database = new Database(url.replace('sqlite:///', ''))
    database.prepare(insertion(texts, () => '?')).run(...texts.values())
    database.close()
  },
  async postgresql(url, texts) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const sql = insertion(texts, (_id, index) => `$${index + 1}`)
    await client.query(sql, [...texts.values()]).finally(() => client.end())
  },
  async mysql(url, texts) {
    const connection = await mysql.createConnection({ uri: url })
    const sql = insertion(texts, () => '?')
    await connection.execute(sql, [...texts.values()]).finally(() => connection.end())
  },
}

const namedInsertion = (texts: Texts): string => insertion(texts, (id) => `:t${id}`)

function insertion(texts: Texts, placeholder: (id: number, index: number) => string): string {
  const rows = Array.from(texts.keys(), (id, index) => `(${id}, ${placeholder(id, index)})`)
  return `insert into texts (id, text) values ${rows.join(', ')}`
}

export const textType: Readonly<Record<DatabaseName, string>> = {
  sqlite: 'text',
  postgresql: 'text',
  mysql: 'longtext character set utf8mb4',
}
