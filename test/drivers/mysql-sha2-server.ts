import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a server was told at a sign-in. */
interface SignIn {
  readonly port: number
  /** Every byte that it was sent. */
  heard(): Buffer
  /** The password that it was sent under its public key. */
  password(): string
}

const scramble = Buffer.from('abcdefghijklmnopqrst')

/**
 * A server that offers no TLS, and asks for the password by caching_sha2_password in full; then it
 * hangs up. See "Caching_sha2_password" in the protocol's page of MySQL's source.
 */
export async function sha2Server(): Promise<SignIn> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' })
  const heard: Buffer[] = []
  const server = createServer((socket) => {
    const answers = [packet(2, Buffer.from([1, 4])), packet(4, Buffer.from(`\x01${pem}`))]
    socket.on('error', () => {})
    socket.on('data', (data) => {
      heard.push(data)
      const answer = answers.shift()
      if (answer === undefined) socket.end()
      else socket.write(answer)
    })
    socket.write(packet(0, greeting()))
  })
  onTestFinished(() => void server.close())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => Buffer.concat(heard),
    password() {
      const padding = constants.RSA_PKCS1_OAEP_PADDING
      const secret = heard.at(-1)?.subarray(4) ?? Buffer.alloc(0)
      const mixed = privateDecrypt({ key: privateKey, padding }, secret)
      const bytes = mixed.map((byte, index) => byte ^ (scramble[index % scramble.length] ?? 0))
      return Buffer.from(bytes).toString()
    },
  }
}

function packet(sequence: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(4)
  header.writeUIntLE(payload.length, 0, 3)
  header[3] = sequence
  return Buffer.concat([header, payload])
}

function greeting(): Buffer {
  const capabilities = Buffer.alloc(4)
  // PROTOCOL_41, TRANSACTIONS, SECURE_CONNECTION, PLUGIN_AUTH.
  capabilities.writeUInt32LE(0x0200 | 0x2000 | 0x8000 | 0x80000)
  return Buffer.concat([
    Buffer.from('\x0a8.0.36\0\x01\0\0\0'),
    scramble.subarray(0, 8),
    Buffer.from([0]),
    capabilities.subarray(0, 2),
    Buffer.from([45, 2, 0]),
    capabilities.subarray(2),
    Buffer.from([21]),
    Buffer.alloc(10),
    scramble.subarray(8),
    Buffer.from('\0caching_sha2_password\0'),
  ])
}
