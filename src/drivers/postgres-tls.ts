import { readFile, stat } from 'node:fs/promises'
import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as tls from 'node:tls'
import { RecordsError } from '../core/errors.js'
import { type Environment, oneOf, type Parameters } from './postgres-parameters.js'

const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const

export type SslMode = (typeof sslModes)[number]

/** How connections are encrypted; `options` are Node's, but for the name of the host. */
export interface Encryption {
  readonly mode: SslMode
  readonly options: tls.ConnectionOptions
}

/** "SSL Support" in PostgreSQL's manual. Throws a usage error for what cannot be. */
export async function encryptionOf(
  parameters: Parameters,
  environment: Environment,
): Promise<Encryption> {
  const mode = sslMode(parameters)
  if (mode === 'disable') return { mode, options: {} }
  const folder = join(environment.HOME || homedir(), '.postgresql')
  const options = { ...(await authority(mode)), ...(await clientCertificate()) }
  return { mode, options }

  /** With an authority's certificate `require` checks as `verify-ca` does. */
  async function authority(mode: SslMode): Promise<tls.ConnectionOptions> {
    const named = parameters.get('sslrootcert')
    if (mode === 'allow' || mode === 'prefer') return unverified
    if (named === 'system') return { ca: await systemAuthorities(environment) }
    const file = named ?? join(folder, 'root.crt')
    const ca = await (named === undefined ? contentIfThere(file) : contentOf(file, 'sslrootcert'))
    if (ca === undefined && mode === 'require') return unverified
    if (ca === undefined) throw noAuthority(mode, file)
    return mode === 'verify-full' ? { ca } : { ca, checkServerIdentity: () => undefined }
  }

  async function clientCertificate(): Promise<tls.ConnectionOptions> {
    const named = parameters.get('sslcert')
    const cert = await (named === undefined
      ? contentIfThere(join(folder, 'postgresql.crt'))
      : contentOf(named, 'sslcert'))
    if (cert === undefined) return {}
    const key = parameters.get('sslkey') ?? join(folder, 'postgresql.key')
    await refuseReadableKey(key)
    return { cert, key: await contentOf(key, 'sslkey') }
  }
}

const unverified: tls.ConnectionOptions = { rejectUnauthorized: false }

/** The options for one host: a certificate is asked for, and checked, by its name. */
export function optionsFor(host: string, { options }: Encryption): tls.ConnectionOptions {
  return isIP(host) === 0 ? { ...options, servername: host } : { ...options }
}

function sslMode(parameters: Parameters): SslMode {
  const system = parameters.get('sslrootcert') === 'system'
  const mode = oneOf(sslModes, 'sslmode', parameters) ?? (system ? 'verify-full' : 'prefer')
  if (system && mode !== 'verify-full') {
    throw new RecordsError('usage', `sslrootcert=system does not go with sslmode=${mode}`, {
      hint: 'Anybody gets a certificate that the system trusts: give sslmode=verify-full.',
    })
  }
  return mode
}

/** Those of the operating system where Node can tell them, else Node's own. */
async function systemAuthorities({ SSL_CERT_FILE }: Environment): Promise<string | string[]> {
  if (SSL_CERT_FILE) return contentOf(SSL_CERT_FILE, 'SSL_CERT_FILE')
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] }
  const known = getCACertificates?.('system') ?? []
  return known.length > 0 ? known : [...tls.rootCertificates]
}

async function contentIfThere(file: string): Promise<string | undefined> {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  )
  return isThere ? contentOf(file, 'the default of libpq') : undefined
}

async function contentOf(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const problem = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`
    throw new RecordsError('usage', `the file ${file} (${what}) ${problem}`, { cause })
  }
}

/** As libpq: the owner alone may read it, and of a key of root's its group. */
async function refuseReadableKey(file: string): Promise<void> {
  const status = await stat(file).catch(() => undefined)
  if (status === undefined || process.platform === 'win32') return
  const forbidden = status.uid === 0 ? 0o037 : 0o077
  if ((status.mode & forbidden) === 0) return
  throw new RecordsError('usage', `others can read the private key ${file}`, {
    hint: `Run chmod 600 ${file}.`,
  })
}

function noAuthority(mode: SslMode, file: string): RecordsError {
  return new RecordsError('usage', `sslmode=${mode} needs the certificate of an authority`, {
    hint: `Give sslrootcert=FILE, or sslrootcert=system, or put it at ${file}.`,
  })
}

const untrusted = 'Give the certificate of the authority that signed it: sslrootcert=FILE.'

/** What to do about a certificate, by the code of OpenSSL's verification or of Node's own. */
export const certificateHints: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_HAS_EXPIRED: 'The certificate of the server must be renewed.',
  CERT_NOT_YET_VALID: 'Check the clock here: the certificate of the server is for later.',
  CERT_REVOKED: 'The certificate of the server must be replaced.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Connect by a name that the certificate has; sslmode=verify-ca checks its authority only.',
}
