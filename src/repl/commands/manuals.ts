import type { DialectName } from '../../core/table.js'

/** Where a database's manual is, and the page of a statement in it. */
export const manuals: Readonly<Record<DialectName, { all: string; page(words: string): string }>> =
  {
    sqlite: {
      all: 'https://www.sqlite.org/lang.html',
      page: (words) => `https://www.sqlite.org/lang_${words.replaceAll(' ', '')}.html`,
    },
    postgresql: {
      all: 'https://www.postgresql.org/docs/current/sql-commands.html',
      page: (words) =>
        `https://www.postgresql.org/docs/current/sql-${words.replaceAll(' ', '')}.html`,
    },
    mysql: {
      all: 'https://mariadb.com/kb/en/sql-statements/',
      page: (words) => `https://mariadb.com/kb/en/${words.replaceAll(' ', '-')}/`,
    },
  }
