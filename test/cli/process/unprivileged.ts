import type { SpawnOptions } from 'node:child_process'
import { commandFile } from '../built.js'
import { type Started, start, startProcess } from './command.js'

/**
 * Starts the built command, bound by permissions: those do not bind root, unless it gives up what
 * sets it above them.
 */
export function startUnprivileged(args: readonly string[], options: SpawnOptions = {}): Started {
  if (process.getuid?.() !== 0) return start(args, options)
  const bounds = '-dac_override,-dac_read_search'
  const words = ['--inh-caps', bounds, '--bounding-set', bounds, process.execPath, commandFile()]
  return startProcess('setpriv', [...words, ...args], options)
}
