import { statSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { RecordsError } from '../core/errors.js'
import { readSqlFile } from '../query/sql-file.js'

export interface QuerySource {
  /** SQL, the path of an existing file, or `-` for the standard input. */
  readonly query: string | undefined
  /** A file outright. */
  readonly file: string | undefined
}

/** The file that the SQL is read from, where it is one. */
export function queryFile({ query, file }: QuerySource): string | undefined {
  if (file !== undefined) return file === '-' ? undefined : file
  return query !== undefined && query !== '-' && isFile(query) ? query : undefined
}

/** The SQL to run. Throws a usage error where there is none to be had. */
export async function readQuery(
  source: QuerySource,
  stdin: Readable & { readonly isTTY?: boolean },
): Promise<string> {
  const path = queryFile(source)
  if (path !== undefined) return await readSqlFile(path)
  const { query, file } = source
  if (file === '-' || query === '-') return text(stdin)
  if (query === undefined) {
    if (!stdin.isTTY) return text(stdin)
    throw new RecordsError('usage', 'there is no query', {
      hint: 'Give SQL, a file of SQL, or - for the standard input: records "SELECT 1" --url demo:',
    })
  }
  if (looksLikePath(query)) {
    throw new RecordsError('usage', `there is no file ${query}, and it does not look like SQL`)
  }
  return query
}

function isFile(path: string): boolean {
  // SQL may be longer than a path may be, which is an error of its own.
  try {
    return !statSync(path).isDirectory()
  } catch {
    return false
  }
}

/** One word with a slash or an extension, and nothing in it that only SQL has. */
function looksLikePath(query: string): boolean {
  return !/[\s();'"*=]/.test(query) && /[\\/]|\.\w+$/.test(query)
}
