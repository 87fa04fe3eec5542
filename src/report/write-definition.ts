import { dump } from 'js-yaml'
import type { Parameter } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { ParameterValue } from '../sql/parameters.js'

/** What a new definition says. */
export interface NewDefinition {
  /** A URL, or `@name`. */
  readonly connection: string
  /** The values that are to be the parameters' defaults. */
  readonly parameters: ReadonlyMap<string, ParameterValue>
  readonly sheets: readonly { readonly name: string; readonly sql: string }[]
  readonly outputs: readonly string[]
}

/** The text of a definition that `records run` accepts. Throws a usage error for a value of bytes. */
export function definitionText({ connection, parameters, sheets, outputs }: NewDefinition): string {
  const declared = Object.fromEntries(
    [...parameters].map(([name, value]) => [name, declaration(name, value)]),
  )
  const definition = {
    connection,
    ...(parameters.size > 0 && { parameters: declared }),
    // Lines that end in blanks could not be written as a block.
    sheets: sheets.map(({ name, sql }) => ({ name, sql: sql.replace(/[ \t]+$/gm, '') })),
    outputs,
  }
  return dump(definition, { lineWidth: -1 })
}

type Default = string | number | boolean | null

interface Declaration {
  readonly type: string
  readonly items?: string
  readonly default: Default | readonly Default[]
}

function declaration(name: string, value: ParameterValue): Declaration {
  if (Array.isArray(value)) {
    const items = value.map((item: Parameter) => scalar(name, item))
    const [first] = items
    return {
      type: 'list',
      items: first?.type ?? 'text',
      default: items.map((item) => item.default),
    }
  }
  return scalar(name, value as Parameter)
}

function scalar(name: string, value: Parameter): { type: string; default: Default } {
  switch (typeof value) {
    case 'bigint':
      return { type: 'integer', default: String(value) }
    case 'boolean':
      return { type: 'boolean', default: value }
    case 'string':
      return { type: 'text', default: value }
    default:
      if (value === null) return { type: 'text', default: null }
      if (!(value instanceof Uint8Array)) return { type: 'decimal', default: value.decimal }
      throw new RecordsError('usage', `the parameter ${name} is bytes, which a report cannot hold`)
  }
}
