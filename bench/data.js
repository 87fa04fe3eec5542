import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

const createTable = (timestamp) => `create table sales (
  id       integer primary key,
  sold_at  ${timestamp} not null,
  customer varchar(40) not null,
  product  varchar(40) not null,
  quantity integer not null,
  amount   decimal(10,2) not null,
  note     text,
  status   varchar(10) not null
)`

const given = ['Zoë', 'Henry', 'Łukasz', 'Grażyna', 'Søren', 'Ελένη', 'Íñigo', '陽子', 'Maud']
const family = ["O'Hara", 'Strauß', 'Müller', 'Nowak', '田中', 'Οικονόμου', 'Praline', 'Muñoz']
const products = ['red leicester', 'wensleydale', 'gruyère', 'stilton', 'feta', 'camembert', 'edam']
const notes = ['Gift, wrapped', 'Asked for "the runny one"', 'Will call back', 'Paid, at last']
const statuses = ['paid', 'sent', 'open', 'returned']

/** The rows, each column as text or null: the same every time. */
function* makeRows(count) {
  let state = 1971
  // A linear congruential generator (Numerical Recipes): the high bits are random enough.
  const below = (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  const pick = (items) => items[below(items.length)]
  const start = Date.UTC(2024, 0, 1)
  for (let id = 1; id <= count; id++) {
    const soldAt = new Date(start + id * 61_000).toISOString().slice(0, 19).replace('T', ' ')
    const amount = `${below(10_000)}.${String(below(100)).padStart(2, '0')}`
    const note = below(3) === 0 ? pick(notes) : null
    const customer = `${pick(given)} ${pick(family)}`
    const quantity = String(1 + below(99))
    yield [String(id), soldAt, customer, pick(products), quantity, amount, note, pick(statuses)]
  }
}

/** Makes the table in a new SQLite file. */
export function fillSqlite(path, count) {
  const database = new Database(path)
  database.pragma('journal_mode = off')
  database.exec(createTable('datetime'))
  const insert = database.prepare('insert into sales values (?, ?, ?, ?, ?, ?, ?, ?)')
  database.transaction(() => {
    for (const row of makeRows(count)) insert.run(row)
  })()
  database.close()
}

/** Makes the table in PostgreSQL; psql is `client`. */
export function fillPostgresql(client, folder, count) {
  const file = writeRows(folder, count)
  const statements = [
    createTable('timestamp'),
    `\\copy sales from '${file}'`,
    'vacuum analyze sales',
  ].flatMap((statement) => ['-c', statement])
  run(client, '--quiet', '-v', 'ON_ERROR_STOP=1', ...statements)
}

/** Makes the table in MariaDB; the command mariadb is `client`. */
export function fillMariadb(client, folder, count) {
  const file = writeRows(folder, count)
  const load = `load data local infile '${file}' into table sales character set utf8mb4`
  run(client, '--local-infile=1', '-e', `${createTable('datetime')}; ${load}`)
}

/**
 * A file that both servers load, made once: tab-separated with \N for NULL, which is the text
 * format of PostgreSQL's COPY and the default of MariaDB's LOAD DATA.
 */
function writeRows(folder, count) {
  const path = join(folder, 'sales.tsv')
  if (existsSync(path)) return path
  const file = openSync(path, 'w')
  let lines = ''
  for (const row of makeRows(count)) {
    lines += `${row.map((cell) => cell ?? '\\N').join('\t')}\n`
    if (lines.length > 2 ** 20) {
      writeSync(file, lines)
      lines = ''
    }
  }
  writeSync(file, lines)
  closeSync(file)
  return path
}

function run({ words: [command, ...first], env }, ...words) {
  execFileSync(command, [...first, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
