import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { SslOptions } from 'mysql2'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'

/** See "--ssl-mode" under "Command Options for Encrypted Connections" in MySQL's manual. */
const modes = ['DISABLED', 'PREFERRED', 'REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY'] as const

type SslMode = (typeof modes)[number]

/** How a connection is secured, and the paths of the files for that. */
export interface TlsSettings {
  readonly mode: SslMode
  readonly ca: string | undefined
  readonly cert: string | undefined
  readonly key: string | undefined
}

export function sslMode(name: string): SslMode {
  const mode = modes.find((mode) => mode === name.toUpperCase())
  if (mode !== undefined) return mode
  const near = nearest(name, modes)
  throw new RecordsError('usage', `there is no ssl-mode ${name}`, {
    hint: near ? `Did you mean ${near}?` : `There are ${modes.join(', ')}.`,
  })
}

/** Whether the server's certificate is verified. */
export function verifies(mode: SslMode): boolean {
  return mode === 'VERIFY_CA' || mode === 'VERIFY_IDENTITY'
}

/**
 * What mysql2 is to do; undefined is plaintext. It knows no PREFERRED, which is therefore as
 * REQUIRED here.
 */
export function sslOptions({ mode, ca, cert, key }: TlsSettings): SslOptions | undefined {
  if (mode === 'DISABLED') return undefined
  const rejectUnauthorized = verifies(mode)
  const files = {
    ...(rejectUnauthorized && ca !== undefined && { ca: authorities(ca) }),
    ...(cert !== undefined && { cert: pemOf('ssl-cert', cert) }),
    ...(key !== undefined && { key: pemOf('ssl-key', key) }),
  }
  try {
    // What mysql2 makes of them later, where an error would end the process.
    createSecureContext(files)
  } catch (cause) {
    const { message } = cause as Error
    throw new RecordsError('connection', `ssl-cert and ssl-key cannot be used: ${message}`, {
      cause,
      hint: 'They are PEM files, of a certificate and of its key without a passphrase.',
    })
  }
  return { ...files, rejectUnauthorized, verifyIdentity: mode === 'VERIFY_IDENTITY' }
}

function pemOf(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const { message } = cause as Error
    throw new RecordsError('connection', `cannot read the file of ${option}: ${message}`, { cause })
  }
}

/** OpenSSL passes over what is no certificate, and then knows no authority at all. */
function authorities(path: string): string {
  const pem = pemOf('ssl-ca', path)
  try {
    new X509Certificate(pem)
  } catch (cause) {
    throw new RecordsError('connection', `there is no certificate in ${path}, the file of ssl-ca`, {
      cause,
      hint: 'It is a PEM file of the certificates of authorities.',
    })
  }
  return pem
}

/** What to do about a failed handshake, by OpenSSL's words. */
export function tlsHint(message: string): string | undefined {
  return hints.find(([words]) => words.test(message))?.[1]
}

const hints: readonly (readonly [words: RegExp, hint: string])[] = [
  [
    /does not support secure connection/,
    'Turn TLS on at the server, or allow plaintext by ssl-mode=PREFERRED.',
  ],
  [/expired|not yet valid/, "The server's certificate must be renewed, or a clock is wrong."],
  [
    /self-signed|local issuer|unable to verify/,
    "Give the certificate of the server's authority: ssl-ca=FILE.",
  ],
  [
    /does not match/,
    'Connect by a name that the certificate is for; ssl-mode=VERIFY_CA does not look at the name.',
  ],
]
