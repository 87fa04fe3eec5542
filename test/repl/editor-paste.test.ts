import { expect, test } from 'vitest'
import { control, EmulatedTerminal, keys, paste } from './emulated-terminal.js'

test('what is pasted is entered as a whole, by Enter', async () => {
  const terminal = new EmulatedTerminal()
  const entered = terminal.read()
  await terminal.press(paste('select 1;\r\nselect\r2;'))
  expect(await terminal.seen()).toBe('db=> select 1;\ndb-> select\ndb-> 2;▏')
  await terminal.press(keys.enter)
  expect(await entered).toEqual({ type: 'text', text: 'select 1;\nselect\n2;' })
})

test('what is pasted with the end of its last line is entered at once', async () => {
  const terminal = new EmulatedTerminal()
  const entered = terminal.read()
  await terminal.press('select 0; ', paste('select 1;\nselect 2;\n'))
  expect(await entered).toEqual({ type: 'text', text: 'select 0; select 1;\nselect 2;' })
  expect(await terminal.seen()).toBe('db=> select 0; select 1;\ndb-> select 2;\n▏')
})

test('what is pasted and not finished can be edited', async () => {
  const terminal = new EmulatedTerminal()
  terminal.read()
  await terminal.press(paste('select 1;\nselect\n'))
  expect(await terminal.seen()).toBe('db=> select 1;\ndb-> select\ndb-> ▏')
})

test('what is pasted within a text can be edited', async () => {
  const terminal = new EmulatedTerminal()
  terminal.read()
  await terminal.press(';', keys.left, paste('1;\n'))
  expect(await terminal.seen()).toBe('db=> 1;\ndb-> ▏;')
})

test('a paste is undone as one', async () => {
  const terminal = new EmulatedTerminal()
  terminal.read()
  await terminal.press('a ', paste('b c\nd'), control('_'))
  expect(await terminal.seen()).toBe('db=> a ▏')
})

test('keys that are part of a paste are text', async () => {
  const terminal = new EmulatedTerminal()
  const entered = terminal.read()
  await terminal.press(paste(`a${keys.up}b${control('c')}c\td\x1bbe;`), keys.enter)
  expect(await entered).toEqual({ type: 'text', text: 'a\x1b[Ab\x03c\td\x1bbe;' })
})

test('a paste that comes in pieces is one', async () => {
  const terminal = new EmulatedTerminal()
  terminal.read()
  for (const piece of ['\x1b[20', '0~a;', '\r', 'b', '\x1b', '[201~']) await terminal.press(piece)
  expect(await terminal.seen()).toBe('db=> a;\ndb-> b▏')
})
