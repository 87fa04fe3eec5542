import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { hasTerminals } from '../cli/process/terminal.js'

let shell = ''

beforeAll(async () => {
  shell = join(inject('folder'), 'echo-shell.mjs')
  const entryPoints = [resolve(import.meta.dirname, 'echo-shell.ts')]
  await build({ entryPoints, outfile: shell, bundle: true, format: 'esm', platform: 'node' })
})

interface Terminal {
  tmux(...args: string[]): string
  press(...keys: string[]): void
  /** The screen, and the cursor's row and column. */
  seen(): string
}

/** A terminal of 40 columns and 12 lines in which a shell of the system runs the program. */
async function start(): Promise<Terminal> {
  const socket = join(mkdtempSync(join(inject('folder'), 'tmux-')), 'socket')
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-S', socket, '-f', '/dev/null', '-u', ...args], { encoding: 'utf8' })
  // For tmux itself a semicolon at the end of a word is the end of a command.
  const press = (...keys: string[]) =>
    void tmux('send-keys', ...keys.map((key) => key.replace(/;$/, '\\;')))
  const seen = () => {
    const place = tmux('display', '-p', '#{cursor_y}:#{cursor_x}').trim()
    return `${tmux('capture-pane', '-p').trimEnd()}\n${place}`
  }
  tmux('new-session', '-d', '-x', '40', '-y', '12', 'env PS1="$ " bash --norc --noprofile')
  onTestFinished(() => void tmux('kill-server'))
  press(`clear; '${process.execPath}' '${shell}'`, 'Enter')
  await expect.poll(seen, { timeout: 10_000 }).toBe('db=>\n0:5')
  return { tmux, press, seen }
}

describe.runIf(hasTerminals)('in a terminal', () => {
  test('lines, wide characters and emoji stand where they should', async () => {
    const { press, seen } = await start()
    press("select '日本語 e\u0301 👍 👩‍👩‍👧'", 'Enter', '-- x', 'Up')
    await expect.poll(seen).toBe("db=> select '日本語 e\u0301 👍 👩‍👩‍👧'\ndb-> -- x\n0:9")
    press('C-e', 'Left', 'Left', 'Left', 'BSpace', 'x')
    await expect.poll(seen).toBe("db=> select '日本語 e\u0301 x 👩‍👩‍👧'\ndb-> -- x\n0:23")
  })

  test('a paste is one input', async () => {
    const { tmux, seen } = await start()
    tmux('set-buffer', 'select 1;\nselect 2;\n')
    tmux('paste-buffer', '-p')
    await expect
      .poll(seen)
      .toBe(
        'db=> select 1;\ndb-> select 2;\n{"type":"text","text":"select 1;\\nselect\n 2;"}\ndb=>\n4:5',
      )
  })

  test('what is edited is drawn anew in a window that becomes narrower, then wider', async () => {
    const { tmux, press, seen } = await start()
    press('select 1;', 'Enter', 'select a, b, c, d, e, f, g', 'C-j', 'from t')
    await expect.poll(seen).toMatch(/\ndb=> select a, b, c, d, e, f, g\ndb-> from t\n3:11$/)
    // Lines above may have been scrolled away, but not overwritten.
    const all = () => tmux('capture-pane', '-p', '-J', '-S', '-').replace(/ +$/gm, '').trimEnd()
    const above = 'db=> select 1;\n{"type":"text","text":"select 1;"}\n'
    tmux('resize-window', '-x', '20', '-y', '12')
    const rows = 'db=> select a, b, c,\n d, e, f, g\ndb-> from t'
    await expect.poll(all).toMatch(`${above}${rows}`)
    press('Up', 'C-e')
    await expect.poll(seen).toMatch(/ d, e, f, g\ndb-> from t\n\d+:11$/)
    press('Left')
    await expect.poll(seen).toMatch(/:10$/)
    tmux('resize-window', '-x', '15', '-y', '12')
    await expect.poll(seen).toMatch(/db=> select a,\nb, c, d, e, f,\ng\ndb-> from t\n\d+:0$/)
    tmux('resize-window', '-x', '40', '-y', '12')
    await expect.poll(seen).toMatch(/db=> select a, b, c, d, e, f, g\ndb-> from t\n\d+:30$/)
  })

  test('Ctrl-Z gives the terminal back, and it is taken again', async () => {
    const { press, seen } = await start()
    press('select', 'Enter', '1', 'C-z')
    await expect.poll(seen).toMatch(/^db=> select\ndb-> 1\^Z\n\n?\[1\]\+ +Stopped .*\$\n\d+:2$/s)
    press('stty -a | grep -o -e " -\\?icanon"', 'Enter')
    await expect.poll(seen).toMatch(/\n icanon\n\$\n\d+:2$/)
    press('clear; fg', 'Enter')
    await expect.poll(seen).toMatch(/\ndb=> select\ndb-> 1\n\d+:6$/)
    press(';', 'Enter')
    await expect.poll(seen).toMatch(/{"type":"text","text":"select\\n1;"}\ndb=>\n\d+:5$/)
  })

  test('Ctrl-C and Ctrl-D are keys', async () => {
    const { press, seen } = await start()
    press('abc', 'C-c')
    await expect.poll(seen).toMatch(/}\ndb=>\n/)
    press('C-d')
    await expect
      .poll(seen)
      .toBe('db=> abc^C\n{"type":"interrupt","discarded":true}\ndb=>\n{"type":"end"}\n$\n4:2')
  })
})
