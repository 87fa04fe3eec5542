import { describe, expect, it, test } from 'vitest'
import { History } from '../../src/repl/history.js'
import { control, EmulatedTerminal, keys } from './emulated-terminal.js'

function withHistory(...entries: string[]): EmulatedTerminal {
  const history = new History()
  for (const entry of entries) history.add(entry)
  return new EmulatedTerminal({ history })
}

describe('the history', () => {
  it('is gone through with the arrows, and ends where something was half typed', async () => {
    const terminal = withHistory('one;', 'two;')
    terminal.read()
    await terminal.press('half')
    await terminal.press(keys.up)
    expect(await terminal.seen()).toBe('db=> two;▏')
    await terminal.press(keys.up, keys.up, keys.up)
    expect(await terminal.seen()).toBe('db=> one;▏')
    await terminal.press(keys.down, keys.down, keys.down)
    expect(await terminal.seen()).toBe('db=> half▏')
  })

  it('is gone through with Ctrl-P and Ctrl-N', async () => {
    const terminal = withHistory('one;', 'two;')
    terminal.read()
    await terminal.press(control('p'), control('p'), control('n'))
    expect(await terminal.seen()).toBe('db=> two;▏')
  })

  it('keeps what was changed on the way, until something is entered', async () => {
    const terminal = withHistory('one;', 'two;')
    terminal.read()
    await terminal.press(keys.up, 'x', keys.up, keys.down)
    expect(await terminal.seen()).toBe('db=> two;x▏')
    await terminal.press(keys.backspace, keys.up, keys.enter)
    const next = terminal.read()
    await terminal.press(keys.up, keys.up, keys.enter)
    expect(await next).toEqual({ type: 'text', text: 'two;' })
  })

  it('begins above and below the lines of an entry', async () => {
    const terminal = withHistory('one;', 'select\n2;')
    terminal.read()
    await terminal.press(keys.up)
    expect(await terminal.seen()).toBe('db=> select\ndb-> 2;▏')
    await terminal.press(keys.up)
    expect(await terminal.seen()).toBe('db=> se▏lect\ndb-> 2;')
    await terminal.press(keys.up)
    expect(await terminal.seen()).toBe('db=> one;▏')
  })

  it('is given what is entered', async () => {
    const history = new History()
    const terminal = new EmulatedTerminal({ history })
    terminal.read()
    await terminal.press('select', keys.enter, '1;', keys.enter)
    expect(history.entries).toEqual(['select\n1;'])
  })

  it('is not given what is thrown away', async () => {
    const history = new History()
    const terminal = new EmulatedTerminal({ history })
    terminal.read()
    await terminal.press('select', control('c'))
    expect(history.entries).toEqual([])
  })
})

describe('a search', () => {
  const entries = ['select from Orders;', 'select 1;', 'insert into orders;', 'select 2;']

  async function searching(...pressed: string[]): Promise<EmulatedTerminal> {
    const terminal = withHistory(...entries)
    terminal.read()
    await terminal.press('half', control('r'))
    for (const key of pressed) await terminal.press(key)
    return terminal
  }

  it('shows the newest entry that holds what is typed', async () => {
    const terminal = await searching('ord')
    expect(await terminal.seen()).toBe("(reverse-i-search)`ord': insert into ▏ord\ners;")
  })

  it('goes on with Ctrl-R, and back with Ctrl-S', async () => {
    const terminal = await searching('ord', control('r'))
    expect(await terminal.seen()).toBe("(reverse-i-search)`ord': select from ▏Ord\ners;")
    await terminal.press(control('s'))
    expect(await terminal.seen()).toMatch(/insert into ▏ord\ners;$/)
  })

  it('tells capitals from small letters where there are capitals', async () => {
    const terminal = await searching('Ord')
    expect(await terminal.seen()).toMatch(/select from ▏Ord\ners;$/)
  })

  it('says that it has found no more', async () => {
    const terminal = await searching('ord', control('r'), control('r'))
    expect(await terminal.seen()).toBe("(failed reverse-i-search)`ord': select f\nrom ▏Orders;")
    await terminal.press(keys.backspace, keys.backspace, keys.backspace, '2')
    expect(await terminal.seen()).toBe("(reverse-i-search)`2': select ▏2;")
  })

  it('runs what it found with Enter', async () => {
    const terminal = withHistory(...entries)
    const entered = terminal.read()
    await terminal.press(control('r'), '1', keys.enter)
    expect(await entered).toEqual({ type: 'text', text: 'select 1;' })
    expect(await terminal.seen()).toBe('db=> select 1;\n▏')
  })

  it('leaves what it found to be edited with Escape, or a key that edits', async () => {
    const terminal = await searching('1')
    await terminal.press(keys.escape)
    expect(await terminal.seen()).toBe('db=> select ▏1;')
    await terminal.press(control('r'), '2', keys.right)
    expect(await terminal.seen()).toBe('db=> select 2▏;')
  })

  it('goes on in the history from what it found', async () => {
    const terminal = await searching('insert', keys.up)
    expect(await terminal.seen()).toBe('db=> select 1;▏')
    await terminal.press(keys.down, keys.down, keys.down)
    expect(await terminal.seen()).toBe('db=> half▏')
  })

  it('is cancelled with Ctrl-G', async () => {
    const terminal = await searching('1', control('g'))
    expect(await terminal.seen()).toBe('db=> half▏')
  })

  it('is thrown away with Ctrl-C', async () => {
    const terminal = withHistory(...entries)
    const entered = terminal.read()
    await terminal.press(control('r'), '1', control('c'))
    expect(await entered).toEqual({ type: 'interrupt', discarded: true })
  })

  it('is for the same again with Ctrl-R twice', async () => {
    const terminal = await searching('insert', keys.escape)
    await terminal.press(control('r'), control('r'))
    expect(await terminal.seen()).toMatch(/^\(reverse-i-search\)`insert': ▏inser/)
  })
})

test('a search in an empty history finds nothing', async () => {
  const terminal = withHistory()
  terminal.read()
  await terminal.press(control('r'), 'x')
  expect(await terminal.seen()).toBe("(failed reverse-i-search)`x': ▏")
})
