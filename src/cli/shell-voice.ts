import { RecordsError } from '../core/errors.js'
import type { Screen } from '../repl/pager.js'
import type { Voice } from '../repl/voice.js'
import { errorMessage, printable } from './error-message.js'
import type { CommandIo } from './main.js'

/** The shell's voice on the streams of the command. */
export class ShellVoice implements Voice {
  readonly screen: Screen
  readonly #io: CommandIo
  /** Says nothing that was not asked for, but for errors. */
  hushed = false

  constructor(io: CommandIo) {
    const { stdout, env } = io
    const pager = env.TERM === 'dumb' ? '' : (env.PAGER ?? 'less')
    this.#io = io
    this.screen = { output: stdout, pager: pager === '' ? undefined : pager }
  }

  print(text: string): void {
    this.#io.stdout.write(text)
  }

  readonly say = (line: string): void => {
    if (!this.hushed) this.#io.stderr.write(`${printable(line)}\n`)
  }

  tell(error: unknown): void {
    const { stderr } = this.#io
    if (error instanceof RecordsError) stderr.write(errorMessage(error))
    else stderr.write(`records: unexpected error: ${printable(String(error))}\n`)
  }
}
