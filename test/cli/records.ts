import { Readable, Writable } from 'node:stream'
import { main } from '../../src/cli/main.js'

export interface Run {
  readonly status: number
  readonly stdout: string
  /** The same, as it was written. */
  readonly bytes: Buffer
  readonly stderr: string
}

export interface Setting {
  readonly stdin?: string
  readonly env?: NodeJS.ProcessEnv
  /** Which of the three streams are a terminal. */
  readonly terminal?: readonly ('stdin' | 'stdout' | 'stderr')[]
}

/** Runs the command in this process, with streams of its own. */
export async function records(args: readonly string[], setting: Setting = {}): Promise<Run> {
  const { stdin, env = {}, terminal = [] } = setting
  const stdout = collector()
  const stderr = collector()
  const io = {
    stdin: Object.assign(Readable.from(stdin === undefined ? [] : [stdin]), {
      isTTY: terminal.includes('stdin'),
    }),
    stdout: Object.assign(stdout.stream, { isTTY: terminal.includes('stdout') }),
    stderr: Object.assign(stderr.stream, { isTTY: terminal.includes('stderr') }),
    env,
  }
  const status = await main(args, io)
  const bytes = stdout.bytes()
  return { status, bytes, stdout: bytes.toString(), stderr: stderr.bytes().toString() }
}

function collector(): { stream: Writable; bytes(): Buffer } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  return { stream, bytes: () => Buffer.concat(chunks) }
}
