import { devNull } from 'node:os'
import { expect, test } from 'vitest'
import { type DatabaseName, databaseNames, describeDatabase } from '../../servers/index.js'
import { commandFile } from '../built.js'
import { connectTo, startProcess } from './command.js'
import { rows } from './queries.js'

const few = 30_000
const many = 400_000

/** The most that may come of collecting garbage late. The rows themselves take about 100. */
const slack = 60

/**
 * Garbage is collected before the heap has grown by as much, however busy the machine is: what is
 * left to grow is what is held.
 */
const smallHeap = ['--max-old-space-size=64', '--max-semi-space-size=1']

const reportPeak =
  'process.on("exit", () => console.error("peak", process.resourceUsage().maxRSS / 1024))'

/** The most memory that a report had, in MB. */
async function peak(...args: string[]): Promise<number> {
  const hook = `data:text/javascript,${encodeURIComponent(reportPeak)}`
  const command = [commandFile(), ...args, '-o', devNull]
  const { status, stderr } = await startProcess(process.execPath, [
    ...smallHeap,
    '--import',
    hook,
    ...command,
  ]).ended
  expect(stderr).toMatch(/^peak [\d.]+\n$/)
  expect(status).toBe(0)
  return Number(stderr.split(' ')[1])
}

function wideRows(database: DatabaseName, count: number): string {
  return `select t.*, '${'x'.repeat(100)}' as wide from (${rows(database, count)}) t`
}

for (const name of databaseNames) {
  describeDatabase(name, ({ url }) => {
    connectTo(url)
    test.each(['csv', 'json', 'jsonl', 'yaml', 'html', 'xlsx', 'ods'])(
      '%s: memory does not grow with the rows',
      async (format) => {
        const little = await peak(wideRows(name, few), format)
        const much = await peak(wideRows(name, many), format)
        expect(much - little).toBeLessThan(slack)
      },
    )
  })
}
