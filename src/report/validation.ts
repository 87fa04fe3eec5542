import { Ajv, type ErrorObject } from 'ajv'
import { nearest } from '../core/nearest.js'
import type { Path } from './document.js'
import schema from './report.schema.json' with { type: 'json' }

/** What is wrong with a definition, and where. */
export interface Problem {
  readonly path: Path
  readonly message: string
  readonly hint?: string | undefined
}

/** What the schema has against the value; undefined where it is a report's definition. */
export function problemWith(value: unknown): Problem | undefined {
  const ajv = new Ajv({ strict: false, verbose: true, allErrors: true })
  const validate = ajv.compile(schema)
  if (validate(value)) return undefined
  const errors = validate.errors ?? []
  // A misspelt key is also one that is missing.
  const misspelt = errors.find(({ keyword }) => keyword === 'additionalProperties')
  return problemOf(misspelt ?? (errors[0] as ErrorObject))
}

function problemOf(error: ErrorObject): Problem {
  const path = error.instancePath.split('/').slice(1).map(unescaped)
  const keyword = error.propertyName === undefined ? error.keyword : 'propertyNames'
  const say = messages[keyword] ?? ((what) => ({ message: `${what} ${error.message}` }))
  return { path, ...say(nameOf(path), error) }
}

type Said = { message: string; hint?: string; path?: Path }

/** By the schema's keyword that does not hold; `what` names the value. */
const messages: Readonly<Record<string, (what: string, error: ErrorObject) => Said>> = {
  additionalProperties(what, { params, parentSchema, instancePath }) {
    const key = String(params.additionalProperty)
    const known = Object.keys(parentSchema?.properties ?? {})
    const near = nearest(key, known)
    return {
      path: [...instancePath.split('/').slice(1).map(unescaped), key],
      message: `${what} cannot have ${key}`,
      hint: near === undefined ? `There is ${known.join(', ')}.` : `Did you mean ${near}?`,
    }
  },
  required: (what, { params }) => ({ message: `${what} has no ${params.missingProperty}` }),
  type: (what, { params }) => ({ message: `${what} must be ${typeWords(params.type)}` }),
  enum(what, { params, data }) {
    const allowed: string[] = params.allowedValues
    const near = typeof data === 'string' ? nearest(data, allowed) : undefined
    return {
      message: `${what} cannot be ${JSON.stringify(data)}`,
      hint: near === undefined ? `Choose one of ${allowed.join(', ')}.` : `Did you mean ${near}?`,
    }
  },
  pattern: (what, { data, schemaPath }) => ({
    message: `${what} cannot be ${JSON.stringify(data)}`,
    ...patternHint(schemaPath),
  }),
  propertyNames: (what, { propertyName }) => ({
    message: `${what} cannot have the name ${JSON.stringify(propertyName)}`,
    hint: 'A name is made of letters, digits and _, and does not begin with a digit.',
  }),
  minItems: (what) => ({ message: `${what} is empty` }),
  minLength: (what) => ({ message: `${what} is empty` }),
  maxLength: (what, { params }) => ({
    message: `${what} has more than ${params.limit} characters`,
  }),
}

function patternHint(schemaPath: string): { hint?: string } {
  if (schemaPath.includes('/time/')) return { hint: 'Give a time: 500ms, 30s, 5m or 1h.' }
  if (schemaPath.includes('/name/')) return { hint: 'The name of a sheet has none of []:*?/\\.' }
  return {}
}

const types: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys to values',
  null: 'null',
}

function typeWords(type: string | readonly string[]): string {
  const list = [type].flat().map((one) => types[one] ?? one)
  return list.length === 1 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`
}

/** `sheets 2, columns, amount`, or `the report` for all of it. */
function nameOf(path: Path): string {
  const words = path.map((step) => (/^\d+$/.test(String(step)) ? Number(step) + 1 : step))
  return words.length === 0 ? 'the report' : words.join(', ').replace(/, (\d+)(?=,|$)/g, ' $1')
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}
