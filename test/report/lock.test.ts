import { once } from 'node:events'
import { statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { lockReport, type ReportLock } from '../../src/report/lock.js'
import { type Started, startProcess } from '../cli/process/command.js'
import { namesIn, newFolder } from '../cli/process/folder.js'
import { buildPrograms } from './programs.js'

interface Place {
  readonly folder: string
  readonly report: string
  readonly environment: { readonly XDG_STATE_HOME: string }
  readonly locks: string
}

function newPlace(): Place {
  const folder = newFolder()
  const report = join(folder, 'sales.yml')
  writeFileSync(report, '')
  const state = join(folder, 'state')
  return {
    folder,
    report,
    environment: { XDG_STATE_HOME: state },
    locks: join(state, 'records/locks'),
  }
}

async function lock(path: string, { environment }: Place): Promise<ReportLock> {
  const lock = await lockReport(path, environment)
  onTestFinished(() => lock.release())
  return lock
}

const isLocked = { code: 'locked', name: 'RecordsError' }

test('a report is locked until it is released, by all of its names', async () => {
  const place = newPlace()
  const link = join(place.folder, 'link.yml')
  symlinkSync('sales.yml', link)
  const first = await lock(place.report, place)
  await expect(lock(place.report, place)).rejects.toMatchObject(isLocked)
  await expect(lock(link, place)).rejects.toMatchObject(isLocked)
  first.release()
  const second = await lock(link, place)
  first.release()
  await expect(lock(place.report, place)).rejects.toMatchObject(isLocked)
  second.release()
  await lock(place.report, place)
})

test('two reports do not wait for each other', async () => {
  const place = newPlace()
  const other = join(place.folder, 'other.yml')
  writeFileSync(other, '')
  await lock(place.report, place)
  await lock(other, place)
})

test('who has it is told', async () => {
  const place = newPlace()
  await lock(place.report, place)
  const message = `^${place.report} is being run already \\(process ${process.pid}, since \\d\\d:\\d\\d\\)$`
  await expect(lock(place.report, place)).rejects.toThrow(new RegExp(message))
  const [holder = ''] = namesIn(place.locks).filter((name) => name.endsWith('.json'))
  const since = new Date(2026, 1, 3, 4, 5)
  writeFileSync(join(place.locks, holder), JSON.stringify({ process: 7, since }))
  await expect(lock(place.report, place)).rejects.toThrow('(process 7, since 2026-02-03 04:05)')
  writeFileSync(join(place.locks, holder), '{')
  await expect(lock(place.report, place)).rejects.toThrow(/already$/)
})

test("its files are the user's alone", async () => {
  const place = newPlace()
  await lock(place.report, place)
  expect(statSync(place.locks).mode & 0o777).toBe(0o700)
  const files = namesIn(place.locks)
  expect(files).toHaveLength(2)
  for (const name of files) expect(statSync(join(place.locks, name)).mode & 0o777).toBe(0o600)
})

test('where there can be no lock, the report does not run', async () => {
  const place = newPlace()
  writeFileSync(place.environment.XDG_STATE_HOME, '')
  await expect(lock(place.report, place)).rejects.toMatchObject({
    code: 'output',
    message: expect.stringMatching(/^cannot lock .*sales\.yml: ENOTDIR/),
    hint: `Its lock is a file in ${place.locks}: that folder must be yours to write.`,
  })
})

describe('between processes', () => {
  let program = ''
  beforeAll(async () => {
    program = join(await buildPrograms(), 'locking.js')
  })

  function start({ report, environment }: Place): Started {
    return startProcess(process.execPath, [program, report], {
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  }

  async function answer({ child, stdout }: Started): Promise<string> {
    if (stdout().length === 0 && child.stdout) await once(child.stdout, 'data')
    return stdout().toString().trim()
  }

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'one that %s ends lets go of the lock',
    async (signal) => {
      const place = newPlace()
      const first = start(place)
      expect(await answer(first)).toBe('locked')
      const second = start(place)
      const since = ` is being run already (process ${first.child.pid}, since `
      expect(await answer(second)).toContain(since)
      await expect(lock(place.report, place)).rejects.toThrow(since)
      first.child.kill(signal)
      await first.ended
      await lock(place.report, place)
      expect(await answer(start(place))).toContain(`(process ${process.pid}, since `)
    },
  )

  test('of several at once one has it', async () => {
    const place = newPlace()
    const answers = await Promise.all(Array.from({ length: 6 }, () => answer(start(place))))
    expect(answers.filter((text) => text === 'locked')).toHaveLength(1)
    expect(answers.filter((text) => text.includes(' is being run already'))).toHaveLength(5)
  })
})
