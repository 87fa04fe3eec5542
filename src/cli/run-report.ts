import { RecordsError } from '../core/errors.js'
import type { Notify } from '../core/formatter.js'
import { streamOutput } from '../output/stdout.js'
import { checkEdition } from '../report/check.js'
import { type Edition, editionOf } from '../report/edition.js'
import { planText } from '../report/plan-text.js'
import { readDefinition } from '../report/read-definition.js'
import { runEdition } from '../report/run.js'
import type { ReportRunInvocation } from './arguments.js'
import { printable } from './error-message.js'
import type { Interrupts } from './interrupts.js'
import type { CommandIo } from './main.js'

/** `records run` and `records check`: a report, from its definition to its files. */
export async function runReport(
  invocation: ReportRunInvocation,
  io: CommandIo,
  interrupts: Interrupts,
): Promise<void> {
  const { request, settings, strict, quiet, asOf } = invocation
  const notify: Notify = (line) => {
    if (!quiet) io.stderr.write(`records: ${printable(line)}\n`)
  }
  const database = { ...settings, environment: io.env, notify }
  switch (request.verb) {
    case 'plan':
      return await streamOutput(io.stdout).write(planText(await edition(invocation, io)))
    case 'check': {
      const checked = await asCheck(async () => {
        const checked = await edition(invocation, io)
        await checkEdition(checked, database)
        return checked
      })
      const { sheets, outputs } = checked
      return notify(
        `${request.path}: ${count(sheets, 'query', 'queries')} and ${count(outputs, 'file', 'files')} are right`,
      )
    }
    case 'run': {
      const running = runEdition(await edition(invocation, io), {
        database,
        strict,
        signal: interrupts.signal,
        watch: () => interrupts.watch(),
        tell: notify,
        now: asOf === undefined ? new Date() : undefined,
      })
      // Where a signal comes first, what has been begun is still tidied away.
      await interrupts.orInterrupted(running).finally(() => running.catch(() => {}))
    }
  }
}

async function edition(
  { request, url, asOf }: ReportRunInvocation,
  { env }: CommandIo,
): Promise<Edition> {
  const report = await readDefinition(request.path)
  return editionOf(report, { given: request.parameters, asOf, url, environment: env })
}

/** Whatever is wrong with a report is what the check finds; a database out of reach is not. */
async function asCheck<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RecordsError) || !/^(?:query|usage)$/.test(error.code)) throw error
    throw new RecordsError('check', error.message, error)
  }
}

function count(list: readonly unknown[], one: string, several: string): string {
  return `${list.length} ${list.length === 1 ? one : several}`
}
