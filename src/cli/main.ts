import type { Readable, Writable } from 'node:stream'
import { RecordsError } from '../core/errors.js'
import { ClosedPipe } from '../output/failure.js'
import { streamOutput } from '../output/stdout.js'
import { type QueryInvocation, readArguments } from './arguments.js'
import { errorMessage, exitStatus } from './error-message.js'
import { formatsPage } from './formats-page.js'
import { Interrupts } from './interrupts.js'
import { runQuery } from './run-query.js'

/** What the command stands on: `process`, or what stands in for it. */
export interface CommandIo {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: Writable & { readonly isTTY?: boolean }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  readonly env: NodeJS.ProcessEnv
}

/**
 * Runs the command; answers its exit status. Nothing is thrown, and `process.exit` not called. A
 * signal that interrupted it ends the process once all is tidy.
 */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const interrupts = new Interrupts()
  // Where nobody listens any more, there is nothing to say.
  io.stderr.on('error', () => {})
  try {
    await run(args, io, interrupts)
    return 0
  } catch (error) {
    interrupts.passOn()
    return interrupts.exitStatus ?? report(error, io, args.includes('--debug'))
  } finally {
    interrupts.unwatch()
  }
}

async function run(args: readonly string[], io: CommandIo, interrupts: Interrupts): Promise<void> {
  const invocation = await readArguments(args, io.env)
  switch (invocation.action) {
    case 'print':
      await streamOutput(io.stdout).write(invocation.text)
      return
    case 'formats':
      await streamOutput(io.stdout).write(formatsPage())
      return
    case 'connections': {
      const { runConnections } = await import('./run-connections.js')
      await runConnections({ invocation, io, interrupts })
      return
    }
    case 'report': {
      const { runReport } = await import('./run-report.js')
      await runReport(invocation, io, interrupts)
      return
    }
    case 'query':
      if (wantsShell(invocation, io)) {
        const { runShell } = await import('./run-shell.js')
        await runShell(invocation, io)
      } else await runQuery(invocation, io, interrupts)
  }
}

/** On a terminal, without a query. */
function wantsShell({ source }: QueryInvocation, { stdin, stdout }: CommandIo): boolean {
  const { query, file } = source
  return query === undefined && file === undefined && stdin.isTTY === true && stdout.isTTY === true
}

function report(error: unknown, { stderr }: CommandIo, debug: boolean): number {
  if (error instanceof ClosedPipe) return 0
  if (debug) stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  if (error instanceof RecordsError) {
    stderr.write(errorMessage(error))
    return exitStatus[error.code]
  }
  const message = error instanceof Error ? error.message : String(error)
  stderr.write(`records: unexpected error: ${message}\nHINT: --debug shows where it arose.\n`)
  return exitStatus.query
}
