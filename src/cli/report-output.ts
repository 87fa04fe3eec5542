import { RecordsError } from '../core/errors.js'
import type { Output } from '../output/output.js'
import { streamOutput } from '../output/stdout.js'
import type { ReportInvocation } from './arguments.js'
import type { Interrupts } from './interrupts.js'
import type { CommandIo } from './main.js'

export function refuseBinaryOnTerminal(invocation: ReportInvocation, { stdout }: CommandIo): void {
  const { format } = invocation
  if (format.content !== 'binary' || !toStdout(invocation) || !stdout.isTTY) return
  throw new RecordsError('usage', `${format.name} is not for a terminal`, {
    hint: `Write it to a file: -o report.${format.extensions[0]}`,
  })
}

/** /dev/stdout is not opened anew: that would begin a file of several writers from its start. */
export function toStdout({ output }: ReportInvocation): boolean {
  return output === undefined || output === '/dev/stdout'
}

export async function openOutput(
  invocation: ReportInvocation,
  { stdout }: CommandIo,
  interrupts: Interrupts,
): Promise<Output> {
  const { output } = invocation
  if (output === undefined || toStdout(invocation)) return streamOutput(stdout)
  const [{ reportFile }, { removeAtEnd }] = await Promise.all([
    import('../output/report-file.js'),
    import('../output/guard.js'),
  ])
  const watch = (): void => interrupts.watch()
  return await reportFile(output, (temporary) => removeAtEnd(temporary, watch))
}
