import type { ErrorCode, RecordsError } from '../core/errors.js'
import { terminalControls, visible } from '../core/visible.js'

/** The command's exit status for each code; an interrupt's is 128 and the signal's number. */
export const exitStatus: Readonly<Record<ErrorCode, number>> = {
  query: 1,
  usage: 2,
  connection: 3,
  output: 4,
  check: 5,
  locked: 6,
  interrupted: 130,
}

/** What happened, `about` what, where, and what to do: a few lines, each with its end. */
export function errorMessage(error: RecordsError, about = ''): string {
  const { message, detail, hint, sql, position } = error
  const lines = [`records: ${about}${printable(message)}`]
  if (sql !== undefined && position !== undefined) lines.push(...excerpt(sql, position))
  if (detail !== undefined) lines.push(`DETAIL: ${printable(detail)}`)
  if (hint !== undefined) lines.push(`HINT: ${printable(hint)}`)
  return lines.map((line) => `${line}\n`).join('')
}

/** Words of the database's, which may hold data, with nothing in them that a terminal would obey. */
export function printable(text: string): string {
  return visible(text, terminalControls)
}

const widest = 100

/** The line that the position is in, cut to a window around it, and a caret below. */
function excerpt(sql: string, position: number): [string, string] {
  const lineStart = sql.lastIndexOf('\n', position - 1) + 1
  const lineEnd = sql.indexOf('\n', position)
  const line = sql
    .slice(lineStart, lineEnd < 0 ? undefined : lineEnd)
    .replace(/\r$/, '')
    // One for one, so that the caret keeps its column.
    .replace(terminalControls, (control) => (control === '\t' ? control : '\uFFFD'))
  const column = position - lineStart
  const from = Math.max(0, Math.min(column - widest / 2, line.length - widest))
  const cut = { before: from > 0 ? '…' : '', after: line.length > from + widest ? '…' : '' }
  const label = `LINE ${sql.slice(0, lineStart).split('\n').length}: ${cut.before}`
  // Tabs are kept in what stands above the caret, so that it comes to the same column.
  const indent = (label + line.slice(from, column)).replace(/[^\t]/g, ' ')
  return [`${label}${line.slice(from, from + widest)}${cut.after}`, `${indent}^`]
}
