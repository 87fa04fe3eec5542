import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { type Started, startProcess } from '../cli/process/command.js'
import { namesIn, newFolder } from '../cli/process/folder.js'
import { buildPrograms } from './programs.js'

let program = ''
let lifetime = 0

beforeAll(async () => {
  program = join(await buildPrograms(), 'publishing.js')
  const began = performance.now()
  execFileSync(process.execPath, [program, oldFolder()])
  lifetime = performance.now() - began
})

const names = ['a.csv', 'b.csv', 'c.csv.gz', 'd.csv', 'e.csv']
const newSizes = [0, 10, 300_000, 70_000, 3_000_000]

function oldFolder(): string {
  const folder = newFolder()
  for (const name of names) writeFileSync(join(folder, name), `old ${name}\n`)
  return folder
}

function start(folder: string, ...moment: [name: string, signal: NodeJS.Signals] | []): Started {
  return startProcess(process.execPath, [program, folder, ...moment])
}

/** Which report the folder holds: every file of it, and whole. */
function reportIn(folder: string): 'old' | 'new' | 'a mix' {
  const texts = names.map((name) => readFileSync(join(folder, name)))
  if (texts.every((text, index) => text.toString() === `old ${names[index]}\n`)) return 'old'
  const isNew = texts.every((bytes, index) => {
    const text = names[index]?.endsWith('.gz') ? unpacked(bytes) : bytes.toString()
    return text === 'new value\n'.repeat((newSizes[index] ?? 0) / 10)
  })
  return isNew ? 'new' : 'a mix'
}

function unpacked(bytes: Buffer): string | undefined {
  try {
    return gunzipSync(bytes).toString()
  } catch {
    return undefined
  }
}

/** What the folder holds once the publisher has tidied it: it has a second. */
async function reportLeftIn(folder: string): Promise<string> {
  await expect.poll(() => namesIn(folder), { timeout: 1000, interval: 20 }).toEqual(names)
  return reportIn(folder)
}

test('without a kill the new files are there', async () => {
  const folder = oldFolder()
  expect(await start(folder).ended).toMatchObject({ status: 0, stderr: '' })
  expect(namesIn(folder)).toEqual(names)
  expect(reportIn(folder)).toBe('new')
})

test.each([
  ['begun', 'old'],
  ['writing', 'old'],
  ['written', 'old'],
  ['told', 'new'],
  ['published', 'new'],
])('killed when it has %s', async (moment, left) => {
  const folder = oldFolder()
  const { signal } = await start(folder, moment, 'SIGKILL').ended
  expect(signal).toBe('SIGKILL')
  expect(await reportLeftIn(folder)).toBe(left)
})

test.each([
  ['SIGKILL', 60],
  ['SIGTERM', 15],
  ['SIGHUP', 5],
] as const)(
  '%s at any moment leaves the old files or the new ones',
  { timeout: 120_000 },
  async (signal, runs) => {
    for (let run = 0; run < runs; run++) {
      const folder = oldFolder()
      const { child, ended } = start(folder)
      await sleep((lifetime * 1.1 * run) / runs)
      child.kill(signal)
      await ended
      expect(await reportLeftIn(folder)).toMatch(/^(old|new)$/)
    }
  },
)

test('killed around the moment when it publishes', { timeout: 120_000 }, async () => {
  for (let run = 0; run < 25; run++) {
    const folder = oldFolder()
    const { child, ended } = start(folder)
    // The largest is the last.
    while (!namesIn(folder).some((name) => name.startsWith('.e.csv'))) await sleep(1)
    await sleep(run * 1.5)
    child.kill('SIGKILL')
    await ended
    expect(await reportLeftIn(folder)).toMatch(/^(old|new)$/)
  }
})

/** A program that has written its files and stands still, and the process of its publisher. */
async function startStopped(folder: string): Promise<Started & { readonly publisher: number }> {
  const started = start(folder, 'written', 'SIGSTOP')
  const { pid } = started.child
  const state = () => execFileSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' })
  await expect.poll(state, { timeout: 10_000 }).toContain('T')
  return { ...started, publisher: Number(execFileSync('pgrep', ['-P', `${pid}`])) }
}

test('the publisher is deaf to the signals that a service sends to all of its processes', async () => {
  const folder = oldFolder()
  const { child, ended, publisher } = await startStopped(folder)
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const) {
    process.kill(publisher, signal)
  }
  expect(namesIn(folder)).toHaveLength(2 * names.length)
  child.kill('SIGCONT')
  expect((await ended).status).toBe(0)
  expect(reportIn(folder)).toBe('new')
})
