import { parseConnectionUrl } from '../connection-url.js'
import type { ConnectionUrl } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { ownDefinitions, ownPath, pathIn, projectDefinitions } from './config-file.js'
import type { Definition } from './definition.js'
import { passwordOf } from './password.js'
import { type Environment, expandedUrl, type Unset } from './template.js'

/**
 * The connection of that name, of the user's own file or the project's. A name in both is the
 * user's own: what it means is not for the folder to say that somebody happens to be in. Throws a
 * usage error where it is in neither.
 */
export async function definitionNamed(name: string, environment: Environment): Promise<Definition> {
  const own = await ownDefinitions(environment)
  const found = own.find((definition) => definition.name === name)
  if (found !== undefined) return found
  // Not read before: what is wrong with it is nothing to a name that is not its own.
  const others = await projectDefinitions()
  return (
    others.find((definition) => definition.name === name) ??
    unknown(name, [...own, ...others], environment)
  )
}

/** Every connection that a name stands for. */
export async function allDefinitions(environment: Environment): Promise<Definition[]> {
  const own = await ownDefinitions(environment)
  const names = new Set(own.map(({ name }) => name))
  const others = await projectDefinitions()
  return [...own, ...others.filter(({ name }) => !names.has(name))]
}

/** Its URL, the variables of the environment in it replaced; without the password beside it. */
export function urlOf(
  definition: Definition,
  environment: Environment,
  unset?: Unset,
): ConnectionUrl {
  const parsed = parseConnectionUrl(expandedUrl(definition, environment, unset))
  const { scheme, path } = parsed
  if (scheme !== 'sqlite' || path === '' || /^:|^file:/.test(path)) return parsed
  return { ...parsed, path: pathIn(definition.file, path, environment) }
}

/** Its URL with its password, which is asked for by now. */
export async function completeUrl(
  definition: Definition,
  environment: Environment,
): Promise<ConnectionUrl> {
  const url = urlOf(definition, environment)
  if (definition.password === undefined) return url
  if (url.password !== undefined) throw twoPasswords(definition)
  return { ...url, password: await passwordOf(definition, definition.password, environment) }
}

function unknown(name: string, all: readonly Definition[], environment: Environment): never {
  const names = all.map((definition) => definition.name)
  const hint = noneHint(nearest(name, names), names, ownPath(environment))
  throw new RecordsError('usage', `there is no connection @${name}`, { hint })
}

function noneHint(near: string | undefined, names: readonly string[], path: string): string {
  if (near !== undefined) return `Did you mean @${near}?`
  if (names.length > 0) return `There is ${names.map((name) => `@${name}`).join(', ')}.`
  return `Define it in ${path}, or write ./@… for a file of that name.`
}

function twoPasswords({ name, file }: Definition): RecordsError {
  return new RecordsError('usage', `@${name} has a password beside its URL and one in it`, {
    hint: `Leave one of them out of ${file.path}.`,
  })
}
