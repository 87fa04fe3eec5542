import { statSync } from 'node:fs'
import { connectionName, parseConnectionUrl } from '../connection-url.js'
import type { ConnectionUrl } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Notify } from '../core/formatter.js'
import type { Sink } from '../core/sink.js'
import { Database } from '../database.js'
import type { QueryInvocation } from './arguments.js'
import { printable } from './error-message.js'
import type { Interrupts } from './interrupts.js'
import type { CommandIo } from './main.js'
import { Progress } from './progress.js'
import { queryFile, readQuery } from './query-text.js'
import { refuseBinaryOnTerminal, toStdout } from './report-output.js'
import { type ReportTarget, reportTarget } from './report-target.js'
import { isShellScript, refuseShellCommands } from './shell-commands.js'
import { commandWording } from './wording.js'

/** One query, from its text to the bytes of its report. */
export async function runQuery(
  invocation: QueryInvocation,
  io: CommandIo,
  interrupts: Interrupts,
): Promise<void> {
  refuseBinaryOnTerminal(invocation, io)
  await refuseOwnSources(invocation, io)
  const script = await readQuery(invocation.source, io.stdin)
  if (isShellScript(script, invocation)) {
    const { runShellScript } = await import('./run-shell-script.js')
    return await runShellScript(script, invocation, io, interrupts)
  }
  const progress = new Progress(showsProgress(invocation, io) ? io.stderr : undefined)
  const notify: Notify = (message) => {
    progress.clear()
    if (!invocation.quiet) io.stderr.write(`records: ${printable(message)}\n`)
  }
  if (invocation.passwordShown) notify(passwordShown)
  const through = (sink: Sink): Sink =>
    progress.countingBytes(untilAborted(sink, interrupts.signal))
  const target = await reportTarget(invocation, io, interrupts, through)
  const { env } = io
  const exported = exportScript(script, target, { invocation, env, progress, interrupts, notify })
  try {
    const written = await interrupts.orInterrupted(exported)
    await (written ? target.finish() : target.discard())
  } catch (error) {
    await target.discard()
    // Where a signal came first, the query is still being stopped.
    await exported.catch(() => {})
    throw error
  } finally {
    progress.stop()
  }
}

const passwordShown =
  'the password in --url is shown to others by ps, and stays in the history of the shell: ' +
  'safer are DATABASE_URL and a named connection, --url @name'

interface Context {
  readonly invocation: QueryInvocation
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
  readonly interrupts: Interrupts
  readonly notify: Notify
}

async function exportScript(
  script: string,
  target: ReportTarget,
  { invocation, env, progress, interrupts, notify }: Context,
): Promise<boolean> {
  const { url, create, settings, parameters, transaction } = invocation
  await using database = new Database(url, { create, ...settings, environment: env, notify })
  return await database.session(async (connection) => {
    // Until there is a connection, a signal ends the process at once: there is nothing to tidy. A
    // statement of SQLite's holds the thread, so no handler would hear of one: it ends the process,
    // and the guard of the file that is being written takes that away.
    if (await database.interruptible()) interrupts.watch()
    const { signal } = interrupts
    await refuseShellCommands(script, connection.dialect)
    const results = connection.run(script, { parameters, transaction, signal })
    const how = { ...invocation, notify, wording: commandWording }
    return await target.write(progress.countingRows(results), how)
  })
}

/** What the report is made of is not what it overwrites. */
async function refuseOwnSources(
  { source, url, output }: QueryInvocation,
  { env }: CommandIo,
): Promise<void> {
  if (output === undefined) return
  refuse(output, queryFile(source), 'the query')
  const { scheme, path, parameters } = await connectionUrl(url, env)
  if (scheme === 'sqlite') refuse(output, path, 'the database')
  for (const [name, file] of parameters) {
    if (name.startsWith('attach.')) refuse(output, file, 'an attached database')
  }
}

function refuse(output: string, source: string | undefined, what: string): void {
  if (source === undefined || !sameFile(source, output)) return
  throw new RecordsError('usage', `${output} is the file of ${what}: it would be overwritten`)
}

async function connectionUrl(source: string, env: NodeJS.ProcessEnv): Promise<ConnectionUrl> {
  const name = connectionName(source)
  if (name === undefined) return parseConnectionUrl(source)
  const { definitionNamed, urlOf } = await import('../connections/named.js')
  return urlOf(await definitionNamed(name, env), env)
}

function sameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }))
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev
}

/** What a signal has interrupted writes no more: its output is being discarded. */
function untilAborted(sink: Sink, signal: AbortSignal): Sink {
  return {
    async write(chunk) {
      signal.throwIfAborted()
      await sink.write(chunk)
    },
  }
}

/** Not where the report itself comes up on the same terminal. */
function showsProgress(invocation: QueryInvocation, { stdout, stderr }: CommandIo): boolean {
  return (
    !invocation.quiet && stderr.isTTY === true && !(toStdout(invocation) && stdout.isTTY === true)
  )
}
