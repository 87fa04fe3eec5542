/** A carriage return is one, as clients drop it at the end of a line. */
export const controls: RegExp = /(?![\t\n\u0080-\u009F])\p{Cc}/gu
export const controlsAndBackslash: RegExp = new RegExp(`${controls.source}|\\\\`, 'gu')

/** Text between single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** PostgreSQL's `E'\\ \x0d'`, "String Constants with C-Style Escapes". */
export function escaped(text: string): string {
  const plain = text.replace(controlsAndBackslash, (character) =>
    character === '\\' ? '\\\\' : `\\x${code(character).toString(16).padStart(2, '0')}`,
  )
  return `E${quoted(plain)}`
}

/** SQLite has no escapes: `'a' || char(13) || 'b'`. */
export function concatenated(text: string): string {
  const pieces = text.split(controlRuns).filter((piece) => piece !== '')
  return grouped(
    pieces.map((piece) =>
      piece.search(controls) < 0 ? quoted(piece) : `char(${Array.from(piece, code).join(', ')})`,
    ),
  )
}

/** As many as a function of SQLite takes, however it was built. */
const controlRuns = new RegExp(`((?:${controls.source}){1,100})`, 'u')

/** In groups, as SQLite takes an expression of no more than 1,000 levels. */
function grouped(pieces: readonly string[]): string {
  const most = 100
  if (pieces.length <= most) return pieces.join(' || ')
  const count = Math.ceil(pieces.length / most)
  const groups = Array.from({ length: count }, (_, n) => pieces.slice(n * most, (n + 1) * most))
  return grouped(groups.map((group) => `(${group.join(' || ')})`))
}

function code(character: string): number {
  return character.charCodeAt(0)
}
