import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A network between a client and a server, which can fail. */
export interface Network {
  /** The server's URL, through the proxy. */
  readonly url: string
  /** From here on nothing passes, though every connection stays. */
  stall(): void
  flow(): void
  /** Ends every connection at once. */
  cut(): void
  stop(): Promise<void>
}

export async function startNetwork(server: string): Promise<Network> {
  const { hostname, port } = new URL(server)
  const sockets = new Set<Socket>()
  let stalled = false
  const listener = createServer((client) => {
    const remote = connect(Number(port), hostname)
    const ends = [client, remote] as const
    for (const [from, to] of [ends, [remote, client] as const]) {
      sockets.add(from)
      from.on('data', (chunk) => to.write(chunk))
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        if (!stalled) to.destroy()
      })
      if (stalled) from.pause()
    }
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const url = new URL(server)
  url.hostname = '127.0.0.1'
  url.port = String((listener.address() as AddressInfo).port)
  return {
    url: url.href,
    stall: () => {
      stalled = true
      for (const socket of sockets) socket.pause()
    },
    flow: () => {
      stalled = false
      for (const socket of sockets) socket.resume()
    },
    cut: () => {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
}
