import { execFileSync } from 'node:child_process'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { homeWith } from '../../connections/home.js'
import { describeDatabase } from '../../servers/index.js'
import { run, shell, start } from './command.js'
import { hasTerminals, terminal } from './terminal.js'

const patience = { timeout: 10_000 }

/** The port of a server that takes connections and says nothing. */
async function silentServer(): Promise<number> {
  const server = createServer(() => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

test('ps shows the command line, without the password of its URL', async () => {
  const port = await silentServer()
  const words = ['select 1', 'csv', `--url=postgresql://u:M4RKER@127.0.0.1:${port}/d`]
  const { child } = start(words)
  const shown = () =>
    execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(child.pid)], { encoding: 'utf8' }).trim()
  const hidden = `records select 1 csv --url=postgresql://u:****@127.0.0.1:${port}/d`
  await expect.poll(shown, patience).toBe(hidden)
})

test('a command line without one stays as it is', async () => {
  const port = await silentServer()
  const { child } = start(['select 1', '--url', `postgresql://u@127.0.0.1:${port}/d`])
  const shown = execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(child.pid)])
  expect(shown.toString()).toContain('records.js select 1')
})

const asking = 'shop:\n  url: postgresql://u@127.0.0.1:1/d\n  password: { prompt: true }'

test('without a terminal nobody can be asked for a password', async () => {
  const { path, config } = homeWith(asking)
  const env = { ...process.env, HOME: path }
  // A session of its own has no terminal.
  const { status, stderr } = await run(['select 1', '--url', '@shop'], { env })
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'records: @shop asks for its password, and there is no terminal\n' +
      `HINT: Without one, let ${config} name an env, a file or a command to have it from.\n`,
  })
})

test("a password's command says on stderr what it has to say", async () => {
  const { path } = homeWith(
    'shop:\n  url: mysql://u@127.0.0.1:1/d\n  password: { command: "echo locked >&2; exit 7" }',
  )
  const env = { ...process.env, HOME: path }
  const { status, stderr } = await shell('echo "select 1" | records - --url @shop', [], { env })
  expect([status, stderr]).toEqual([
    3,
    'locked\nrecords: there is no password for @shop: its command ended with status 7\n',
  ])
})

describe.skipIf(!hasTerminals)('on a terminal', () => {
  describeDatabase('postgresql', ({ url }) => {
    const { host, pathname, username, password } = new URL(url)
    const definition = `shop:\n  url: postgresql://${username}@${host}${pathname}\n  password: { prompt: true }`
    const typed = [...decodeURIComponent(password)]

    test('a password is typed without being shown, beside SQL from the standard input', async () => {
      const { path } = homeWith(definition)
      const seen = terminal('echo "select 40 + 2 as n" | HOME="$1" records - csv --url @shop', [
        path,
      ])
      await expect.poll(seen.screen, patience).toBe('Password for @shop:')
      for (const key of ['x', 'C-u', ...typed, 'é', 'BSpace', 'Enter']) seen.press(key)
      expect(await seen.status()).toBe(0)
      expect(seen.screen()).toBe('Password for @shop:\nn\n42\nstatus 0.')
    })

    test('Ctrl-C ends the question, and the terminal shows again what is typed', async () => {
      const { path } = homeWith(definition)
      const script = 'HOME="$1" records "select 1" --url @shop; echo "ended $?"; stty -a'
      const seen = terminal(script, [path])
      await expect.poll(seen.screen, patience).toContain('Password for @shop:')
      for (const key of ['s', 'C-c']) seen.press(key)
      expect(await seen.status()).toBe(0)
      expect(seen.screen()).toMatch(/no password was given\nended 130\n/)
      expect(seen.screen()).toMatch(/[^-]icanon.*[^-]echo /s)
    })
  })
})
