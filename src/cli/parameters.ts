import type { Parameter } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import { isParameterName } from '../sql/lexer.js'
import type { ParameterValue } from '../sql/parameters.js'

/**
 * The parameters given as words: `name=value` is text, whatever follows the first `=`, and
 * `name:=JSON` is typed. Throws a usage error for any other word, a name given twice, and JSON that
 * is not valid.
 */
export function parseParameters(words: readonly string[]): ReadonlyMap<string, ParameterValue> {
  const values = new Map<string, ParameterValue>()
  for (const word of words) {
    const [name, value] = parseWord(word)
    if (values.has(name)) {
      throw new RecordsError('usage', `the parameter ${name} is given twice`, {
        hint: `Several values are a list: ${name}:='["a", "b"]'.`,
      })
    }
    values.set(name, value)
  }
  return values
}

function parseWord(word: string): [name: string, value: ParameterValue] {
  const parts = /^([^=]*?)(:?)=(.*)$/s.exec(word)
  if (parts === null) {
    throw new RecordsError('usage', `${word} is no parameter`, {
      hint: 'A parameter is name=text or name:=JSON.',
    })
  }
  const [, name, typed, value] = parts as unknown as [string, string, string, string]
  if (!isParameterName(name)) {
    throw new RecordsError('usage', `${name === '' ? word : name} is not a name for a parameter`, {
      hint: 'A name is made of letters, digits and _, and does not begin with a digit.',
    })
  }
  return [name, typed === '' ? value : parseTyped(name, value)]
}

/** A list of scalars becomes a list of values; all other lists, and objects, stay JSON text. */
function parseTyped(name: string, json: string): ParameterValue {
  try {
    JSON.parse(json)
  } catch (cause) {
    throw new RecordsError('usage', `the value of ${name} is not valid JSON: ${json}`, {
      hint: `Text is given as ${name}=text.`,
      cause,
    })
  }
  const text = json.trim()
  return text.startsWith('[') ? listOf(text) : scalar(text)
}

/** The pieces of valid JSON. */
const lexemes = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s,:"[\]{}]+/g

function listOf(json: string): ParameterValue {
  const items = json.slice(1, -1).match(lexemes) ?? []
  return items.some((item) => /^[[{]/.test(item)) ? json : items.map(scalar)
}

/** JSON's numbers keep their digits, which a JavaScript number would not. */
function scalar(json: string): Parameter {
  if (/^-?\d+$/.test(json)) return BigInt(json)
  if (/^[-\d]/.test(json)) return { decimal: json }
  return json.startsWith('{') ? json : JSON.parse(json)
}
