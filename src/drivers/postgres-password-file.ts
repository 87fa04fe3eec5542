import { readFile, stat } from 'node:fs/promises'
import type { Notify } from '../core/formatter.js'

/** What a line of the password file is chosen by. */
export interface Login {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

/** A line of the password file, as its fields are written; `*` alone is any. */
type Line = readonly string[]

/**
 * The lines of a password file: "The Password File" in PostgreSQL's manual. None where there is no
 * such file; one that others can read is passed over, and told of.
 */
export async function passwordLines(file: string, notify: Notify): Promise<readonly Line[]> {
  const status = await stat(file).catch(() => undefined)
  if (status === undefined) return []
  if (!status.isFile()) {
    notify(`the password file ${file} is passed over, as it is not a plain file`)
    return []
  }
  if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) {
    notify(`the password file ${file} is passed over, as others can read it: chmod 600 ${file}`)
    return []
  }
  const content = await readFile(file, 'utf8').catch(() => '')
  return content
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(fieldsOf)
}

/** The password of the first line that is for this login. */
export function passwordIn(
  lines: readonly Line[],
  { host, port, database, user }: Login,
): string | undefined {
  const login = [host, String(port), database, user]
  const line = lines.find(
    (fields) =>
      fields[login.length] && login.every((value, index) => matches(fields[index], value)),
  )
  return line && unescaped(line[login.length] as string)
}

function matches(field: string | undefined, value: string): boolean {
  return field !== undefined && (field === '*' || unescaped(field) === value)
}

/** What stands between the colons that no backslash escapes. */
function fieldsOf(line: string): Line {
  return Array.from(line.matchAll(/((?:\\.|[^:\\]|\\$)*)(?::|$)/g), ([, field = '']) => field)
}

function unescaped(field: string): string {
  return field.replace(/\\(.)/g, '$1')
}
