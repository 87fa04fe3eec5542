import type { ConnectOptions } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'

export type Environment = ConnectOptions['environment']

/** Who wants a variable. */
interface Needing {
  readonly name: string
}

/** What stands for a variable that is not set. */
export type Unset = (variable: string, needing: Needing) => string

const variable = /\$\{([^}]*)\}/g

/** What of the text stands in it itself. */
export function withoutVariables(text: string): string {
  return text.replace(variable, '')
}

/**
 * The text with the value of a variable of the environment for each `${NAME}`. Throws a usage
 * error for one that is not set.
 */
export function expanded(text: string, needing: Needing, environment: Environment): string {
  return text.replace(variable, (_, name: string) => environment[name] ?? refused(name, needing))
}

/** The URL of a connection, in which the value of what is a part of it is percent-encoded. */
export function expandedUrl(
  definition: Needing & { readonly url: string },
  environment: Environment,
  unset: Unset = refused,
): string {
  const { url } = definition
  const isServer = /^(?!sqlite)[a-z][\w+.-]*:\/\//i.test(url)
  return url.replace(variable, (_, name: string) => {
    const value = environment[name]
    if (value === undefined) return unset(name, definition)
    return isServer ? encodeURIComponent(value) : value
  })
}

/** Stands as it was written, to be seen. */
export const leftAsIs: Unset = (name) => `\${${name}}`

export const refused: Unset = (name, needing) => {
  const isName = /^[a-z_]\w*$/i.test(name)
  const why = isName ? `${name}, which is not set` : `\${${name}}, which names no variable`
  throw new RecordsError('usage', `@${needing.name} needs ${why}`)
}
