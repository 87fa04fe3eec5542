import { RecordsError } from '../../core/errors.js'
import { isParameterName } from '../../sql/lexer.js'
import { wordsOf } from '../words.js'
import type { Command } from './command.js'

export const parameters: readonly Command[] = [
  {
    names: ['set'],
    takes: '[parameter value]',
    summary: 'give :name a value; without words, list all',
    async run({ state, voice }, rest) {
      const [name, ...values] = wordsOf(rest)
      if (name === undefined) {
        for (const [each, value] of state.parameters) voice.print(`${each} = ${value}\n`)
        return
      }
      if (!isParameterName(name)) {
        throw new RecordsError('usage', `${name} is not a name for a parameter`)
      }
      state.parameters.set(name, values.join(' '))
    },
  },
  {
    names: ['unset'],
    takes: 'parameter',
    summary: 'take the value of :name away',
    async run({ state }, rest) {
      if (!state.parameters.delete(rest)) {
        throw new RecordsError('usage', `there is no parameter ${rest}`)
      }
    },
  },
  {
    names: ['gset'],
    takes: '[prefix]',
    summary: 'run the statement, and keep the cells of its row as parameters',
    async run(shell, prefix, statement = shell.state.statement) {
      const row = await shell.onlyRow(statement)
      for (const [name, value] of row) shell.state.parameters.set(`${prefix}${name}`, value)
    },
  },
]
