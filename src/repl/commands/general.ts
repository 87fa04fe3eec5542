import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { RecordsError } from '../../core/errors.js'
import { wordsOf } from '../words.js'
import type { Command } from './command.js'
import { edited } from './edited.js'
import { helpPage } from './help-page.js'
import { manuals } from './manuals.js'

export const general: readonly Command[] = [
  {
    names: ['?', 'help'],
    takes: '',
    summary: 'this page',
    run: async ({ results }) => await results.page(await helpPage()),
  },
  {
    names: ['h'],
    takes: '[statement]',
    summary: "where the database's manual tells of a statement: \\h create table",
    async run(shell, rest) {
      const dialect = await shell.session.dialect()
      const { all, page } = manuals[dialect.name]
      const words = rest
        .toLowerCase()
        .replace(/[^a-z ]+/g, '')
        .replace(/ +/g, ' ')
        .trim()
      shell.voice.print(`${words === '' ? all : page(words)}\n`)
    },
  },
  {
    names: ['r', 'reset'],
    takes: '',
    summary: 'forget the statement before it',
    run: async ({ voice }) => voice.say('It is forgotten.'),
  },
  {
    names: ['q', 'quit', 'exit'],
    takes: '',
    summary: 'leave',
    async run(shell) {
      shell.left = true
    },
  },
  {
    names: ['p'],
    takes: '',
    summary: 'show the statement that was run last',
    run: async ({ voice, state }) => voice.print(`${state.statement}\n`),
  },
  {
    names: ['e', 'edit'],
    takes: '[file]',
    summary: 'edit the last statement, or a file, in $EDITOR, and run it',
    async run(shell, rest) {
      const [file] = wordsOf(rest)
      const text = await edited(shell.state.statement, file, shell.environment)
      await shell.run(text)
    },
  },
  {
    names: ['s'],
    takes: '[count]',
    summary: 'print the history, or the last entries of it',
    async run({ state, results }, rest) {
      const entries = rest === '' ? state.history : state.history.slice(-Number(rest))
      await results.page(entries.map((entry) => `${entry}\n`).join(''))
    },
  },
  {
    names: ['echo'],
    takes: '[text]',
    summary: 'print the text',
    run: async ({ voice }, rest) => voice.print(`${rest}\n`),
  },
  {
    names: ['timing'],
    takes: '[on|off]',
    summary: 'whether it is told how long each statement takes',
    async run({ state, voice }, rest) {
      state.timing = switched(rest, state.timing)
      voice.say(`Timing is ${state.timing ? 'on' : 'off'}.`)
    },
  },
  {
    names: ['watch'],
    takes: '[seconds]',
    summary: 'run the statement again and again, every 2 seconds by default, until Ctrl-C',
    async run(shell, rest, statement = shell.state.statement) {
      const seconds = rest === '' ? 2 : Number(rest)
      if (!(seconds > 0)) throw new RecordsError('usage', `\\watch cannot wait ${rest} seconds`)
      for (;;) {
        await shell.runStatement(statement)
        await sleep(seconds * 1000, undefined, shell.signal && { signal: shell.signal })
      }
    },
  },
  {
    names: ['!'],
    takes: '[command]',
    summary: 'run a command of the shell of the system, or the shell itself',
    async run({ voice }, rest) {
      const child = spawn(rest === '' ? (process.env.SHELL ?? 'sh') : rest, {
        shell: true,
        stdio: 'inherit',
      })
      const [status] = await once(child, 'close')
      if (status !== 0) voice.say(`It ended with the status ${status}.`)
    },
  },
]

/** `on`, `off`, or the other of what it is. */
export function switched(word: string, now: boolean): boolean {
  if (word === '') return !now
  if (word === 'on' || word === 'off') return word === 'on'
  throw new RecordsError('usage', `${word} is neither on nor off`)
}
