import { nearest } from '../core/nearest.js'
import { milliseconds } from '../duration.js'
import { ConfigProblem } from './config-problem.js'
import type { YamlEntry, YamlNode } from './yaml-tree.js'

/** What a mapping holds; nothing where nothing is written. */
export function entriesOf(node: YamlNode, line: number, what: string): readonly YamlEntry[] {
  if (node.kind === 'mapping') return node.entries
  if (node.kind === 'text' && node.text === '') return []
  throw new ConfigProblem(line, `${what} must be a mapping of keys to values`)
}

export function textOf({ key, line, value }: YamlEntry): string {
  if (value.kind !== 'text') throw new ConfigProblem(line, `${key} must be text`)
  if (value.text === '') throw new ConfigProblem(line, `${key} has no value`)
  return value.text
}

export function booleanOf(entry: YamlEntry): boolean {
  const text = textOf(entry)
  if (text === 'true' || text === 'false') return text === 'true'
  throw new ConfigProblem(entry.line, `${entry.key} must be true or false`)
}

/** In milliseconds. */
export function timeOf(entry: YamlEntry): number {
  const time = milliseconds(textOf(entry))
  if (time !== undefined) return time
  throw new ConfigProblem(entry.line, `${entry.key} must be a time: 500ms, 30s, 5m or 1h`)
}

export function unknownKey(
  { key, line }: YamlEntry,
  known: readonly string[],
  what: string,
): ConfigProblem {
  const near = nearest(key, known)
  const hint = near === undefined ? `There is ${known.join(', ')}.` : `Did you mean ${near}?`
  // `{password:x}`, without a space, is a key.
  const named = /^[\w-]+$/.test(key) ? key : 'such a key'
  return new ConfigProblem(line, `${what} cannot have ${named}`, hint)
}
