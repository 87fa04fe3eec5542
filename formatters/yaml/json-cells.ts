import type { Spelling } from '../../src/core/representation.js'
import { yamlKey } from './scalars.js'

/** A key (a string and its colon), a string, a number, a word, or one of `[]{},`. */
const jsonToken = /".*?(?<!\\)(?:\\\\)*"(?:\s*:)?|-?\d[\d.eE+-]*|[a-z]+|[[\]{},]/gs

/**
 * JSON in YAML's own words, token by token, so that no digit is lost. JSON that repeats a key, which
 * readers of YAML refuse (YAML 1.2, 3.2.1.1), stays text.
 */
export function jsonToYaml(text: string, spelling: Spelling): string {
  const tokens = text.match(jsonToken) ?? []
  if (repeatsKey(tokens)) return spelling.string(text)
  return tokens.map((token) => yamlToken(token, spelling)).join('')
}

function repeatsKey(tokens: readonly string[]): boolean {
  const objects: Set<string>[] = []
  return tokens.some((token) => {
    if (token === '{') objects.push(new Set())
    if (token === '}') objects.pop()
    if (!token.endsWith(':')) return false
    const keys = objects.at(-1)
    const key = keyOf(token)
    if (keys?.has(key)) return true
    keys?.add(key)
    return false
  })
}

function keyOf(token: string): string {
  return JSON.parse(token.slice(0, -1))
}

function yamlToken(token: string, spelling: Spelling): string {
  if (token === ',') return ', '
  if (token.endsWith(':')) return yamlKey(spelling.string(keyOf(token)))
  if (token.startsWith('"')) return spelling.string(JSON.parse(token))
  if (!/^[-\d]/.test(token)) return token
  return /[.eE]/.test(token) ? spelling.float(token) : spelling.integer(token)
}
