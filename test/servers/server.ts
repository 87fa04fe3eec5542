import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

/** A database server that tests and benchmarks may do anything to. */
export interface Server {
  /** Its name and version: `PostgreSQL 15.18`. */
  readonly version: string
  /** A superuser's URL, with a database that is always there. */
  readonly url: string
  /** Ends the server and removes its files. */
  stop(): Promise<void>
}

/** How to make a server of one kind, given a folder of its own and a free port. */
export interface Recipe {
  /** Files that lie in the folder before the installation. */
  readonly files: Readonly<Record<string, string>>
  /** The command that makes an empty data directory. */
  install(folder: string): readonly string[]
  /** The command that is the server. */
  serve(folder: string, port: number): readonly string[]
  url(port: number): string
  /** Asks a server for its name and version; throws while it cannot be reached. */
  version(url: string): Promise<string>
}

/** Starts a server on the loopback address, in a new temporary folder. */
export async function start(recipe: Recipe): Promise<Server> {
  const port = await freePort()
  const url = recipe.url(port)
  const folder = keepFolder((path) => {
    for (const [name, text] of Object.entries(recipe.files)) writeFileSync(join(path, name), text)
    return serverScript(recipe.install(path), recipe.serve(path, port))
  }, unprivileged())
  try {
    return { version: await reachable(recipe, url, folder), url, stop: folder.remove }
  } catch (error) {
    await folder.remove()
    throw error
  }
}

/** How long a server may take from its installation to its first answer. */
const patience = 60_000

async function reachable(recipe: Recipe, url: string, folder: Folder): Promise<string> {
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await recipe.version(url)
    } catch (cause) {
      if (folder.removed() || Date.now() > deadline) {
        throw new Error(`The server did not start:\n${folder.log()}`, { cause })
      }
      await sleep(50)
    }
  }
}

/**
 * Installs a server, runs it until it ends or until standard input does, and takes it along.
 * TERM also reaches a server that is still being started, which ignores QUIT; QUIT keeps PostgreSQL
 * from waiting for its clients to leave.
 */
function serverScript(install: readonly string[], serve: readonly string[]): string {
  return `exec 3<&0 </dev/null
${quote(install)} || exit
${quote(serve)} 3<&- &
server=$!
{ read -r _ <&3; kill -TERM $server; kill -QUIT $server; } &
wait $server
kill $! 2>&-`
}

/** As words of a shell's command. */
export function quote(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
}

export interface Folder {
  readonly path: string
  remove(): Promise<void>
  /** Whether the script has ended, and the folder with it. */
  removed(): boolean
  /** What the script has said. */
  log(): string
}

/**
 * A temporary folder, and a shell script that runs in it. The folder is removed when the script
 * ends; the script's standard input ends when `remove` is called or when this process ends, however
 * it ends: so a killed test run leaves nothing behind.
 */
export function keepFolder(
  script: (path: string) => string = () => 'read -r _',
  account?: Account,
): Folder {
  const path = mkdtempSync(join(tmpdir(), 'records-test-'))
  if (account !== undefined) chownSync(path, account.uid, account.gid)
  // Detached: Ctrl-C in the terminal is for this process, not for the script. Without PIPE: what it
  // says when this process is gone must not end it before it has removed the folder.
  const shell: ChildProcessByStdio<Writable, Readable, null> = spawn(
    'sh',
    ['-c', `trap '' PIPE\ntrap 'rm -rf -- "$0"' EXIT\nexec 2>&1\n${script(path)}`, path],
    { ...account, cwd: path, detached: true, stdio: ['pipe', 'pipe', 'ignore'] },
  )
  const closed = once(shell, 'close')
  let log = ''
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-10_000)
  })
  return {
    path,
    removed: () => shell.exitCode !== null || shell.signalCode !== null,
    log: () => log,
    remove: async () => {
      shell.stdin.end()
      await closed
    },
  }
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/** Root starts servers as nobody: PostgreSQL refuses to run as root. */
function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  listener.close()
  await once(listener, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free')
  return address.port
}
