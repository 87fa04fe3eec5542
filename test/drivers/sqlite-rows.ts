import type BetterSqlite from 'better-sqlite3'
import { RowReader } from '../../src/drivers/sqlite-rows.js'

/** What a {@link RowReader} reads. */
export function allRows(
  database: BetterSqlite.Database,
  sql: string,
  ...values: unknown[]
): unknown[] {
  const reading = new RowReader(database).read(database.prepare(sql), sql, values)
  const rows: unknown[] = []
  for (let batch = reading.next(); batch.rows.length > 0; batch = reading.next()) {
    rows.push(...batch.rows)
  }
  reading.end()
  return rows
}

/** The same by better-sqlite3's own iterator, with nothing changed. */
export function plainRows(
  database: BetterSqlite.Database,
  sql: string,
  ...values: unknown[]
): unknown[] {
  database.exec('begin')
  const rows = database
    .prepare(sql)
    .raw()
    .safeIntegers()
    .all(...values)
  database.exec('rollback')
  return rows
}
