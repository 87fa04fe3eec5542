import { connectionName } from '../connection-url.js'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { formats } from '../formats.js'

/** What is asked of the named connections. */
export type ConnectionsRequest =
  | { readonly verb: 'list' }
  /** Of all, where none is named. */
  | { readonly verb: 'test'; readonly name: string | undefined }
  | { readonly verb: 'show'; readonly name: string }

/**
 * The words after `connections`: `[test [name] | show name] [format]`. A name may be written as
 * `@name`, and must be where it is a format's too.
 */
export function connectionsRequest(words: readonly string[]): {
  readonly request: ConnectionsRequest
  readonly format: string | undefined
} {
  const rest = [...words]
  const format = isFormat(rest.at(-1)) ? rest.pop() : undefined
  const [verb, name, ...more] = rest
  if (more.length > 0) throw new RecordsError('usage', `${more[0]} is one word too many`)
  return { request: request(verb, name && (connectionName(name) ?? name)), format }
}

function isFormat(word: string | undefined): boolean {
  return formats().some(({ name, aliases = [] }) => [name, ...aliases].some((one) => one === word))
}

function request(verb: string | undefined, name: string | undefined): ConnectionsRequest {
  if (verb === undefined) return { verb: 'list' }
  if (verb === 'test') return { verb, name }
  if (verb !== 'show') throw unknownVerb(verb)
  if (name !== undefined) return { verb, name }
  throw new RecordsError('usage', 'connections show needs the name of one')
}

function unknownVerb(verb: string): RecordsError {
  const near = nearest(verb, ['test', 'show'])
  return new RecordsError('usage', `connections cannot ${verb}`, {
    hint: near ? `Did you mean ${near}?` : 'It can test [name] and show name.',
  })
}
