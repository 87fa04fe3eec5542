import { RecordsError } from '../../core/errors.js'
import { formatNamed, optionValues } from '../../formats.js'
import { wordsOf } from '../words.js'
import type { Command } from './command.js'

const turns = { '': undefined, on: 'on', off: 'off', auto: 'auto' } as const

export const display: readonly Command[] = [
  {
    names: ['x'],
    takes: '[on|off|auto]',
    summary: 'show a record a row; auto: where a table is wider than the screen',
    async run({ state, voice }, rest) {
      if (!Object.hasOwn(turns, rest)) {
        throw new RecordsError('usage', `\\x cannot be ${rest}`, { hint: 'It is on, off or auto.' })
      }
      const other = state.expanded === 'off' ? 'on' : 'off'
      state.expanded = turns[rest as keyof typeof turns] ?? other
      voice.say(`Expanded display is ${state.expanded}.`)
    },
  },
  {
    names: ['crosstab', 'crosstabview'],
    takes: '[down [across [cells]]]',
    summary: 'run the statement, and show its columns as a grid of the first two',
    async run(shell, rest, statement = shell.state.statement) {
      const { crosstab } = await import('../../dataset/crosstab.js')
      await shell.results.showList(crosstab(await shell.datasetOf(statement), wordsOf(rest)))
    },
  },
  {
    names: ['f', 'format'],
    takes: '[format [option=value …]]',
    summary: 'show results in a format of records formats',
    async run({ state, voice }, rest) {
      const [name, ...words] = wordsOf(rest)
      if (name !== undefined) {
        const format = formatNamed(name)
        const given = Object.fromEntries(words.map((word) => optionIn(word)))
        optionValues(format, given)
        state.format = format
        state.formatOptions = given
      }
      voice.say(`Results are shown as ${state.format.name}.`)
    },
  },
  {
    names: ['pager'],
    takes: '[on|off|command]',
    summary:
      'what shows results that the screen is too small for: $PAGER, nothing, another program',
    async run({ state, voice }, rest) {
      if (rest !== '') state.pager = rest
      voice.say(`The pager is ${state.pager}.`)
    },
  },
]

/** `noHeader`-like options are given as `header=false`, numbers as numbers. */
function optionIn(word: string): [name: string, value: unknown] {
  const [, name, value] = /^([\w-]+)=(.*)$/s.exec(word) ?? []
  if (name === undefined || value === undefined) {
    throw new RecordsError('usage', `${word} is no option`, { hint: 'Write name=value.' })
  }
  const camel = name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())
  return [camel, typed(value)]
}

function typed(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^\d+$/.test(value) ? Number(value) : value
}
