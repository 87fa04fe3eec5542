import { RecordsError } from '../../core/errors.js'
import { nearest } from '../../core/nearest.js'
import type { Command } from './command.js'
import { connections } from './connections.js'
import { display } from './display.js'
import { files } from './files.js'
import { general } from './general.js'
import { parameters } from './parameters.js'
import { reports } from './reports.js'
import { tables } from './tables.js'

/** Every command, in the groups of the help. */
export const groups: Readonly<Record<string, readonly Command[]>> = {
  General: general,
  Tables: tables,
  Results: display,
  Files: files,
  Parameters: parameters,
  Reports: reports,
  Connection: connections,
}

/** The command of that name. Throws a usage error that names a near one. */
export function commandNamed(name: string): Command {
  const all = Object.values(groups).flat()
  const command = all.find(({ names }) => names.includes(name))
  if (command !== undefined) return command
  const near = nearest(
    name,
    all.flatMap(({ names }) => names),
  )
  throw new RecordsError('usage', `there is no command \\${name}`, {
    hint: near === undefined ? 'See \\?.' : `Did you mean \\${near}?`,
  })
}
