import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Certificate {
  /** In PEM. */
  readonly certificate: string
  readonly key: string
}

/** An authority that is nobody's but the tests'. */
export interface Authority {
  /** In PEM. */
  readonly certificate: string
  /** `name` is as in a certificate's subjectAltName: `DNS:localhost`, `IP:127.0.0.1`. */
  issue(name: string, days?: number): Certificate
}

const words = (text: string): string[] => text.split(' ')

/** Makes certificates by openssl. Those of -1 days have expired. */
export function authority(): Authority {
  const made = inFolder((path) => {
    openssl(
      ...words('req -x509 -newkey rsa:2048 -noenc -days 30 -subj /CN=tests'),
      ...['-keyout', path('key'), '-out', path('certificate')],
    )
    return pair(path)
  })
  return {
    certificate: made.certificate,
    issue: (name, days = 30) =>
      inFolder((path) => {
        writeFileSync(path('authority'), made.certificate + made.key)
        writeFileSync(path('names'), `subjectAltName=${name}`)
        openssl(
          ...words('req -newkey rsa:2048 -noenc -subj /CN=records'),
          ...['-keyout', path('key'), '-out', path('request')],
        )
        openssl(
          ...words(`x509 -req -CAcreateserial -days ${days} -extfile`),
          ...[path('names'), '-CA', path('authority'), '-CAkey', path('authority')],
          ...['-in', path('request'), '-out', path('certificate')],
        )
        return pair(path)
      }),
  }
}

function pair(path: (name: string) => string): Certificate {
  const [certificate, key] = ['certificate', 'key'].map((name) => readFileSync(path(name), 'utf8'))
  return { certificate: certificate ?? '', key: key ?? '' }
}

function inFolder<T>(work: (path: (name: string) => string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'records-test-'))
  try {
    return work((name) => join(folder, name))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' })
}
