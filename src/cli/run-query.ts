import { RecordsError } from '../core/errors.js'
import type { Notify } from '../core/formatter.js'
import type { Sink } from '../core/sink.js'
import { Database } from '../database.js'
import { exportResults } from '../export.js'
import { fileOutput } from '../output/file.js'
import { gzipped } from '../output/gzip.js'
import type { Output } from '../output/output.js'
import { streamOutput } from '../output/stdout.js'
import type { QueryInvocation } from './arguments.js'
import type { Interrupts } from './interrupts.js'
import type { CommandIo } from './main.js'
import { Progress } from './progress.js'
import { readQuery } from './query-text.js'

/** One query, from its text to the bytes of its report. */
export async function runQuery(
  invocation: QueryInvocation,
  io: CommandIo,
  interrupts: Interrupts,
): Promise<void> {
  refuseBinaryOnTerminal(invocation, io)
  const script = await readQuery(invocation.source, io.stdin)
  const output = await openOutput(invocation, io)
  const progress = new Progress(showsProgress(invocation, io) ? io.stderr : undefined)
  const notify: Notify = (message) => {
    progress.clear()
    if (!invocation.quiet) io.stderr.write(`records: ${message}\n`)
  }
  try {
    const sink = progress.countingBytes(watched(output, interrupts))
    const written = await exportScript(script, sink, invocation, progress, interrupts, notify)
    await (written ? output.finish() : output.discard())
  } catch (error) {
    await output.discard()
    throw error
  } finally {
    progress.stop()
  }
}

async function exportScript(
  script: string,
  sink: Sink,
  invocation: QueryInvocation,
  progress: Progress,
  interrupts: Interrupts,
  notify: Notify,
): Promise<boolean> {
  const { url, create, parameters, transaction } = invocation
  await using database = await Database.open(url, { create, notify })
  if (database.interruptible) interrupts.watch()
  const { signal } = interrupts
  const results = database.run(script, { parameters, transaction, signal })
  return await exportResults(progress.countingRows(results), sink, { ...invocation, notify })
}

function refuseBinaryOnTerminal({ format, output }: QueryInvocation, { stdout }: CommandIo): void {
  if (format.content !== 'binary' || output !== undefined || !stdout.isTTY) return
  throw new RecordsError('usage', `${format.name} is not for a terminal`, {
    hint: `Write it to a file: -o report.${format.extensions[0]}`,
  })
}

async function openOutput({ output }: QueryInvocation, { stdout }: CommandIo): Promise<Output> {
  if (output === undefined) return streamOutput(stdout)
  const file = await fileOutput(output)
  return output.endsWith('.gz') ? gzipped(file) : file
}

/** With the first byte there is something to leave behind or to take away. */
function watched(output: Output, interrupts: Interrupts): Sink {
  return {
    write(chunk) {
      interrupts.watch()
      return output.write(chunk)
    },
  }
}

/** Not where the report itself comes up on the same terminal. */
function showsProgress({ output, quiet }: QueryInvocation, { stdout, stderr }: CommandIo): boolean {
  return !quiet && stderr.isTTY === true && (output !== undefined || !stdout.isTTY)
}
