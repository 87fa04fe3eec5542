import { expect, test } from 'vitest'
import { control, EmulatedTerminal, keys, paste } from './emulated-terminal.js'

test('a line wider than the screen goes on below', async () => {
  const terminal = new EmulatedTerminal({ columns: 10 })
  terminal.read()
  await terminal.press('abcde')
  expect(await terminal.seen()).toBe('db=> abcde\n▏')
  await terminal.press('fghijklmnopq')
  expect(await terminal.seen()).toBe('db=> abcde\nfghijklmno\npq▏')
  await terminal.press(control('a'))
  expect(await terminal.seen()).toBe('db=> ▏abcde\nfghijklmno\npq')
  await terminal.press(keys.delete)
  expect(await terminal.seen()).toBe('db=> ▏bcdef\nghijklmnop\nq')
  await terminal.press(control('k'))
  expect(await terminal.seen()).toBe('db=> ▏')
})

test('a wide character is not cut by the end of a row', async () => {
  const terminal = new EmulatedTerminal({ columns: 10 })
  terminal.read()
  await terminal.press('abcd三四')
  expect(await terminal.seen()).toBe('db=> abcd\n三四▏')
})

test('what follows stands where it should, whatever width the terminal gives an emoji', async () => {
  // This one knows Unicode 6: the family is of four that stand side by side.
  const terminal = new EmulatedTerminal()
  terminal.read()
  await terminal.press('👨‍👩‍👧‍👦x')
  expect(terminal.at(0, 7)).toBe('x')
  await terminal.press(keys.left, 'y')
  expect(terminal.at(0, 7) + terminal.at(0, 8)).toBe('yx')
})

test('tabs reach to their stops, counted from the prompt', async () => {
  const terminal = new EmulatedTerminal()
  terminal.read()
  await terminal.press(paste('a\tb\t三\tc'))
  expect(await terminal.seen()).toBe('db=> a       b       三      c▏')
})

test('controls are shown, never sent', async () => {
  const terminal = new EmulatedTerminal()
  const entered = terminal.read()
  await terminal.press(paste('a\x07\x1b]0;title\x9b\u202e\0b;'))
  expect(await terminal.seen()).toBe('db=> a\\x07\\x1b]0;title\\x9b\\u202e\\x00b;▏')
  for (const sequence of ['\x07', '\0', '\x9b', '\u202e', '\x1b]']) {
    expect(terminal.sent).not.toContain(sequence)
  }
  await terminal.press(keys.left, keys.left, keys.left)
  expect(await terminal.seen()).toBe('db=> a\\x07\\x1b]0;title\\x9b\\u202e▏\\x00b;')
  await terminal.press(keys.enter)
  expect(await entered).toEqual({ type: 'text', text: 'a\x07\x1b]0;title\x9b\u202e\0b;' })
})

test('a text higher than the screen scrolls within it', async () => {
  const terminal = new EmulatedTerminal({ rows: 4 })
  terminal.output.write('above\r\n')
  const entered = terminal.read()
  const lines = Array.from({ length: 9 }, (_, index) => `line ${index + 1}`)
  await terminal.press(paste(lines.join('\n')))
  expect(await terminal.seen()).toBe('db-> line 6\ndb-> line 7\ndb-> line 8\ndb-> line 9▏')
  for (let line = 9; line > 5; line--) await terminal.press(keys.up)
  expect(await terminal.seen()).toBe('db-> line 5▏\ndb-> line 6\ndb-> line 7\ndb-> line 8')
  await terminal.press(keys.down)
  expect(await terminal.seen()).toBe('db-> line 5\ndb-> line 6▏\ndb-> line 7\ndb-> line 8')
  await terminal.press('\x1b[1;5H')
  expect(await terminal.seen()).toBe('db=> ▏line 1\ndb-> line 2\ndb-> line 3\ndb-> line 4')
  await terminal.press('\x1b[1;5F', ';', keys.enter)
  expect(await entered).toEqual({ type: 'text', text: `${lines.join('\n')};` })
  expect(await terminal.seen()).toBe('db-> line 7\ndb-> line 8\ndb-> line 9;\n▏')
})

test('one line higher than the screen scrolls within it', async () => {
  const terminal = new EmulatedTerminal({ columns: 10, rows: 3 })
  terminal.read()
  await terminal.press('a'.repeat(5), ...'bcdef'.split('').map((letter) => letter.repeat(10)), 'g')
  expect(await terminal.seen()).toBe(`${'e'.repeat(10)}\n${'f'.repeat(10)}\ng▏`)
  await terminal.press(control('a'))
  expect(await terminal.seen()).toBe(`db=> ▏aaaaa\n${'b'.repeat(10)}\n${'c'.repeat(10)}`)
})

test('a prompt begins on a line of its own', async () => {
  const terminal = new EmulatedTerminal()
  terminal.output.write('no end')
  terminal.read()
  expect(await terminal.seen()).toBe('no end\ndb=> ▏')
})

test('a prompt may have colours, and be as wide as the screen', async () => {
  const terminal = new EmulatedTerminal({
    columns: 10,
    prompt: () => '\x1b[32mabcdefgh>\x1b[0m ',
  })
  terminal.read()
  await terminal.press('xy')
  expect(await terminal.seen()).toBe('abcdefgh>\nxy▏')
  expect([terminal.colour(0, 0), terminal.colour(1, 0)]).toEqual([2, -1])
})

test('a text has colours, also where it goes on in the next row or line', async () => {
  const terminal = new EmulatedTerminal({
    columns: 10,
    highlight: (text) => text.replace(/'[^']*'?/g, '\x1b[33m$&\x1b[0m'),
  })
  terminal.read()
  await terminal.press("a '2345678", control('j'), "9' b")
  expect(await terminal.seen()).toBe("db=> a '23\n45678\ndb-> 9' b▏")
  const colours = [terminal.colour(0, 5), terminal.colour(0, 7), terminal.colour(1, 0)]
  expect(colours).toEqual([-1, 3, 3])
  expect([terminal.colour(2, 0), terminal.colour(2, 5), terminal.colour(2, 8)]).toEqual([-1, 3, -1])
})

test('sequences that are part of the text are not taken for its colours', async () => {
  const highlight = (text: string) => text.replace('select', '\x1b[34mselect\x1b[39m')
  const terminal = new EmulatedTerminal({ highlight })
  terminal.read()
  await terminal.press(paste('\x1b[31mselect\x1b[0m'))
  expect(await terminal.seen()).toBe('db=> \\x1b[31mselect\\x1b[0m▏')
  expect([5, 13, 14, 20].map((column) => terminal.colour(0, column))).toEqual([-1, 4, 4, -1])
})

test('colours that change the text are left out', async () => {
  const terminal = new EmulatedTerminal({ highlight: (text) => text.toUpperCase() })
  terminal.read()
  await terminal.press('select')
  expect(await terminal.seen()).toBe('db=> select▏')
})

test('a screen that becomes narrower or wider is drawn anew', async () => {
  const terminal = new EmulatedTerminal({ columns: 20 })
  terminal.output.write('above\r\n')
  terminal.read()
  await terminal.press('select one, two', control('j'), 'x')
  expect(await terminal.seen()).toBe('above\ndb=> select one, two\n\ndb-> x▏')
  terminal.resize(12, 10)
  expect(await terminal.seen()).toBe('above\ndb=> select\none, two\ndb-> x▏')
  terminal.resize(30, 10)
  expect(await terminal.seen()).toBe('above\ndb=> select one, two\ndb-> x▏')
})

test('Ctrl-L clears the screen', async () => {
  const terminal = new EmulatedTerminal()
  terminal.output.write('above\r\n')
  terminal.read()
  await terminal.press('abc', keys.left, control('l'))
  expect(await terminal.seen()).toBe('db=> ab▏c')
})

test('a notice is written above what is edited', async () => {
  const terminal = new EmulatedTerminal()
  terminal.editor.print('before')
  terminal.read()
  await terminal.press('ab', control('j'), 'cd', keys.up)
  terminal.editor.print('one\ntwo\n')
  expect(await terminal.seen()).toBe('before\none\ntwo\ndb=> ab▏\ndb-> cd')
})

test('only rows that differ are sent', async () => {
  const terminal = new EmulatedTerminal()
  terminal.read()
  await terminal.press(paste('first\nsecond\nthird'))
  await terminal.press('!')
  expect(terminal.sent).toContain('third!')
  expect(terminal.sent).not.toMatch(/first|second/)
  await terminal.press(keys.left)
  expect(terminal.sent).not.toContain('third')
})

test('keys are heard before the prompt is seen', () => {
  const raw = new Set<boolean>()
  const prompt = () => {
    raw.add(terminal.raw)
    return '> '
  }
  const terminal = new EmulatedTerminal({ prompt })
  terminal.read()
  expect(raw).toEqual(new Set([true]))
})

test('only lines that are seen are asked for their prompts', async () => {
  const asked = new Set<number>()
  const prompt = (line: number) => {
    asked.add(line)
    return '> '
  }
  const terminal = new EmulatedTerminal({ prompt, rows: 5 })
  terminal.read()
  await terminal.press(paste('x\n'.repeat(1000)))
  expect(asked.size).toBeLessThan(15)
})

test.each([
  ['of 1,000 lines', 'select a_column, "三", another from a_table where b = 1\n'.repeat(1000)],
  ['that is one line of 30,000 characters', `三${'x'.repeat(30_000)}`],
])('a key in a text %s is drawn at once', async (_, text) => {
  const highlight = (text: string) => text.replace(/\bselect\b/g, '\x1b[34m$&\x1b[0m')
  const terminal = new EmulatedTerminal({ highlight, columns: 100, rows: 50 })
  terminal.read()
  await terminal.press(paste(text))
  terminal.sent = ''
  const times: number[] = []
  for (let key = 0; key < 50; key++) {
    const start = performance.now()
    terminal.input.write('x')
    await Promise.resolve()
    times.push(performance.now() - start)
  }
  await terminal.settled()
  expect(terminal.sent).toContain('x'.repeat(50))
  times.sort((a, b) => a - b)
  // Some twenty times what it takes. With the square of the text it would be longer.
  expect(times[25]).toBeLessThan(100)
})
