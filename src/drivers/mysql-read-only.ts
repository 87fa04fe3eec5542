import { randomUUID } from 'node:crypto'
import type { QueryError } from 'mysql2'
import type { Statement } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'

/** Has every transaction that begins from then on refuse to write; a statement alone is one too. */
export const readOnlySetting = 'SET SESSION TRANSACTION READ ONLY'

/** What {@link readOnly} needs of a session. */
export interface ReadOnlySession {
  command(sql: string): Promise<void>
  /** As `command`, but nothing stops it, and that it fails is not told. */
  leave(sql: string): Promise<void>
}

/**
 * Runs a statement so that it cannot write, whatever the statements before it have set: every
 * transaction is made READ ONLY again before each. One that is READ ONLY when a statement starts
 * stays so until it ends, whatever is set meanwhile.
 *
 * What may end it, and go on in another, gets an XA transaction, in which the server refuses COMMIT
 * and all that commits by itself; to be ended it must be named, and the name is random. See "XA
 * Transaction States" in MySQL's manual.
 */
export async function* readOnly<T>(
  { text }: Statement,
  { command, leave }: ReadOnlySession,
  results: () => AsyncGenerator<T>,
): AsyncGenerator<T> {
  await command(readOnlySetting)
  if (cannotCommit(text)) return yield* results()
  const name = `'${randomUUID()}'`
  await command(`XA START ${name}`)
  try {
    yield* results()
  } finally {
    await leave(`XA END ${name}`)
    await leave(`XA ROLLBACK ${name}`)
  }
}

/**
 * Spaces, parentheses and comments, read as the server's lexer does: only a line feed ends a comment
 * of one line. Comments that it executes are not passed over, nor what it might read otherwise.
 */
const beforeCommand = String.raw`(?:[ \t-\r(]|--(?:[ \t\r][^\n\0]*)?\n|#[^\n\0]*\n|/\*(?!M?!)(?:[^*]|\*(?!/))*\*/)*`

/** What runs no other statement; BEGIN and its like only where nothing follows that might be one. */
const commands = [
  '(?:select|with|values|table|show|explain|describe|desc|use|check|lock|unlock)\\b',
  '(?:insert|update|delete|replace|do|handler|prepare|deallocate|release)\\b',
  '(?:begin|start|commit|rollback|savepoint)\\b[\\w\\s,`]*$',
  'set[ \\t-\\r]+(?!statement\\b)[@\\w`]',
]

const alone = new RegExp(`^${beforeCommand}(?:${commands.join('|')})`, 'i')

/** Of stored functions, which it may call, the server sees to it that they do not commit. */
function cannotCommit(text: string): boolean {
  return alone.test(text) && !/\/\*M?!/.test(text)
}

const inTransaction = 0x0001
const inReadOnlyTransaction = 0x2000

/** Whether a transaction is open that may write, by the server's status flags. */
export function mayWrite(serverStatus: number): boolean {
  return (serverStatus & (inTransaction | inReadOnlyTransaction)) === inTransaction
}

export function mayWriteFailure(): RecordsError {
  return new RecordsError('query', 'the transaction that was begun may write', {
    hint: 'The connection is read-only: begin it without READ WRITE.',
  })
}

/** What {@link readOnly} makes the server refuse, told by its reason. */
export function refusal(cause: unknown): RecordsError | undefined {
  const { code, sqlMessage } = cause as QueryError & { readonly sqlMessage?: string }
  const details = { cause, databaseCode: code, detail: sqlMessage }
  switch (code) {
    case 'ER_XAER_RMFAIL':
      return new RecordsError('query', 'a read-only connection runs nothing that commits', {
        ...details,
        hint: 'What defines something commits by itself, and a procedure may.',
      })
    case 'ER_XAER_OUTSIDE':
      return new RecordsError('query', 'what could end a read-only transaction is not run in it', {
        ...details,
        hint: 'It could go on and write: run it outside of a transaction, and without LOCK TABLES.',
      })
    default:
      return undefined
  }
}
