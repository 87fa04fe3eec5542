import { RecordsError } from '../core/errors.js'
import { failureCode, failureReason } from './connection-failure.js'
import type { HostFailure, NoHost } from './postgres-connect.js'
import type { PostgresHost } from './postgres-settings.js'
import { certificateHints } from './postgres-tls.js'

/** The failure to connect to any host of a database of that name: what to do is the last one's. */
export function noHost({ failures }: NoHost, name: string): RecordsError {
  const last = failures.at(-1) as HostFailure
  const reasons = failures.map(({ host, cause }) => `at ${placeOf(host)}: ${failureReason(cause)}`)
  const { databaseCode, hint } = failureCode(last.cause)
  const { file } = last.host.password ?? {}
  return new RecordsError('connection', `cannot connect to ${name} ${reasons.join('; ')}`, {
    cause: last.cause,
    databaseCode,
    hint: last.cause instanceof RecordsError ? last.cause.hint : (certificateHint(last) ?? hint),
    detail: databaseCode === '28P01' && file ? `The password is from ${file}.` : undefined,
  })
}

function certificateHint({ cause }: HostFailure): string | undefined {
  return certificateHints[String((cause as { code?: unknown }).code)]
}

/** The server as the person knows it. */
function placeOf({ host, port }: PostgresHost): string {
  if (host.startsWith('/')) return `${host}/.s.PGSQL.${port}`
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
