import type { Dialect } from '../core/dialect.js'
import { RecordsError } from '../core/errors.js'
import type { QueryInvocation } from './arguments.js'

/** A line that may begin or end with a command of the shell. */
const commands = /(?:^|\s)\\[a-z!?]/im

/**
 * Whether the shell is to run what came by the standard input. A backslash in a string may look so
 * too: to the shell that is SQL all the same.
 */
export function isShellScript(script: string, { source, output }: QueryInvocation): boolean {
  const piped = source.query === undefined && source.file === undefined && output === undefined
  return piped && commands.test(script)
}

/** A line that may be a command of the shell: a backslash, and what begins a name. */
const suspicious = /^[ \t]*\\[a-z!?]/m

/**
 * Throws a usage error for a script in which a line is a command of the shell, such as `\d cheese`:
 * no database knows them, and each would tell of it in its own riddle.
 */
export async function refuseShellCommands(script: string, dialect: Dialect): Promise<void> {
  if (!suspicious.test(script)) return
  const { firstCommand } = await import('../repl/input.js')
  const command = firstCommand(script, dialect)
  if (command === undefined) return
  const { line, name } = command
  throw new RecordsError('usage', `line ${line} of the SQL is a command of the shell: \\${name}`, {
    hint: 'The shell runs files with commands: records < file, or \\i file.',
  })
}
