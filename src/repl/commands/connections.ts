import { wordsOf } from '../words.js'
import type { Command } from './command.js'

export const connections: readonly Command[] = [
  {
    names: ['c', 'connect'],
    takes: '[url]',
    summary: 'connect to another database, or again where the connection is lost',
    async run(shell, rest) {
      const { session, voice } = shell
      const [url] = wordsOf(rest)
      if (url !== undefined || session.lost) {
        await session.connect(url, shell.signal)
      }
      voice.say(`Connected to ${session.place}.`)
    },
  },
  {
    names: ['conninfo'],
    takes: '',
    summary: 'tell what it is connected to',
    run: async ({ voice, session }) =>
      voice.say(
        session.lost
          ? `The connection to ${session.place} is lost.`
          : `Connected to ${session.place}.`,
      ),
  },
]
