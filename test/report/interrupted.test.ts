import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Started, start } from '../cli/process/command.js'
import { namesIn, newFolder } from '../cli/process/folder.js'
import { describeDatabase } from '../servers/index.js'
import { type ReportFolder, reportFolder } from './folder.js'

const files = ['a.csv', 'a.html', 'a.jsonl', 'a.xlsx']

const definition = `
sheets:
  - name: A
    sql: |
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)
      select i, 'text of row ' || i as t from n
outputs: [${files.join(', ')}]
`

function oldReport(): ReportFolder {
  const old = Object.fromEntries(files.map((name) => [name, `old ${name}\n`]))
  return reportFolder(definition, 'demo:', old)
}

function startRun(report: ReportFolder, url: string): Started {
  const env = { ...process.env, DATABASE_URL: url, HOME: newFolder() }
  return start(['run', report.file('report.yml')], { env })
}

/** Whether the folder holds the old files, the new ones, or some of each. */
function reportIn(report: ReportFolder): 'old' | 'new' | 'a mix' {
  const old = files.filter((name) => readFileSync(report.file(name), 'utf8') === `old ${name}\n`)
  if (old.length === files.length) return 'old'
  return old.length === 0 ? 'new' : 'a mix'
}

async function reportLeftIn(report: ReportFolder): Promise<string> {
  const all = [...files, 'report.yml']
  await expect.poll(() => namesIn(report.path), { timeout: 5000, interval: 20 }).toEqual(all)
  return reportIn(report)
}

test('killed at any moment a run leaves the old files or the new ones', {
  timeout: 180_000,
}, async () => {
  const began = performance.now()
  const whole = oldReport()
  expect(await startRun(whole, 'demo:').ended).toMatchObject({ status: 0 })
  const lifetime = performance.now() - began
  expect(reportIn(whole)).toBe('new')
  const made = files.map((name) => readFileSync(whole.file(name)))

  const runs = 30
  const seen = new Set<string>()
  for (let run = 0; run < runs; run++) {
    const report = oldReport()
    const { child, ended } = startRun(report, 'demo:')
    await sleep((lifetime * 1.2 * run) / runs)
    child.kill(run % 3 === 2 ? 'SIGTERM' : 'SIGKILL')
    await ended
    const left = await reportLeftIn(report)
    seen.add(left)
    if (left === 'new') {
      // Whole: the same bytes as those of the run that nobody killed.
      for (const [index, name] of files.entries()) {
        expect(readFileSync(report.file(name)).equals(made[index] as Buffer), name).toBe(true)
      }
    } else expect(left).toBe('old')
  }
  expect(seen).toContain('old')
})

const counts = {
  postgresql:
    "select count(*) from pg_stat_activity where state = 'active' and query like '%pg_sleep(61)%' and pid <> pg_backend_pid()",
  mysql:
    "select count(*) from information_schema.processlist where info like '%sleep(61)%' and id <> connection_id()",
}

for (const name of ['postgresql', 'mysql'] as const) {
  describeDatabase(name, ({ url }) => {
    const running = async (): Promise<string> => {
      const report = reportFolder(
        `sheets:\n  - name: A\n    sql: |\n      ${counts[name]}\noutputs: [n.tsv]\n`,
        url,
      )
      await report.records('run')
      return readFileSync(report.file('n.tsv'), 'utf8').split('\n')[1] ?? ''
    }

    test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
      '%s stops the query on the server, and nothing changes',
      async (signal) => {
        const sleeping = { postgresql: 'select pg_sleep(61)', mysql: 'select sleep(61)' }[name]
        const report = reportFolder(
          `sheets:\n  - { name: A, sql: ${sleeping} }\noutputs: [a.csv, b.xlsx]\n`,
        )
        writeFileSync(report.file('a.csv'), 'yesterday\n')
        const { child, ended } = startRun(report, url)
        await expect.poll(running, { timeout: 10_000 }).toBe('1')
        child.kill(signal)
        expect(await ended).toMatchObject({ signal })
        expect(await running()).toBe('0')
        expect(namesIn(report.path)).toEqual(['a.csv', 'report.yml'])
        expect(readFileSync(report.file('a.csv'), 'utf8')).toBe('yesterday\n')
      },
    )
  })
}

test('a second run says that there is one, and ends with 6', async () => {
  const report = oldReport()
  const env = { ...process.env, DATABASE_URL: 'demo:', HOME: newFolder() }
  const slow = reportFolder(definition.replace('20000', '2000000'))
  const first = start(['run', slow.file('report.yml')], { env })
  await expect.poll(() => namesIn(slow.path).length, { timeout: 20_000 }).toBeGreaterThan(1)
  const second = await start(['run', slow.file('report.yml')], { env }).ended
  expect(second).toMatchObject({ status: 6 })
  expect(second.stderr).toContain('is being run already (process ')
  // Another report may run.
  expect(await start(['run', report.file('report.yml')], { env }).ended).toMatchObject({
    status: 0,
  })
  first.child.kill('SIGKILL')
  await first.ended
})
