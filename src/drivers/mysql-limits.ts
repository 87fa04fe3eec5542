import type { ConnectOptions } from '../core/driver.js'

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
