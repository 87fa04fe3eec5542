import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Ending, type Started, start } from '../cli/process/command.js'
import { namesIn } from '../cli/process/folder.js'
import { endless, sessions, sleeping } from '../cli/process/queries.js'
import { type DatabaseName, describeDatabase } from '../servers/index.js'
import type { Command, Destination, Fault, Moment, Outcome } from './fault.js'
import { groups } from './groups.js'
import { reportFolder, Scene, yesterday } from './scene.js'

/** How many seconds a command may last, once the fault is there. */
const usualSeconds = 8

const patience = { timeout: 15_000, interval: 50 }

/** Every fault that can happen to a report from the database. */
export function testFaults(name: DatabaseName): void {
  describeDatabase(name, (database) => {
    for (const { title, faults } of groups) {
      const possible = faults.filter(({ outcomes }) => outcomes[name] !== undefined)
      describe.skipIf(possible.length === 0)(title, () => {
        for (const fault of possible) {
          test(fault.name, { timeout: 60_000 }, async ({ skip }) => {
            const outcome = fault.outcomes[name] as Outcome
            await expectOutcome(fault, outcome, new Scene(name, database, skip))
          })
        }
      })
    }
  })
}

async function expectOutcome(fault: Fault, outcome: Outcome, scene: Scene): Promise<void> {
  try {
    await expectEndings(fault, outcome, scene)
  } finally {
    await scene.release()
  }
  // Nothing of theirs runs on the server any more.
  const timeout = (fault.lingers ?? usualSeconds) * 1000
  await expect.poll(() => sessions(scene.name, scene.url), { timeout }).toBe('')
}

/** Reports to stdout and to a file, at all of its moments, meet the fault at once. */
async function expectEndings(fault: Fault, outcome: Outcome, scene: Scene): Promise<void> {
  const { to: destinations = ['stdout', 'file'], moments = [undefined] } = fault
  const runs = await Promise.all(
    moments
      // SQLite's file is open as soon as it is asked for.
      .filter((moment) => moment !== 'connecting' || scene.name !== 'sqlite')
      .flatMap((moment) => destinations.map((to) => begin(fault, scene, to, moment))),
  )
  await haveArrived(scene, runs)
  const since = performance.now()
  await fault.strike?.(
    scene,
    runs.map(({ started }) => started),
  )
  const endings = await Promise.all(runs.map(({ started }) => started.ended))
  expect.soft(performance.now() - since).toBeLessThan((fault.seconds ?? usualSeconds) * 1000)
  for (const [index, { to, moment, command }] of runs.entries()) {
    const ending = endings[index] as Ending
    const run = { to, moment }
    expect.soft({ ...run, ...told(ending) }).toEqual({ ...run, ...expected(outcome) })
    expectDiscreet(ending, [scene.url, command.url])
    if (to === 'file') await expectFolder(command.folder, fault, wholeReport(outcome, endings))
  }
}

interface Run {
  readonly to: Destination
  readonly moment: Moment | undefined
  readonly command: Command
  readonly started: Started
}

async function begin(
  { command: unusual }: Fault,
  scene: Scene,
  to: Destination,
  moment: Moment | undefined,
): Promise<Run> {
  const command: Command = {
    sql: queries[moment ?? 'connecting'](scene.name),
    url: scene.url,
    flags: [],
    folder: reportFolder(),
    start,
    ...(await unusual?.(scene, to, moment)),
  }
  const output = to === 'file' ? ['-o', join(command.folder, 'report.csv')] : ['csv']
  const env = { ...process.env, DATABASE_URL: command.url }
  const started = command.start([command.sql, ...output, ...command.flags], { env })
  return { to, moment, command, started }
}

const queries: Readonly<Record<Moment, (name: DatabaseName) => string>> = {
  connecting: () => 'select 1 as n',
  waiting: (name) =>
    name === 'sqlite'
      ? `create temp table under_way (n); select count(*) from (${endless(name)})`
      : sleeping[name],
  streaming: endless,
}

/** Waits until each has come to its moment. */
async function haveArrived(scene: Scene, runs: readonly Run[]): Promise<void> {
  const at = (moment: Moment) => runs.filter((run) => run.moment === moment)
  if (at('connecting').length > 0) {
    const { connections } = await scene.line()
    await expect.poll(connections, patience).toBe(at('connecting').length)
  }
  if (at('waiting').length > 0 && scene.name !== 'sqlite') {
    const waiting = async () => (await sessions(scene.name, scene.url)).match(/sleep\(60\)/g)
    await expect.poll(waiting, patience).toHaveLength(at('waiting').length)
  } else await Promise.all(at('waiting').map(hasBegun))
  await Promise.all(at('streaming').map(hasBegun))
}

async function hasBegun({ to, moment, command, started }: Run): Promise<void> {
  if (moment === 'waiting') await expect.poll(started.stderr, patience).toBe(done)
  else if (to === 'stdout') {
    await expect.poll(() => started.stdout().length, patience).toBeGreaterThan(0)
  } else await expect.poll(() => namesIn(command.folder), patience).toHaveLength(2)
}

/** What is said of a statement before. */
const done = 'records: done\n'

interface Told {
  readonly status: number
  readonly said: string
  readonly more: readonly string[]
}

function told({ status, signal, stderr }: Ending): Told {
  const [said = '', ...more] = stderr.replace(done, '').split('\n')
  return {
    status: signal === null ? (status as number) : 128 + constants.signals[signal],
    said: said.replace(/^records: /, ''),
    // The lines that may follow: not a stack trace.
    more: more.filter((line) => !/^(?:(?:LINE \d+|DETAIL|HINT): .*| *\^|)$/.test(line)),
  }
}

function expected({ status, says }: Outcome): Told {
  const said = says.length === 0 ? '' : expect.stringMatching(pattern(says))
  return { status, said, more: [] }
}

function pattern(says: readonly string[]): RegExp {
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return new RegExp(`^(?:${says.map(literal).join('|').replaceAll('…', '.*')})$`)
}

/** Nothing tells a password. */
function expectDiscreet({ stdout, stderr }: Ending, urls: readonly string[]): void {
  const said = stderr + stdout.subarray(0, 1000)
  for (const { password } of urls.filter((url) => URL.canParse(url)).map((url) => new URL(url))) {
    if (password === '') continue
    expect.soft(said).not.toContain(password)
    expect.soft(said).not.toContain(decodeURIComponent(password))
  }
}

/** What the file is to hold: yesterday's report, unless the fault did no harm. */
function wholeReport({ status }: Outcome, [toStdout]: readonly Ending[]): string {
  return status === 0 ? String(toStdout?.stdout) : yesterday
}

async function expectFolder(
  folder: string,
  { leaves = ['report.csv'] }: Fault,
  report: string,
): Promise<void> {
  // What a killed process leaves is taken away when it is gone.
  await expect.poll(() => (existsSync(folder) ? namesIn(folder) : []), patience).toEqual(leaves)
  if (leaves.includes('report.csv')) {
    expect.soft(readFileSync(join(folder, 'report.csv'), 'utf8') === report).toBe(true)
  }
}
