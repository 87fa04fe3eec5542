import { nearest } from '../core/nearest.js'
import { milliseconds } from '../duration.js'
import { YamlProblem } from '../yaml/problem.js'
import type { YamlEntry, YamlNode } from '../yaml/tree.js'

/** What a mapping holds; nothing where nothing is written. */
export function entriesOf(node: YamlNode, line: number, what: string): readonly YamlEntry[] {
  if (node.kind === 'mapping') return node.entries
  if (node.kind === 'text' && node.text === '') return []
  throw new YamlProblem(line, `${what} must be a mapping of keys to values`)
}

export function textOf({ key, line, value }: YamlEntry): string {
  if (value.kind !== 'text') throw new YamlProblem(line, `${key} must be text`)
  if (value.text === '') throw new YamlProblem(line, `${key} has no value`)
  return value.text
}

export function booleanOf(entry: YamlEntry): boolean {
  const text = textOf(entry)
  if (text === 'true' || text === 'false') return text === 'true'
  throw new YamlProblem(entry.line, `${entry.key} must be true or false`)
}

/** In milliseconds. */
export function timeOf(entry: YamlEntry): number {
  const time = milliseconds(textOf(entry))
  if (time !== undefined) return time
  throw new YamlProblem(entry.line, `${entry.key} must be a time: 500ms, 30s, 5m or 1h`)
}

export function unknownKey(
  { key, line }: YamlEntry,
  known: readonly string[],
  what: string,
): YamlProblem {
  const near = nearest(key, known)
  const hint = near === undefined ? `There is ${known.join(', ')}.` : `Did you mean ${near}?`
  // `{password:x}`, without a space, is a key.
  const named = /^[\w-]+$/.test(key) ? key : 'such a key'
  return new YamlProblem(line, `${what} cannot have ${named}`, hint)
}
