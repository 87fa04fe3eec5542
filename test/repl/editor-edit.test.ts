import { describe, expect, it, test } from 'vitest'
import { alt, control, EmulatedTerminal, keys } from './emulated-terminal.js'

/** What is seen of keys pressed after a prompt, from which `db=> ` is taken. */
async function seenAfter(...pressed: string[]): Promise<string> {
  const terminal = new EmulatedTerminal()
  terminal.read()
  for (const key of pressed) await terminal.press(key)
  return (await terminal.seen()).replace(/^db[=-]> /gm, '')
}

describe('moves', () => {
  const text = 'one two_2 三四'
  it.each([
    ['Ctrl-A', [control('a')], '▏one two_2 三四'],
    ['Home', [keys.home], '▏one two_2 三四'],
    ['Ctrl-A and Ctrl-E', [control('a'), control('e')], 'one two_2 三四▏'],
    ['Home and End', [keys.home, keys.end], 'one two_2 三四▏'],
    ['left over a wide character', [keys.left], 'one two_2 三▏四'],
    ['Ctrl-B twice, Ctrl-F', [control('b'), control('b'), control('f')], 'one two_2 三▏四'],
    ['Alt-B', [alt('b')], 'one two_2 ▏三四'],
    ['Alt-B twice', [alt('b'), alt('b')], 'one ▏two_2 三四'],
    ['Ctrl-Left thrice', Array(3).fill(keys.controlLeft), '▏one two_2 三四'],
    ['Alt-F from the start', [keys.home, alt('f')], 'one▏ two_2 三四'],
    ['Ctrl-Right twice', [keys.home, keys.controlRight, keys.controlRight], 'one two_2▏ 三四'],
    ['right at the end', [keys.right], 'one two_2 三四▏'],
    ['left at the start', [keys.home, keys.left], '▏one two_2 三四'],
  ])('%s', async (_, pressed, seen) => {
    expect(await seenAfter(text, ...pressed)).toBe(seen)
  })
})

describe('deletes', () => {
  it.each([
    ['Backspace', ['abc', keys.backspace], 'ab▏'],
    ['Ctrl-H', ['abc', control('h')], 'ab▏'],
    ['Delete', ['abc', keys.home, keys.delete], '▏bc'],
    ['Ctrl-D', ['abc', keys.home, control('d')], '▏bc'],
    ['Ctrl-D at the end of text', ['abc', control('d')], 'abc▏'],
    ['a letter with its accents', ['xe\u0301\u0323', keys.backspace], 'x▏'],
    ['a family', ['x👨‍👩‍👧‍👦', keys.backspace], 'x▏'],
    ['a line break', ['abc', control('j'), keys.backspace, 'd'], 'abcd▏'],
    ['Ctrl-K', ['abc def', alt('b'), control('k')], 'abc ▏'],
    ['Ctrl-K at the end of a line', ['a', control('j'), 'b', keys.up, control('k')], 'a▏b'],
    ['Ctrl-U', ['abc def', alt('b'), control('u')], '▏def'],
    ['Ctrl-W', ['a.b c.d', control('w')], 'a.b ▏'],
    ['Alt-Backspace', ['a.b c.d', alt(keys.backspace)], 'a.b c.▏'],
    ['Alt-D', ['a.b c.d', keys.home, alt('d')], '▏.b c.d'],
  ])('%s', async (_, pressed, seen) => {
    expect(await seenAfter(...pressed)).toBe(seen)
  })
})

describe('puts in again what was cut', () => {
  it.each([
    ['Ctrl-Y', ['abc def', control('w'), control('y'), control('y')], 'abc defdef▏'],
    ['cuts in a row, together', ['a b c', control('w'), control('w'), control('y')], 'a b c▏'],
    [
      'cuts in both directions, together',
      ['a b c d', alt('b'), alt('b'), control('k'), control('u'), control('y')],
      'a b c d▏',
    ],
    [
      'Alt-Y, the one before',
      ['one', control('u'), 'two', control('u'), control('y'), alt('y')],
      'one▏',
    ],
    ['Alt-Y after anything else: nothing', ['one', control('u'), 'two', alt('y')], 'two▏'],
  ])('%s', async (_, pressed, seen) => {
    expect(await seenAfter(...pressed)).toBe(seen)
  })
})

describe('undoes', () => {
  it.each([
    ['the last word', ['one two', control('_')], 'one ▏'],
    ['all', ['one two', control('_'), control('_'), control('_')], '▏'],
    ['a cut', ['one two', control('w'), control('_')], 'one two▏'],
    ['what was typed elsewhere', ['bc', keys.home, 'a', control('_')], '▏bc'],
  ])('%s', async (_, pressed, seen) => {
    expect(await seenAfter(...pressed)).toBe(seen)
  })
})

describe('transposes', () => {
  it.each([
    ['at the end', ['abc', control('t')], 'acb▏'],
    ['in the middle', ['abc', keys.left, control('t')], 'acb▏'],
    ['wide characters', ['三四', control('t')], '四三▏'],
    ['nothing at the start', ['abc', keys.home, control('t')], '▏abc'],
  ])('%s', async (_, pressed, seen) => {
    expect(await seenAfter(...pressed)).toBe(seen)
  })
})

describe('lines', () => {
  it('begin with Enter where the input is not finished, and end it where it is', async () => {
    const terminal = new EmulatedTerminal()
    const entered = terminal.read()
    await terminal.press('select', keys.enter, '1;')
    expect(await terminal.seen()).toBe('db=> select\ndb-> 1;▏')
    await terminal.press(keys.up, keys.enter)
    expect(await entered).toEqual({ type: 'text', text: 'select\n1;' })
    expect(await terminal.seen()).toBe('db=> select\ndb-> 1;\n▏')
  })

  it('are ended by Ctrl-J too, which is Enter before the terminal is taken', async () => {
    const terminal = new EmulatedTerminal()
    const entered = terminal.read()
    await terminal.press('select', control('j'), '1;', control('j'))
    expect(await entered).toEqual({ type: 'text', text: 'select\n1;' })
  })

  it('begin with Alt-Enter in any case', async () => {
    expect(await seenAfter(';', alt(keys.enter), ';', alt(keys.enter), ';')).toBe(';\n;\n;▏')
  })

  it('are gone through at one column, over shorter ones', async () => {
    const lines = ['三四五', control('j'), 'x', control('j'), 'abcdefg', keys.left, keys.left]
    expect(await seenAfter(...lines, keys.up)).toBe('三四五\nx▏\nabcdefg')
    expect(await seenAfter(...lines, keys.up, keys.up)).toBe('三四▏五\nx\nabcdefg')
    expect(await seenAfter(...lines, keys.up, keys.up, keys.down, control('n'))).toBe(
      '三四五\nx\nabcde▏fg',
    )
  })
})

describe('ends', () => {
  test('with Ctrl-C, throwing away what is typed', async () => {
    const terminal = new EmulatedTerminal()
    const entered = terminal.read()
    await terminal.press('select', keys.enter, '1', keys.up, control('c'))
    expect(await entered).toEqual({ type: 'interrupt', discarded: true })
    expect(await terminal.seen()).toBe('db=> select\ndb-> 1^C\n▏')
  })

  test('with Ctrl-C where nothing is typed', async () => {
    const terminal = new EmulatedTerminal()
    const entered = terminal.read()
    await terminal.press(control('c'))
    expect(await entered).toEqual({ type: 'interrupt', discarded: false })
  })

  test('with Ctrl-D where nothing is typed', async () => {
    const terminal = new EmulatedTerminal()
    const entered = terminal.read()
    await terminal.press(control('d'))
    expect(await entered).toEqual({ type: 'end' })
    expect(terminal.raw).toBe(false)
  })

  test('when the terminal goes away, then and ever after', async () => {
    const terminal = new EmulatedTerminal()
    const entered = terminal.read()
    terminal.input.end()
    expect(await entered).toEqual({ type: 'end' })
    expect(await terminal.read()).toEqual({ type: 'end' })
  })

  test('when it is closed', async () => {
    const terminal = new EmulatedTerminal()
    const entered = terminal.read()
    terminal.editor.close()
    expect(await entered).toEqual({ type: 'end' })
    expect(terminal.raw).toBe(false)
  })
})

test('the terminal is raw, and marks pastes, only while it is read from', async () => {
  const terminal = new EmulatedTerminal()
  expect(terminal.raw).toBe(false)
  const entered = terminal.read()
  await terminal.settled()
  expect(terminal.raw).toBe(true)
  expect(terminal.sent).toContain('\x1b[?2004h')
  await terminal.press(';', keys.enter)
  await entered
  expect(terminal.raw).toBe(false)
  expect(terminal.sent).toContain('\x1b[?2004l')
  expect(terminal.input.isPaused()).toBe(true)
})

test('what is typed ahead is of the next input', async () => {
  const terminal = new EmulatedTerminal()
  const first = terminal.read()
  await terminal.press('1;', keys.enter, '2;', keys.enter, '3')
  expect(await first).toEqual({ type: 'text', text: '1;' })
  expect(await terminal.read()).toEqual({ type: 'text', text: '2;' })
  terminal.read()
  expect(await terminal.seen()).toBe('db=> 1;\ndb=> 2;\ndb=> 3▏')
})

test('a text to begin with can be edited', async () => {
  const terminal = new EmulatedTerminal()
  const entered = terminal.read('select\r\n1')
  await terminal.press(keys.backspace, '2;', keys.enter)
  expect(await entered).toEqual({ type: 'text', text: 'select\n2;' })
})

test('keys that mean nothing type nothing', async () => {
  expect(await seenAfter('a', '\x1b[15~', '\x1b[5~', '\0', control('\\'), alt('é'), '\x1b[I')).toBe(
    'a▏',
  )
})

test('a character that comes in pieces is one', async () => {
  const terminal = new EmulatedTerminal()
  const entered = terminal.read()
  for (const byte of Buffer.from('é三;')) {
    terminal.input.write(Buffer.of(byte))
    await terminal.settled()
  }
  await terminal.press(keys.enter)
  expect(await entered).toEqual({ type: 'text', text: 'é三;' })
})
