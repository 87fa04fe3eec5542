/**
 * Where a database stopped reading, when its message quotes what it met but does not say where:
 * known if those words stand only once in the SQL.
 */
export function onlyPlace(words: string, sql: string): number | undefined {
  const position = words === '' ? -1 : sql.indexOf(words)
  return position >= 0 && position === sql.lastIndexOf(words) ? position : undefined
}
