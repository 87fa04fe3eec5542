import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { newFolder } from '../cli/process/folder.js'
import { authority, type Certificate } from '../servers/certificates.js'
import { start as startMariadb } from '../servers/mariadb.js'
import { startConfigured } from '../servers/postgres.js'
import { ends, type FaultGroup, onServers } from './fault.js'
import type { Scene } from './scene.js'

const cannotConnect = 'cannot connect to … at …: '

/** What is wrong with the server's certificate, where the client is to verify it. */
export const certificates: FaultGroup = {
  title: "The server's certificate",
  faults: [
    {
      name: 'has expired',
      command: (scene) => withCertificate(scene, (trusted) => trusted.issue('DNS:localhost', -1)),
      outcomes: onServers(ends(3, `${cannotConnect}certificate has expired`)),
    },
    {
      name: 'is for another host',
      command: (scene) => withCertificate(scene, (trusted) => trusted.issue('DNS:elsewhere')),
      outcomes: {
        postgresql: ends(3, `${cannotConnect}the certificate is for DNS:elsewhere`),
        mysql: ends(3, `${cannotConnect}Hostname/IP does not match certificate's altnames: …`),
      },
    },
    {
      name: 'is of an authority that is not trusted',
      command: (scene) => withCertificate(scene, () => authority().issue('DNS:localhost')),
      outcomes: onServers(ends(3, `${cannotConnect}unable to verify the first certificate`)),
    },
    {
      name: 'is asked for, and it has none',
      command: (scene) => withCertificate(scene, () => undefined),
      outcomes: {
        postgresql: ends(3, `${cannotConnect}the server does not support SSL`),
        mysql: ends(3, `${cannotConnect}the server does not offer TLS`),
      },
    },
  ],
}

type Made = (trusted: ReturnType<typeof authority>) => Certificate | undefined

/** Of each scene, whose commands share a server. */
const urls = new WeakMap<Scene, Promise<string>>()

async function withCertificate(scene: Scene, made: Made): Promise<{ url: string }> {
  const url = urls.get(scene) ?? verifyingUrl(scene, made)
  urls.set(scene, url)
  return { url: await url }
}

/** A server of its own with that certificate, where the client trusts another authority alone. */
async function verifyingUrl(scene: Scene, made: Made): Promise<string> {
  const trusted = authority()
  const root = join(newFolder(), 'root.pem')
  writeFileSync(root, trusted.certificate)
  const server = await starters[scene.name === 'mysql' ? 'mysql' : 'postgresql'](made(trusted))
  if (server === undefined) return scene.skip('the server is not installed here')
  onTestFinished(server.stop)
  const url = Object.assign(new URL(server.url), { hostname: 'localhost' })
  const verify =
    scene.name === 'mysql'
      ? { 'ssl-mode': 'VERIFY_IDENTITY', 'ssl-ca': root }
      : { sslmode: 'verify-full', sslrootcert: root }
  for (const [name, value] of Object.entries(verify)) url.searchParams.set(name, value)
  return url.href
}

const starters = {
  postgresql: (own: Certificate | undefined) =>
    own === undefined
      ? startConfigured()
      : startConfigured({
          settings: ['ssl=on'],
          files: { 'server.crt': own.certificate, 'server.key': own.key },
        }),
  mysql: (own: Certificate | undefined) =>
    own === undefined
      ? startMariadb()
      : startMariadb({
          files: { 'server.pem': own.certificate, 'server.key': own.key },
          options: (path) => [`--ssl-cert=${path}/server.pem`, `--ssl-key=${path}/server.key`],
        }),
}
