import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to a server, by way of this process, that can fail as a network does. */
export interface Line {
  /** The server's URL, by this line. */
  readonly url: string
  /** How many connections have been made over it. */
  connections(): number
  /** From here on nothing comes, either way, and nothing is closed. */
  stall(): void
  /** Closes every connection. */
  cut(): void
  /** From here on new connections come to another server. */
  leadTo(url: string): void
  close(): void
}

/** The line to the server of a URL. */
export async function lineTo(url: string): Promise<Line> {
  let { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let connections = 0
  let whole = true
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  }
  const exchange = createServer((client) => {
    connections++
    keep(client)
    if (!whole) return
    const server = connect(Number(port), hostname)
    keep(server)
    join(client, server, () => whole)
    join(server, client, () => whole)
  }).listen(0, '127.0.0.1')
  await once(exchange, 'listening')
  const line = new URL(url)
  line.port = String((exchange.address() as AddressInfo).port)
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: line.href,
    connections: () => connections,
    stall() {
      whole = false
    },
    cut,
    leadTo(other) {
      ;({ hostname, port } = new URL(other))
    },
    close() {
      cut()
      exchange.close()
    },
  }
}

/** Sends on what comes, no faster than it is taken. */
function join(from: Socket, to: Socket, isWhole: () => boolean): void {
  from.on('data', (bytes) => {
    if (isWhole() && !to.write(bytes)) from.pause()
  })
  to.on('drain', () => from.resume())
  from.on('close', () => isWhole() && to.destroy())
}
