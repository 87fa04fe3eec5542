import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newFolder } from '../cli/process/folder.js'
import { hasTerminals, type Terminal, terminal } from '../cli/process/terminal.js'

const patience = { timeout: 15_000 }

/** It has no row to stop at, for ever. */
const endless =
  'with recursive n(i) as (select 1 union all select i+1 from n) select count(*) from n;'

describe.skipIf(!hasTerminals)('the shell on SQLite, on a terminal', () => {
  test('Ctrl-C stops a statement that is long about one row, and the session goes on', async () => {
    const seen = await shell(`--url ${newFile()} --create`)
    seen.enter('create table kept (a integer); begin; insert into kept values (1);')
    await expect.poll(seen.screen, patience).toMatch(/=\*>$/)
    await start(seen, endless)
    const pressed = performance.now()
    seen.press('C-c')
    await expect.poll(seen.screen, { ...patience, interval: 20 }).toMatch(/cancelled\n[^\n]*=>$/)
    expect(performance.now() - pressed).toBeLessThan(1500)
    expect(seen.screen().replaceAll('\n', '')).toContain('Lost with it: the open transaction')
    seen.enter('select count(*) as n from kept;')
    await expect.poll(seen.screen, patience).toMatch(/\| 0 \|/)
    expect(await seen.leave()).toBe(0)
  })

  test('Ctrl-C at the prompt leaves the session as it is', async () => {
    const seen = await shell('--url sqlite://')
    seen.enter('create table kept (a integer);')
    await expect.poll(seen.screen, patience).toMatch(/done.*\n[^\n]*=>$/)
    seen.press('C-c')
    await expect.poll(seen.screen, patience).toContain('Ctrl-C again')
    seen.enter('select count(*) as n from kept;')
    await expect.poll(seen.screen, patience).toMatch(/\| 0 \|/)
    expect(await seen.leave()).toBe(0)
  })

  test('--timeout ends it too', async () => {
    const seen = await shell('--url demo: --timeout 1s')
    await start(seen, endless)
    await expect.poll(seen.screen, patience).toMatch(/took longer than it may\n[\s\S]*=>$/)
    seen.enter('select count(*) as n from cheese;')
    await expect.poll(seen.screen, patience).toMatch(/\| 45 \|/)
    expect(await seen.leave()).toBe(0)
  })

  test('leaving leaves no process', async () => {
    const seen = await shell('--url demo:')
    const started = childrenOf(await processOf(seen))
    expect(started.length).toBe(1)
    expect(await seen.leave()).toBe(0)
    await expect.poll(() => started.filter(isAlive), patience).toEqual([])
  })

  test.each(['', endless])('nor does kill -9, while it runs "%s"', async (sql) => {
    const seen = await shell('--url demo:')
    const shellProcess = await processOf(seen)
    const started = childrenOf(shellProcess)
    expect(started.length).toBe(1)
    if (sql !== '') await start(seen, sql)
    process.kill(shellProcess, 'SIGKILL')
    await expect.poll(() => started.filter(isAlive), patience).toEqual([])
  })

  test('what cannot be opened is told before the first prompt', async () => {
    const seen = terminal(`HOME=/nonexistent records --url ${newFile()}`)
    expect(await seen.status()).toBe(3)
    expect(seen.screen()).toContain('records: there is no SQLite database at')
  })
})

function newFile(): string {
  return join(newFolder(), 'shop.db')
}

async function shell(words: string): Promise<Terminal> {
  const seen = terminal(`HOME=/nonexistent PAGER= records ${words}`)
  await expect.poll(seen.screen, patience).toMatch(/=>$/)
  return seen
}

/** Enters a statement, which has then been under way for a while. */
async function start(seen: Terminal, sql: string): Promise<void> {
  seen.enter(sql)
  await expect.poll(seen.screen, patience).toMatch(/from n;$/)
  await new Promise((resolve) => setTimeout(resolve, 500))
}

/** The shell's process, as it tells itself. */
async function processOf(seen: Terminal): Promise<number> {
  seen.enter('\\! echo process $PPID.')
  await expect.poll(seen.screen, patience).toMatch(/process \d+\.\n[^\n]*=>$/)
  return Number(/process (\d+)\./.exec(seen.screen())?.[1])
}

function childrenOf(parent: number): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, ppid]) => ppid === parent)
    .map(([pid = 0]) => pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
