import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Editor } from '../../src/repl/editor/editor.js'
import { History } from '../../src/repl/history.js'
import { EmulatedTerminal } from './emulated-terminal.js'

function piped() {
  const input = new PassThrough()
  const output = new PassThrough({ encoding: 'utf8' })
  const history = new History()
  const editor = new Editor({
    input,
    output,
    history,
    prompt: () => '> ',
    isFinished: (text) => /^\s*$|;\s*$/.test(text),
  })
  onTestFinished(() => editor.close())
  return { input, output, history, editor }
}

test('what is piped is read line by line, to the end of what is begun', async () => {
  const { input, output, history, editor } = piped()
  input.end('select 1;\r\nselect\n\t2;\n\nselect 3')
  expect(await editor.read()).toEqual({ type: 'text', text: 'select 1;' })
  expect(await editor.read()).toEqual({ type: 'text', text: 'select\n\t2;' })
  expect(await editor.read()).toEqual({ type: 'text', text: '' })
  expect(await editor.read()).toEqual({ type: 'text', text: 'select 3' })
  expect(await editor.read()).toEqual({ type: 'end' })
  expect(await editor.read()).toEqual({ type: 'end' })
  expect(output.read()).toBe(null)
  expect(history.entries).toEqual([])
})

test('what is piped waits while it is not read', async () => {
  const { input, editor } = piped()
  input.write('1;\n')
  await editor.read()
  expect(input.isPaused()).toBe(true)
  input.write('2;\n')
  expect(await editor.read()).toEqual({ type: 'text', text: '2;' })
})

test('reading ends when the editor is closed', async () => {
  const { editor } = piped()
  const entered = editor.read()
  editor.close()
  expect(await entered).toEqual({ type: 'end' })
})

test('a dumb terminal is shown prompts and nothing else', async () => {
  vi.stubEnv('TERM', 'dumb')
  onTestFinished(() => void vi.unstubAllEnvs())
  const history = new History()
  const terminal = new EmulatedTerminal({ history })
  const entered = terminal.read()
  terminal.input.write('select\n')
  await terminal.settled()
  terminal.input.write('1;\n')
  expect(await entered).toEqual({ type: 'text', text: 'select\n1;' })
  expect(terminal.sent).toBe('db=> db-> ')
  expect(terminal.raw).toBe(false)
  expect(history.entries).toEqual(['select\n1;'])
})

test('a dumb terminal interrupts by a signal', async () => {
  vi.stubEnv('TERM', 'dumb')
  onTestFinished(() => void vi.unstubAllEnvs())
  const terminal = new EmulatedTerminal()
  const entered = terminal.read()
  terminal.input.write('select\n')
  await terminal.settled()
  process.emit('SIGINT')
  expect(await entered).toEqual({ type: 'interrupt', discarded: true })
})
