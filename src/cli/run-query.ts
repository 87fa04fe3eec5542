import { statSync } from 'node:fs'
import { parseConnectionUrl } from '../connection-url.js'
import { RecordsError } from '../core/errors.js'
import type { Notify } from '../core/formatter.js'
import type { Sink } from '../core/sink.js'
import { Database } from '../database.js'
import { exportResults } from '../export.js'
import { fileOutput } from '../output/file.js'
import { gzipped, isGzip } from '../output/gzip.js'
import type { Output } from '../output/output.js'
import { streamOutput } from '../output/stdout.js'
import type { QueryInvocation } from './arguments.js'
import { printable } from './error-message.js'
import type { Interrupts } from './interrupts.js'
import type { CommandIo } from './main.js'
import { Progress } from './progress.js'
import { queryFile, readQuery } from './query-text.js'
import { commandWording } from './wording.js'

/** One query, from its text to the bytes of its report. */
export async function runQuery(
  invocation: QueryInvocation,
  io: CommandIo,
  interrupts: Interrupts,
): Promise<void> {
  refuseBinaryOnTerminal(invocation, io)
  refuseOwnSources(invocation)
  const script = await readQuery(invocation.source, io.stdin)
  const output = await openOutput(invocation, io, interrupts)
  const progress = new Progress(showsProgress(invocation, io) ? io.stderr : undefined)
  const notify: Notify = (message) => {
    progress.clear()
    if (!invocation.quiet) io.stderr.write(`records: ${printable(message)}\n`)
  }
  const sink = progress.countingBytes(untilAborted(output, interrupts.signal))
  const exported = exportScript(script, sink, { invocation, progress, interrupts, notify })
  try {
    const written = await interrupts.orInterrupted(exported)
    await (written ? output.finish() : output.discard())
  } catch (error) {
    await output.discard()
    // Where a signal came first, the query is still being stopped.
    await exported.catch(() => {})
    throw error
  } finally {
    progress.stop()
  }
}

interface Context {
  readonly invocation: QueryInvocation
  readonly progress: Progress
  readonly interrupts: Interrupts
  readonly notify: Notify
}

async function exportScript(
  script: string,
  sink: Sink,
  { invocation, progress, interrupts, notify }: Context,
): Promise<boolean> {
  const { url, create, parameters, transaction } = invocation
  await using database = new Database(url, { create, notify })
  // A statement of SQLite's holds the thread, so no handler would hear of a signal: it ends the
  // process at once, unless there is a file to take away.
  if (await database.interruptible()) interrupts.watch()
  const { signal } = interrupts
  const results = database.run(script, { parameters, transaction, signal })
  const how = { ...invocation, notify, wording: commandWording }
  return await exportResults(progress.countingRows(results), sink, how)
}

function refuseBinaryOnTerminal(invocation: QueryInvocation, { stdout }: CommandIo): void {
  const { format } = invocation
  if (format.content !== 'binary' || !toStdout(invocation) || !stdout.isTTY) return
  throw new RecordsError('usage', `${format.name} is not for a terminal`, {
    hint: `Write it to a file: -o report.${format.extensions[0]}`,
  })
}

/** What the report is made of is not what it overwrites. */
function refuseOwnSources({ source, url, output }: QueryInvocation): void {
  if (output === undefined) return
  const sources = { query: queryFile(source), database: sqliteFile(url) }
  for (const [what, file] of Object.entries(sources)) {
    if (file === undefined || !sameFile(file, output)) continue
    throw new RecordsError('usage', `${output} is the file of the ${what}: it would be overwritten`)
  }
}

function sqliteFile(url: string): string | undefined {
  const { scheme, path } = parseConnectionUrl(url)
  return scheme === 'sqlite' ? path : undefined
}

function sameFile(a: string, b: string): boolean {
  const [one, other] = [a, b].map((path) => statSync(path, { throwIfNoEntry: false }))
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev
}

/** /dev/stdout is not opened anew: that would begin a file of several writers from its start. */
function toStdout({ output }: QueryInvocation): boolean {
  return output === undefined || output === '/dev/stdout'
}

async function openOutput(
  invocation: QueryInvocation,
  { stdout }: CommandIo,
  interrupts: Interrupts,
): Promise<Output> {
  const { output } = invocation
  if (output === undefined || toStdout(invocation)) return streamOutput(stdout)
  const file = await fileOutput(output, () => interrupts.watch())
  return isGzip(output) ? gzipped(file) : file
}

/** What a signal has interrupted writes no more: its output is being discarded. */
function untilAborted(output: Output, signal: AbortSignal): Sink {
  return {
    async write(chunk) {
      signal.throwIfAborted()
      await output.write(chunk)
    },
  }
}

/** Not where the report itself comes up on the same terminal. */
function showsProgress(invocation: QueryInvocation, { stdout, stderr }: CommandIo): boolean {
  return (
    !invocation.quiet && stderr.isTTY === true && !(toStdout(invocation) && stdout.isTTY === true)
  )
}
