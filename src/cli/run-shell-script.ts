import { Shell } from '../repl/shell.js'
import type { QueryInvocation } from './arguments.js'
import type { Interrupts } from './interrupts.js'
import type { CommandIo } from './main.js'
import { ShellVoice } from './shell-voice.js'

/** Runs statements and commands as if they were typed, up to the first that fails. */
export async function runShellScript(
  script: string,
  { url, create, settings, quiet }: QueryInvocation,
  io: CommandIo,
  interrupts: Interrupts,
): Promise<void> {
  const voice = new ShellVoice({ ...io, env: { ...io.env, PAGER: '' } })
  voice.hushed = quiet
  let failure: unknown
  voice.tell = (error) => {
    failure = error
  }
  const shell = new Shell(url, { create, ...settings, environment: io.env }, voice)
  interrupts.signal.addEventListener('abort', () => shell.interrupt())
  try {
    if (await shell.session.interruptible()) interrupts.watch()
    if (!(await shell.run(script)))
      throw interrupts.signal.aborted ? interrupts.signal.reason : failure
  } finally {
    await shell.close()
  }
}
