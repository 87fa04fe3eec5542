import { YamlProblem } from '../yaml/problem.js'
import type { YamlEntry } from '../yaml/tree.js'
import { booleanOf, entriesOf, textOf, unknownKey } from './config-entries.js'

/** Where a password comes from. */
export type PasswordSource =
  /** The password itself, or `${NAME}`. */
  | { readonly from: 'text'; readonly value: string }
  /** A variable of the environment. */
  | { readonly from: 'env'; readonly value: string }
  /** The first line of a file. */
  | { readonly from: 'file'; readonly value: string }
  /** The first line that a command of the shell prints. */
  | { readonly from: 'command'; readonly value: string }
  /** Whoever sits at the terminal. */
  | { readonly from: 'prompt' }

const sources = ['env', 'file', 'command', 'prompt'] as const

/**
 * The source that `password:` names: text, or a mapping of one key. A file that came with a project
 * may make nobody run a command, nor send a file of theirs to a host that it names.
 */
export function passwordSource(entry: YamlEntry, own: boolean): PasswordSource {
  if (entry.value.kind === 'text') return { from: 'text', value: textOf(entry) }
  const [given, ...others] = entriesOf(entry.value, entry.line, 'password')
  if (given === undefined || others.length > 0) {
    throw new YamlProblem(entry.line, `password must be text or one of ${sources.join(', ')}`)
  }
  const from = sources.find((source) => source === given.key)
  if (from === undefined) throw unknownKey(given, sources, 'password')
  if (!own && (from === 'file' || from === 'command')) throw notForProjects(given)
  if (from !== 'prompt') return { from, value: textOf(given) }
  if (booleanOf(given)) return { from }
  throw new YamlProblem(given.line, 'prompt can only be true')
}

function notForProjects({ key, line }: YamlEntry): YamlProblem {
  return new YamlProblem(
    line,
    `a project's file cannot have a password from a ${key}`,
    'Use { env: NAME } or { prompt: true }, or define the connection in your own config file.',
  )
}
