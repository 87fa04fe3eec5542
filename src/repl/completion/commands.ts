import type { OptionDeclaration } from '../../core/formatter.js'
import { flag, formats } from '../../formats.js'
import type { Completion, Completions } from '../editor/contract.js'
import type { CommandPlace, CommandWords } from './command-argument.js'
import type { Schema } from './schema.js'

/** What the shell knows that commands take. */
export interface Commands {
  readonly list: readonly CommandWords[]
  /** The names of the parameters that have values. */
  readonly parameters: Iterable<string>
  /** The connections that have names, as `\c` takes them: `@name`. */
  readonly connections: Iterable<string>
}

type Argument = Extract<CommandPlace, { type: 'argument' }>

/** What may stand where the cursor is on a command's line; a file's name is not told here. */
export function commandCompletions(
  place: Exclude<CommandPlace, { type: 'query' }>,
  schema: Schema,
  commands: Commands,
): Completions {
  const { start, typed } = place
  const items = place.type === 'name' ? namesOf(commands) : argumentsOf(place, schema, commands)
  const begun = place.type === 'name' ? `\\${typed}` : typed
  const fits = ({ text }: Completion) => text.toLowerCase().startsWith(begun.toLowerCase())
  const written = items.filter(fits)
  return { start, items: place.type === 'name' ? written : written.map(quotedArgument(place)) }
}

function namesOf({ list }: Commands): Completion[] {
  const names = list.flatMap((command) => command.names).sort()
  return names.map((name) => ({ text: `\\${name}`, kind: 'command' }))
}

function argumentsOf(argument: Argument, schema: Schema, commands: Commands): Completion[] {
  const { word, before } = argument
  if (word.includes('|')) return all(word.split('|'))
  switch (word) {
    case 'to':
      return all(['to'])
    case 'format':
      return all(
        formats().flatMap(({ name, aliases = [] }) => [name, ...aliases]),
        'format',
      )
    case 'option=value':
      return optionsOf(before[0] ?? '', argument.typed)
    case '(query)':
      return [{ text: '(' }, ...tables(argument.typed, schema)]
    case 'table':
      return tables(argument.typed, schema)
    case 'schema':
      return all(schema.schemas, 'schema')
    case 'parameter':
      return all(commands.parameters, 'parameter')
    case 'url':
      return all(commands.connections, 'connection')
    default:
      return []
  }
}

/** `schema.` is followed by its tables. */
function tables(typed: string, schema: Schema): Completion[] {
  const [, own] = /^([^.]+)\./.exec(typed) ?? []
  const prefix = own === undefined ? '' : `${own}.`
  const found = schema.tables(own).map(({ name, type }) => ({ text: prefix + name, kind: type }))
  return own === undefined ? [...found, ...all(schema.schemas, 'schema')] : found
}

/** The options of a format, each with its values once its name is there. */
function optionsOf(name: string, typed: string): Completion[] {
  const format = formats().find((one) => one.name === name || one.aliases?.includes(name))
  const options: [string, OptionDeclaration][] = Object.entries(format?.options ?? {})
  return options.flatMap(([camel, option]) => {
    const start = `${flag(camel).slice(2)}=`
    return typed.startsWith(start)
      ? all(valuesOf(option).map((value) => start + value))
      : [{ text: start, kind: 'option' }]
  })
}

function valuesOf(option: OptionDeclaration): readonly string[] {
  if (option.type === 'choice') return option.choices
  return option.type === 'boolean' ? ['true', 'false'] : []
}

function all(texts: Iterable<string>, kind?: string): Completion[] {
  return Array.from(texts, (text) => (kind === undefined ? { text } : { text, kind }))
}

/** In the quotes that its white space needs; those of a folder stay open, to be gone on with. */
export function quotedArgument({ quote }: Argument): (item: Completion) => Completion {
  return (item) => {
    if (quote === '' && !/[\s'"]/.test(item.text)) return item
    const mark = quote || '"'
    const text = mark + item.text.replaceAll(mark, mark + mark)
    return { ...item, text: item.kind === 'folder' ? text : text + mark }
  }
}
