import { existsSync } from 'node:fs'
import type { Result } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Sink } from '../core/sink.js'
import { type Export, exportResults } from '../export.js'
import type { Output } from '../output/output.js'
import type { QueryInvocation } from './arguments.js'
import type { Interrupts } from './interrupts.js'
import type { CommandIo } from './main.js'
import { openOutput, toStdout } from './report-output.js'

/** Where the rows of a script go: one output, or a file for every so many of them. */
export interface ReportTarget {
  /** Answers whether there was anything to write. */
  write(results: AsyncIterable<Result>, how: Export): Promise<boolean>
  /** Publishes what was written. */
  finish(): Promise<void>
  /** Leaves nothing of what was written behind. */
  discard(): Promise<void>
}

/** `through` is what every chunk goes through on its way to an output. */
export async function reportTarget(
  invocation: QueryInvocation,
  io: CommandIo,
  interrupts: Interrupts,
  through: (sink: Sink) => Sink,
): Promise<ReportTarget> {
  if (invocation.splitRows !== undefined)
    return await parts(invocation, invocation.splitRows, through)
  const output = await openOutput(invocation, io, interrupts)
  return {
    write: (results, how) => exportResults(results, through(output), how),
    finish: () => output.finish(),
    discard: () => output.discard(),
  }
}

/** Numbered files, which appear together. */
async function parts(
  invocation: QueryInvocation,
  rows: number,
  through: (sink: Sink) => Sink,
): Promise<ReportTarget> {
  const { output: path } = invocation
  if (path === undefined || toStdout(invocation)) {
    throw new RecordsError('usage', '--split-rows writes files: say where with -o FILE')
  }
  const [{ exportParts, partName }, { Publication }] = await Promise.all([
    import('../export-parts.js'),
    import('../report/publication.js'),
  ])
  const publication = Publication.begin()
  const open = async (part: number): Promise<Output> => {
    const output = await publication.open(partName(path, part))
    return { ...output, write: through(output).write }
  }
  return {
    async write(results, how) {
      const count = await exportParts(results, rows, open, how)
      const next = partName(path, count + 1)
      if (existsSync(next)) how.notify(`${next} is of an earlier run, which had more parts`)
      return count > 0
    },
    finish: () => publication.publish(),
    discard: () => publication.discard(),
  }
}
