import type { Command } from './command.js'

export const connections: readonly Command[] = [
  {
    names: ['c', 'connect'],
    takes: 'url',
    summary: 'connect to another database',
    async run(shell, rest) {
      if (rest !== '') await shell.connect(rest)
      shell.voice.say(`Connected to ${shell.place}.`)
    },
  },
  {
    names: ['conninfo'],
    takes: '',
    summary: 'tell what it is connected to',
    run: async ({ voice, place }) => voice.say(`Connected to ${place}.`),
  },
]
