const query = 'select * from sales'

/** 50 columns, of a fifth of the rows. */
const wide = `select ${'s.*, '.repeat(6)}s.id, s.quantity from sales s where id % 5 = 0`

const databases = { sqlite: 'SQLite', postgresql: 'PostgreSQL', mariadb: 'MariaDB' }

/** The formats that have a peer of their own in every database. */
const compared = ['csv']

/** Of the others, whose peer is our own CSV: what takes more than the rest. */
const dear = { yaml: 8, xlsx: undefined, ods: undefined }

/**
 * What is measured: our words after the command, and the peer's, of which the first names a
 * program. `from` is the database that must be there, `$source` its URL (for SQLite the file), and
 * `$output` a file; who is not given it writes to standard output. `repeat` multiplies the runs,
 * and `most` is how long we may take at most, in times of the peer. The words of psql and mariadb
 * come after those that connect them. `formats` are the names of ours.
 */
export function casesOf(formats) {
  return [...starts, ...reports, ...workbooks, ...wideReports, ...formats.flatMap(alone)]
}

const starts = [
  ['start: select 1', 'select 1', 'sqlite://'],
  ['start: the demo database', 'select * from cheese', 'demo:'],
].map(([name, sql, url]) => ({
  name,
  records: [sql, 'csv', '--url', url],
  peer: ['node', '-e', '0'],
  most: 2,
  repeat: 4,
}))

const reports = [
  ['sqlite', 'csv', 1.5, ['sqlite3', '-csv', '-header', '$source', query]],
  ['sqlite', 'csv', 0.4, ['sql2csv', '--db', 'sqlite:///$source', '--query', query]],
  ['sqlite', 'json', 1, ['sqlite3', '-json', '$source', query]],
  ['sqlite', 'json', 0.4, ['sqlite-utils', '$source', query]],
  ['postgresql', 'csv', 0.9, ['psql', '--csv', '-c', query]],
  [
    'postgresql',
    'csv',
    undefined,
    ['psql', '-c', `copy (${query}) to stdout (format csv, header)`],
    'COPY',
  ],
  [
    'postgresql',
    'jsonl',
    1.3,
    ['psql', '-At', '-c', 'select row_to_json(sales) from sales'],
    'row_to_json',
  ],
  ['mariadb', 'csv', 1.5, ['mariadb', '--batch', '--quick', '-e', query]],
].map(([from, format, most, peer, by]) => ({
  name: `${databases[from]} → ${format}${by ? `, ${by}` : ''}`,
  from,
  records: [query, format, '--url', '$source'],
  peer,
  most,
}))

const workbooks = [
  ['openpyxl', 0.3],
  ['xlsxwriter', 0.4],
].map(([peer, most]) => ({
  name: 'SQLite → xlsx',
  from: 'sqlite',
  records: [query, 'xlsx', '--url', '$source', '-o', '$output'],
  peer: [peer, '$source', query, '$output'],
  most,
}))

const wideReports = [
  ['sqlite', ['sqlite3', '-csv', '-header', '$source', wide]],
  ['postgresql', ['psql', '--csv', '-c', wide]],
  ['mariadb', ['mariadb', '--batch', '--quick', '-e', wide]],
].map(([from, peer]) => ({
  name: `${databases[from]} → csv, 50 columns`,
  from,
  records: [wide, 'csv', '--url', '$source'],
  peer,
}))

/** Every format from every database, against our CSV, and for its memory. */
function alone(format) {
  if (compared.includes(format)) return []
  return Object.entries(databases).map(([from, name]) => ({
    name: `${name} → ${format}, to a file`,
    from,
    records: [query, format, '--url', '$source', '-o', '$output'],
    peer: ['records', query, 'csv', '--url', '$source', '-o', '$output'],
    most: format in dear ? dear[format] : 4,
  }))
}
