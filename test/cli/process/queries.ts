import { type DatabaseName, mariadb, psql } from '../../servers/index.js'

/** Rows of a number and a text, which the database makes while they are read. */
export function rows(database: DatabaseName, count: number): string {
  return `select i, ${word[database]} as word from ${numbers(database, count)}`
}

const word: Readonly<Record<DatabaseName, string>> = {
  sqlite: "'row ' || i",
  postgresql: "'row ' || i",
  mysql: "concat('row ', i)",
}

/** More rows than any test waits for. */
export function endless(database: DatabaseName): string {
  return rows(database, 100_000_000)
}

/** Rows of which the 5,000th fails, when hundreds of kilobytes have come that do not compress. */
export function failing(database: DatabaseName): string {
  const failure = {
    sqlite: 'case when i = 5000 then abs(-9223372036854775807 - 1) end',
    postgresql: '1 / (5000 - i)',
    // Beyond BIGINT UNSIGNED.
    mysql: 'i + 18446744073709546616',
  }[database]
  const noise = {
    sqlite: 'hex(randomblob(50))',
    postgresql: 'md5(i::text) || md5((i + 0.5)::text)',
    mysql: 'concat(md5(i), md5(i + 0.5))',
  }[database]
  return `select i, ${failure} as n, ${noise} as noise from ${numbers(database, 10_000)}`
}

/** What its error says. */
export const failure: Readonly<Record<DatabaseName, RegExp>> = {
  sqlite: /integer overflow/,
  postgresql: /division by zero/,
  mysql: /out of range/,
}

function numbers(database: DatabaseName, count: number): string {
  return {
    sqlite: `(with recursive t(i) as (select 1 union all select i + 1 from t limit ${count}) select i from t) t`,
    // In FROM itself it would be made as a whole before the first row.
    postgresql: `(select generate_series(1, ${count}) as i) t`,
    mysql: `(select seq as i from seq_1_to_${count}) t`,
  }[database]
}

/** A query that has no first row for a minute. */
export const sleeping: Readonly<Record<Exclude<DatabaseName, 'sqlite'>, string>> = {
  postgresql: 'select pg_sleep(60)',
  mysql: 'select sleep(60)',
}

/** What the server says of its other sessions on the database, a line each. */
export async function sessions(database: DatabaseName, url: string): Promise<string> {
  switch (database) {
    case 'sqlite':
      return ''
    case 'postgresql': {
      const sql = `select state, query from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`
      return psql(url, '--no-align', '--tuples-only', '--command', sql)
    }
    case 'mysql': {
      const sql = `select command, info from information_schema.processlist
        where db = database() and id <> connection_id()`
      return mariadb(url, '--batch', '--skip-column-names', '--execute', sql)
    }
  }
}

/** Has the server end its other sessions on the database. */
export async function endSessions(
  database: Exclude<DatabaseName, 'sqlite'>,
  url: string,
): Promise<void> {
  if (database === 'postgresql') {
    const sql = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`
    await psql(url, '--command', sql)
    return
  }
  const sql = `select concat('kill ', id, ';') from information_schema.processlist
    where db = database() and id <> connection_id()`
  const kills = await mariadb(url, '--batch', '--skip-column-names', '--execute', sql)
  await mariadb(url, '--force', '--execute', kills)
}
