import { describe, expect, it, test } from 'vitest'
import type { Completions } from '../../src/repl/editor/editor.js'
import { control, EmulatedTerminal, keys } from './emulated-terminal.js'

/** Completes the word before the cursor with those that begin with it. */
function words(...all: string[]) {
  return async (text: string, cursor: number): Promise<Completions> => {
    const start = text.slice(0, cursor).search(/\S*$/)
    const typed = text.slice(start, cursor).toLowerCase()
    const items = all.filter((word) => word.toLowerCase().startsWith(typed))
    return { start, items: items.map((text) => ({ text })) }
  }
}

async function completing(all: string[], ...pressed: string[]): Promise<EmulatedTerminal> {
  const terminal = new EmulatedTerminal({ complete: words(...all), columns: 30 })
  terminal.read()
  for (const key of pressed) await terminal.press(key)
  return terminal
}

describe('Tab', () => {
  it('types the one completion, as that is spelled', async () => {
    const terminal = await completing(['SELECT', 'from'], 'sel', keys.tab)
    expect(await terminal.seen()).toBe('db=> SELECT▏')
  })

  it('completes in the middle', async () => {
    const terminal = await completing(['select'], 'se 1', keys.home, keys.right, keys.right)
    await terminal.press(keys.tab)
    expect(await terminal.seen()).toBe('db=> select▏ 1')
  })

  it('types what all begin with, then shows them', async () => {
    const terminal = await completing(['order_id', 'order_date'], 'o', keys.tab)
    expect(await terminal.seen()).toBe('db=> order_▏')
    await terminal.press(keys.tab)
    expect(await terminal.seen()).toBe('db=> order_▏\norder_id    order_date')
  })

  it('does nothing where there is nothing', async () => {
    const terminal = await completing(['select'], 'x', keys.tab)
    expect(await terminal.seen()).toBe('db=> x▏')
  })

  it('is undone as one', async () => {
    const terminal = await completing(['select'], 'sel', keys.tab, control('_'))
    expect(await terminal.seen()).toBe('db=> sel▏')
  })

  it('types a tab where nothing completes', async () => {
    const terminal = new EmulatedTerminal()
    terminal.read()
    await terminal.press('a', keys.tab, 'b')
    expect(await terminal.seen()).toBe('db=> a       b▏')
  })
})

describe('the menu', () => {
  const names = ['aa', 'ab', 'ac', 'ad', 'ae', 'af', 'ag', 'ah', 'ai', 'aj']
  const menu = ['aa  ac  ae  ag  ai', 'ab  ad  af  ah  aj'].join('\n')
  const open = (...pressed: string[]) => completing(names, 'a', keys.tab, ...pressed)

  it.each([
    ['Tab', [keys.tab], 'aa'],
    ['Tab twice', [keys.tab, keys.tab], 'ab'],
    ['down', [keys.down, keys.down, keys.down], 'ac'],
    ['Shift-Tab', [keys.shiftTab], 'aj'],
    ['up, over the first', [keys.tab, keys.up], 'aj'],
    ['down, over the last', [keys.shiftTab, keys.tab], 'aa'],
    ['right', [keys.tab, keys.right], 'ac'],
    ['right and left', [keys.tab, keys.right, keys.right, keys.left], 'ac'],
    ['left at the edge', [keys.tab, keys.left], 'aa'],
  ])('chooses with %s', async (_, pressed, chosen) => {
    const terminal = await open(...pressed)
    expect(await terminal.seen()).toBe(`db=> ${chosen}▏\n${menu}`)
  })

  it('closes with Enter, which runs nothing', async () => {
    const terminal = await open(keys.tab, keys.enter)
    expect(await terminal.seen()).toBe('db=> aa▏')
    await terminal.press(control('_'))
    expect(await terminal.seen()).toBe('db=> a▏')
  })

  it('closes with Escape, and leaves what was typed', async () => {
    const terminal = await open(keys.tab, keys.tab, keys.escape)
    expect(await terminal.seen()).toBe('db=> a▏')
  })

  it('closes with what is typed on', async () => {
    const terminal = await open(keys.tab, keys.tab, ';')
    expect(await terminal.seen()).toBe('db=> ab;▏')
  })

  it('closes with Enter that runs, where nothing is chosen', async () => {
    const terminal = await completing(['a;a', 'a;b'], 'a;', keys.tab, keys.enter)
    expect(await terminal.seen()).toBe('db=> a;\n▏')
  })

  it('chooses what was typed already, and gives it back', async () => {
    const terminal = await completing(['ab', 'abc'], 'ab', keys.tab, keys.tab, keys.escape)
    expect(await terminal.seen()).toBe('db=> ab▏')
  })

  it('stands below the last line', async () => {
    const terminal = await completing(names, 'a', control('j'), 'x', keys.up, keys.tab)
    expect(await terminal.seen()).toBe(`db=> a▏\ndb-> x\n${menu}`)
  })

  it('scrolls where there is more than it has room for', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `t_${String(index).padStart(3, '0')}`)
    const terminal = await completing(many, 't_', keys.tab)
    const first = (await terminal.seen()).split('\n')
    expect(first[1]).toBe('t_000  t_050  t_100  t_150')
    expect(first.slice(7)).toEqual(['t_006  t_056  t_106  t_156', 'rows 1–7 of 50'])
    await terminal.press(...Array(8).fill(keys.down))
    const next = (await terminal.seen()).split('\n')
    expect(next.slice(0, 2)).toEqual(['db=> t_007▏', 't_007  t_057  t_107  t_157'])
    expect(next[8]).toBe('rows 8–14 of 50')
  })

  it('leaves room for the text on a low screen', async () => {
    const complete = words(...names)
    const terminal = new EmulatedTerminal({ complete, columns: 12, rows: 3 })
    terminal.read()
    await terminal.press('x', control('j'), 'a', keys.tab)
    expect(await terminal.seen()).toBe('db-> a▏\naa  ae  ai\nrows 1–1 of')
  })

  it('shows kinds, and no control', async () => {
    const items = [
      { text: 'a', kind: 'table' },
      { text: 'b\x1b[31m\n', kind: 'view' },
    ]
    const complete = async () => ({ start: 0, items })
    const terminal = new EmulatedTerminal({ complete, columns: 30 })
    terminal.read()
    await terminal.press(keys.tab)
    expect(await terminal.seen()).toBe('db=> ▏\na           table\nb\\x1b[31m\\n view')
  })

  it('cuts what is wider than the screen', async () => {
    const long = ['a'.repeat(50), `b${'三'.repeat(30)}`]
    const terminal = await completing(long, keys.tab)
    expect(await terminal.seen()).toBe(`db=> ▏\n${'a'.repeat(30)}\nb${'三'.repeat(14)}`)
  })
})

describe('an answer that takes its time', () => {
  /** Answers when told to. */
  function slow() {
    const signals: AbortSignal[] = []
    const answers: ((items: string[]) => void)[] = []
    const complete = (_: string, cursor: number, signal: AbortSignal) => {
      signals.push(signal)
      return new Promise<Completions>((resolve) => {
        answers.push((items) => resolve({ start: 0, items: items.map((text) => ({ text })) }))
      }).then((found) => (cursor < 0 ? { start: 0, items: [] } : found))
    }
    return { terminal: new EmulatedTerminal({ complete }), signals, answers }
  }

  it('is waited for', async () => {
    const { terminal, answers } = slow()
    terminal.read()
    await terminal.press('a', keys.tab)
    expect(await terminal.seen()).toBe('db=> a▏')
    answers[0]?.(['abc'])
    expect(await terminal.seen()).toBe('db=> abc▏')
  })

  it('is dropped when typing goes on', async () => {
    const { terminal, signals, answers } = slow()
    terminal.read()
    await terminal.press('a', keys.tab, 'b')
    expect(await terminal.seen()).toBe('db=> ab▏')
    expect(signals[0]?.aborted).toBe(true)
    answers[0]?.(['xyz'])
    expect(await terminal.seen()).toBe('db=> ab▏')
  })

  it('is dropped when the input has ended', async () => {
    const { terminal, signals, answers } = slow()
    terminal.read()
    await terminal.press('a', keys.tab)
    terminal.editor.close()
    expect(signals[0]?.aborted).toBe(true)
    answers[0]?.(['xyz'])
    expect(await terminal.seen()).toBe('db=> a\n▏')
  })
})

test.each([
  ['is refused', () => Promise.reject(new Error('no connection'))],
  [
    'throws',
    () => {
      throw new Error('a mistake')
    },
  ],
])('a completion that %s changes nothing', async (_, complete) => {
  const terminal = new EmulatedTerminal({ complete })
  terminal.read()
  await terminal.press('a', keys.tab, 'b')
  expect(await terminal.seen()).toBe('db=> ab▏')
})
