const query = 'select * from sales'

const databases = { sqlite: 'SQLite', postgresql: 'PostgreSQL', mariadb: 'MariaDB' }

/** Measured for themselves, for their memory above all: formats that no peer writes. */
const alone = {
  sqlite: ['tsv', 'jsonl', 'yaml', 'table', 'markdown', 'html', 'latex'],
  postgresql: ['json', 'yaml', 'html', 'xlsx'],
  mariadb: ['json', 'jsonl', 'yaml', 'html', 'xlsx'],
}

/**
 * What is measured: our words after the command, and the peer's, of which the first names a
 * program. `from` is the database that must be there, `$source` its URL (for SQLite the file), and
 * `$output` a file; who is not given it writes to standard output. `repeat` multiplies the runs.
 * The words of psql and mariadb come after those that connect them.
 */
export const cases = [
  {
    name: 'start: select 1',
    records: ['select 1', 'csv', '--url', 'sqlite://'],
    peer: ['node', '-e', '0'],
    repeat: 4,
  },
  {
    name: 'start: the demo database',
    records: ['select * from cheese', 'csv', '--url', 'demo:'],
    peer: ['node', '-e', '0'],
    repeat: 4,
  },
  {
    name: 'SQLite → CSV',
    from: 'sqlite',
    records: [query, 'csv', '--url', '$source'],
    peer: ['sqlite3', '-csv', '-header', '$source', query],
  },
  {
    name: 'SQLite → JSON',
    from: 'sqlite',
    records: [query, 'json', '--url', '$source'],
    peer: ['sqlite3', '-json', '$source', query],
  },
  {
    name: 'SQLite → XLSX',
    from: 'sqlite',
    records: [query, 'xlsx', '--url', '$source', '-o', '$output'],
    peer: ['openpyxl', '$source', query, '$output'],
  },
  {
    name: 'PostgreSQL → CSV',
    from: 'postgresql',
    records: [query, 'csv', '--url', '$source'],
    peer: ['psql', '--csv', '-c', query],
  },
  {
    name: 'PostgreSQL → CSV, COPY',
    from: 'postgresql',
    records: [query, 'csv', '--url', '$source'],
    peer: ['psql', '-c', `copy (${query}) to stdout (format csv, header)`],
  },
  {
    name: 'PostgreSQL → JSONL',
    from: 'postgresql',
    records: [query, 'jsonl', '--url', '$source'],
    peer: ['psql', '-At', '-c', 'select row_to_json(sales) from sales'],
  },
  {
    name: 'MariaDB → CSV',
    from: 'mariadb',
    records: [query, 'csv', '--url', '$source'],
    peer: ['mariadb', '--batch', '--quick', '-e', query],
  },
  ...Object.entries(alone).flatMap(([from, formats]) =>
    formats.map((format) => ({
      name: `${databases[from]} → ${format}`,
      from,
      records: [query, format, '--url', '$source', '-o', '$output'],
    })),
  ),
]
