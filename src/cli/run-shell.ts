import { existsSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { RecordsError } from '../core/errors.js'
import { readSqlFile } from '../query/sql-file.js'
import { Conversation } from '../repl/conversation.js'
import { History } from '../repl/history.js'
import { Shell, type Voice } from '../repl/shell.js'
import { configFolder, stateFolder } from '../user-folders.js'
import type { QueryInvocation } from './arguments.js'
import { errorMessage, printable } from './error-message.js'
import type { CommandIo } from './main.js'

/** The interactive shell, from the first prompt until the person leaves. */
export async function runShell(invocation: QueryInvocation, io: CommandIo): Promise<void> {
  const { url, create, settings } = invocation
  const { stdin: input, stdout: output, env } = io
  const shell = new Shell(url, { create, ...settings, environment: env }, voiceOn(io))
  const interrupt = (): void => void shell.interrupt()
  process.on('SIGINT', interrupt)
  try {
    await shell.connection()
    shell.voice.say(`Connected to ${shell.place}. \\? shows the commands.`)
    const history = new History(join(stateFolder(env), 'history'), (note) => shell.voice.say(note))
    shell.state.history = history.entries
    await runStartUp(shell, env)
    const colours = !env.NO_COLOR
    const connections = await connectionNames(env)
    await new Conversation(shell, { input, output, history, colours, connections }).run()
  } finally {
    process.off('SIGINT', interrupt)
    await shell.close()
  }
}

function voiceOn({ stdout, stderr, env }: CommandIo): Voice {
  const pager = env.TERM === 'dumb' ? '' : (env.PAGER ?? 'less')
  return {
    screen: { output: stdout, widthOf: stringWidth, pager: pager === '' ? undefined : pager },
    print: (text) => void stdout.write(text),
    say: (line) => void stderr.write(`${printable(line)}\n`),
    tell(error) {
      if (error instanceof RecordsError) stderr.write(errorMessage(error))
      else stderr.write(`records: unexpected error: ${printable(String(error))}\n`)
    },
  }
}

/** As `\c` takes them; a config file that is wrong has none, which `\c` then tells. */
async function connectionNames(env: NodeJS.ProcessEnv): Promise<string[]> {
  const { allDefinitions } = await import('../connections/named.js')
  const definitions = await allDefinitions(env).catch(() => [])
  return definitions.map(({ name }) => `@${name}`)
}

/** What the person wants to be so from the start; a statement in it that fails is told. */
async function runStartUp(shell: Shell, env: NodeJS.ProcessEnv): Promise<void> {
  const path = join(configFolder(env), 'shell.sql')
  if (existsSync(path)) await shell.run(await readSqlFile(path))
}
