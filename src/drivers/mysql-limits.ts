import type { ConnectOptions } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'

/** Has every transaction that begins from then on refuse to write; a statement alone is one too. */
export const readOnlySetting = 'SET SESSION TRANSACTION READ ONLY'

/**
 * The settings that hold a session to the time limits. MySQL's is for SELECT only. Locks are waited
 * for whole seconds, at least one.
 */
export function timeLimits(
  { timeout, lockTimeout }: ConnectOptions,
  version: string,
): readonly string[] {
  const time = /mariadb/i.test(version)
    ? `max_statement_time = ${(timeout ?? 0) / 1000}`
    : `max_execution_time = ${Math.ceil(timeout ?? 0)}`
  const seconds = Math.max(1, Math.ceil((lockTimeout ?? 0) / 1000))
  const locks = ['innodb_lock_wait_timeout', 'lock_wait_timeout']
  return [
    ...(timeout === undefined ? [] : [`SESSION ${time}`]),
    ...(lockTimeout === undefined ? [] : locks.map((name) => `SESSION ${name} = ${seconds}`)),
  ]
}

const inTransaction = 0x0001
const inReadOnlyTransaction = 0x2000

/** Whether a transaction is open that may write, by the server's status flags. */
export function mayWrite(serverStatus: number): boolean {
  return (serverStatus & (inTransaction | inReadOnlyTransaction)) === inTransaction
}

export function readOnlyFailure(): RecordsError {
  return new RecordsError('query', 'the transaction that was begun may write', {
    hint: 'The connection is read-only: begin it without READ WRITE.',
  })
}
