import { constants } from 'node:os'
import { type Command, ends, everywhere, type Fault, type FaultGroup } from './fault.js'
import type { Scene } from './scene.js'

export const signals: FaultGroup = {
  title: 'Signals',
  faults: [
    fault('SIGINT'),
    fault('SIGTERM'),
    fault('SIGHUP'),
    // Of a client that was killed MariaDB hears when it has rows to send, or the time is over.
    fault('SIGKILL', '--timeout', '5s'),
  ],
}

function fault(signal: NodeJS.Signals, ...flags: string[]): Fault {
  return {
    name: flags.length === 0 ? signal : `${signal}, with \`${flags.join(' ')}\``,
    moments: ['connecting', 'waiting', 'streaming'],
    command: async (scene, _to, moment) => ({
      flags,
      ...(moment === 'connecting' && (await toSilence(scene))),
    }),
    strike: (_scene, commands) => {
      for (const { child } of commands) child.kill(signal)
    },
    ...(signal !== 'SIGKILL' && { lingers: 1 }),
    outcomes: everywhere(ends(128 + constants.signals[signal])),
  }
}

/** A server that takes connections and says nothing. */
async function toSilence(scene: Scene): Promise<Partial<Command>> {
  const line = await scene.line()
  line.stall()
  return { url: line.url }
}
