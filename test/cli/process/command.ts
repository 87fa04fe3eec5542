import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest'
import { commandFile } from '../built.js'

/** How a process ended, and what it said. */
export interface Ending {
  /** Its exit status, or null where a signal ended it. */
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: Buffer
  readonly stderr: string
}

/** A process under way. It is killed, with all that it started, when the test ends. */
export interface Started {
  readonly child: ChildProcess
  /** What it has written so far. */
  stdout(): Buffer
  stderr(): string
  readonly ended: Promise<Ending>
}

/**
 * Has the commands of a suite connect to this database where they say nothing of it: on the command
 * line its password would be warned of.
 */
export function connectTo(url: string): void {
  beforeAll(() => void vi.stubEnv('DATABASE_URL', url))
  afterAll(() => void vi.unstubAllEnvs())
}

/** Starts the built command. */
export function start(args: readonly string[], options: SpawnOptions = {}): Started {
  return startProcess(process.execPath, [commandFile(), ...args], options)
}

/** Runs the built command to its end. */
export function run(args: readonly string[], options: SpawnOptions = {}): Promise<Ending> {
  return start(args, options).ended
}

/**
 * Starts a shell's script; in it `records` is the built command, and the words are `$1`, `$2`…
 */
export function startShell(
  script: string,
  words: readonly string[] = [],
  { program = 'sh', ...options }: SpawnOptions & { readonly program?: string } = {},
): Started {
  const [, ...args] = shellWithRecords(script, words)
  return startProcess(program, args, options)
}

/** The words that run a shell's script in which `records` is the built command. */
export function shellWithRecords(
  script: string,
  words: readonly string[],
): [program: string, ...args: string[]] {
  const records = `records() { '${process.execPath}' '${commandFile()}' "$@"; }`
  return ['sh', '-c', `${records}\n${script}`, 'sh', ...words]
}

/** Runs a shell's script to its end. */
export function shell(...script: Parameters<typeof startShell>): Promise<Ending> {
  return startShell(...script).ended
}

export function startProcess(
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Started {
  const stdio = options.stdio ?? ['ignore', 'pipe', 'pipe']
  // A process group of its own, so that it is killed as a whole.
  const child = spawn(program, args, { ...options, stdio, detached: true })
  onTestFinished(() => killGroup(child))
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk))
  const told = {
    stdout: () => Buffer.concat(stdout),
    stderr: () => Buffer.concat(stderr).toString(),
  }
  const ended = once(child, 'close').then(([status, signal]) => ({
    status,
    signal,
    stdout: told.stdout(),
    stderr: told.stderr(),
  }))
  return { child, ...told, ended }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
