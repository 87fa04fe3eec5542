import type { QueryError } from 'mysql2'
import { RecordsError } from '../core/errors.js'
import { failureCode, failureReason } from './connection-failure.js'
import { tlsHint } from './mysql-tls.js'

/** A server as the person knows it, and how long it may take to answer, in milliseconds. */
export interface MysqlServer {
  readonly place: string
  readonly patience: number
}

export function noAnswer(patience: number): string {
  return `it did not answer within ${patience / 1000} s`
}

/** The failure to connect to the server. */
export function connectFailure(
  cause: unknown,
  name: string,
  { place, patience }: MysqlServer,
): RecordsError {
  // As mysql2 tells it; or knex, which then asks the server for its version.
  const late = /^connect ETIMEDOUT$|^Knex: Timeout/.test(failureReason(cause))
  const reason = late ? noAnswer(patience) : failureReason(cause)
  const plugin = /unknown plugin (\w+)|using (mysql_clear_password)/.exec(reason)
  const message = `cannot connect to ${name} at ${place}: `
  if (plugin !== null) return unknownPlugin(message, plugin[1] ?? plugin[2] ?? '', cause)
  const hint = tlsHint(reason)
  const details = { cause, ...failureCode(cause), ...(hint !== undefined && { hint }) }
  return new RecordsError('connection', message + reasonInWords(reason), details)
}

function reasonInWords(reason: string): string {
  if (/does not support secure connection/.test(reason)) return 'the server does not offer TLS'
  return reason
}

function unknownPlugin(message: string, plugin: string, cause: unknown): RecordsError {
  return new RecordsError(
    'connection',
    `${message}the account signs in by ${plugin}, which is not supported`,
    {
      cause,
      databaseCode: (cause as QueryError).code,
      hint: 'Use an account of mysql_native_password or caching_sha2_password; on MariaDB it may have both: IDENTIFIED VIA ed25519 … OR mysql_native_password …',
    },
  )
}
