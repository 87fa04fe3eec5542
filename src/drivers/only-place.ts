/**
 * Where a database stopped reading, when its message quotes what it met but does not say where:
 * known if those words stand only once in the SQL.
 */
export function onlyPlace(words: string, sql: string): number | undefined {
  const places: number[] = []
  for (let at = sql.indexOf(words); at >= 0 && words !== ''; at = sql.indexOf(words, at + 1)) {
    if (!withinWord(sql, at) && !withinWord(sql, at + words.length)) places.push(at)
  }
  return places.length === 1 ? places[0] : undefined
}

function withinWord(sql: string, at: number): boolean {
  return at > 0 && /\w\w/.test(sql.slice(at - 1, at + 1))
}
