import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readSqlFile } from '../query/sql-file.js'
import { History } from '../repl/history.js'
import { Shell } from '../repl/shell.js'
import { configFolder, stateFolder } from '../user-folders.js'
import type { QueryInvocation } from './arguments.js'
import type { CommandIo } from './main.js'
import { ShellVoice } from './shell-voice.js'

/** The interactive shell, from the first prompt until the person leaves. */
export async function runShell(invocation: QueryInvocation, io: CommandIo): Promise<void> {
  const { url, create, settings } = invocation
  const { stdin: input, stdout: output, env } = io
  const voice = new ShellVoice(io)
  const options = { create, ...settings, environment: env, ownProcess: true }
  const shell = new Shell(url, options, voice)
  const interrupt = (): void => void shell.interrupt()
  try {
    // Until there is a connection, Ctrl-C ends the process.
    const connecting = shell.session.get()
    const [{ Conversation }] = await Promise.all([import('../repl/conversation.js'), connecting])
    process.on('SIGINT', interrupt)
    voice.say(`Connected to ${shell.session.place}. \\? shows the commands.`)
    const history = new History(join(stateFolder(env), 'history'), voice.say)
    shell.state.history = history.entries
    await runStartUp(shell, voice, env)
    const connections = () => connectionNames(env)
    const colours = !env.NO_COLOR
    await new Conversation(shell, { input, output, history, colours, connections }).run()
  } finally {
    process.off('SIGINT', interrupt)
    await shell.close()
  }
}

/** As `\c` takes them; a config file that is wrong has none, which `\c` then tells. */
async function connectionNames(env: NodeJS.ProcessEnv): Promise<string[]> {
  const { allDefinitions } = await import('../connections/named.js')
  const definitions = await allDefinitions(env).catch(() => [])
  return definitions.map(({ name }) => `@${name}`)
}

/**
 * What the person wants to be so from the start, without the words that confirm it; a statement in
 * it that fails is told.
 */
async function runStartUp(shell: Shell, voice: ShellVoice, env: NodeJS.ProcessEnv): Promise<void> {
  const path = join(configFolder(env), 'shell.sql')
  if (!existsSync(path)) return
  voice.hushed = true
  await shell.run(await readSqlFile(path))
  voice.hushed = false
}
