import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { RecordsError } from '../core/errors.js'
import { pathIn } from './config-file.js'
import type { Definition } from './definition.js'
import type { PasswordSource } from './password-source.js'
import { readFileText, refuseReadable } from './private-file.js'
import { type Environment, expanded, refused } from './template.js'

/** The password of a connection, from where its definition says. */
export async function passwordOf(
  definition: Definition,
  source: PasswordSource,
  environment: Environment,
): Promise<string> {
  const password = await passwordFrom(definition, source, environment)
  if (password !== '') return password
  throw failure(definition, `what its ${source.from} gives is empty`)
}

async function passwordFrom(
  definition: Definition,
  source: PasswordSource,
  environment: Environment,
): Promise<string> {
  switch (source.from) {
    case 'text':
      return expanded(source.value, definition, environment)
    case 'env':
      return environment[source.value] ?? refused(source.value, definition)
    case 'file':
      return await fromFile(definition, pathIn(definition.file, source.value, environment))
    case 'command':
      return await fromCommand(definition, source.value, environment)
    case 'prompt': {
      const { promptedPassword } = await import('./prompt.js')
      return await promptedPassword(definition)
    }
  }
}

async function fromFile(definition: Definition, path: string): Promise<string> {
  const found = await readFileText(path)
  if (found === undefined) throw failure(definition, `there is no file ${path}`)
  refuseReadable(path, found)
  return firstLine(found.text)
}

/** What the command says to the person comes up on stderr; the standard input may be SQL. */
async function fromCommand(
  definition: Definition,
  command: string,
  env: Environment,
): Promise<string> {
  const child = spawn(command, { shell: true, env, stdio: ['ignore', 'pipe', 'inherit'] })
  // Without the cause, which has the command in it.
  const ended = once(child, 'close').catch(({ code }) => {
    throw failure(definition, `its command cannot be run: ${code}`)
  })
  const [printed, [status, signal]] = await Promise.all([text(child.stdout), ended])
  if (status === 0) return firstLine(printed)
  throw failure(definition, `its command ended with ${signal ?? `status ${status}`}`)
}

/** As password stores have it: the rest is about the password. */
function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? ''
}

function failure({ name }: Definition, reason: string): RecordsError {
  return new RecordsError('connection', `there is no password for @${name}: ${reason}`)
}
