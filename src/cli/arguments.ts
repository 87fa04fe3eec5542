import { maskedUrl } from '../connection-url.js'
import type { Settings } from '../connections/definition.js'
import { RecordsError } from '../core/errors.js'
import type { Format } from '../core/formatter.js'
import { formatNamed, formatOfFile, optionValues } from '../formats.js'
import type { ParameterValue } from '../sql/parameters.js'
import { parseCommandLine, type Words } from './command-line.js'
import { type ConnectionsRequest, connectionsRequest } from './connections-request.js'
import { formatOptions } from './options.js'
import { parseParameters } from './parameters.js'
import type { QuerySource } from './query-text.js'
import { connectionSettings } from './settings.js'
import { commandWording } from './wording.js'

/** What the command line asks for. */
export type Invocation =
  | { readonly action: 'print'; readonly text: string }
  | { readonly action: 'formats' }
  | ConnectionsInvocation
  | QueryInvocation

/** How a report is written, and where. */
export interface ReportInvocation {
  readonly format: Format
  readonly options: Readonly<Record<string, unknown>>
  readonly output: string | undefined
  readonly strict: boolean
  readonly quiet: boolean
}

export interface ConnectionsInvocation extends ReportInvocation {
  readonly action: 'connections'
  readonly request: ConnectionsRequest
  readonly settings: Settings
}

export interface QueryInvocation extends ReportInvocation {
  readonly action: 'query'
  /** Or `@name`. */
  readonly url: string
  /** Whether a password stands on the command line itself. */
  readonly passwordShown: boolean
  readonly settings: Settings
  readonly source: QuerySource
  readonly parameters: ReadonlyMap<string, ParameterValue>
  readonly transaction: boolean
  readonly create: boolean
  readonly result: number | undefined
}

/** Reads the command line, without any input or output. Throws usage errors. */
export async function readArguments(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Invocation> {
  const line = await parseCommandLine(args)
  if (line.printed !== '') return { action: 'print', text: `${line.printed}\n` }
  if (line.words[0] === 'formats' && line.options.file === undefined) return { action: 'formats' }
  refuseUrlWord(line.words)
  if (line.words[0] === 'connections' && line.options.file === undefined) {
    return connectionsInvocation(line)
  }
  return queryInvocation(line, env)
}

function connectionsInvocation({ words, options }: Words): ConnectionsInvocation {
  const { request, format } = connectionsRequest(words.slice(1))
  const settings = connectionSettings(options)
  return { action: 'connections', request, settings, ...reportInvocation(format, options) }
}

function queryInvocation({ words, options }: Words, env: NodeJS.ProcessEnv): QueryInvocation {
  const { url = env.DATABASE_URL, file } = options
  if (url === undefined || url === '') {
    throw new RecordsError('usage', 'there is no database', {
      hint: 'Give --url or set DATABASE_URL; --url demo: is a sample that is built in.',
    })
  }
  const [query, ...rest] = file === undefined ? words : [undefined, ...words]
  const names = rest.filter((word) => word !== undefined && !word.includes('='))
  if (names.length > 1) {
    throw new RecordsError('usage', `${names[1]} is one word too many`, {
      hint: 'After the query come one format and parameters: name=value. Is the query quoted as a whole?',
    })
  }
  return {
    action: 'query',
    url,
    passwordShown: options.url !== undefined && maskedUrl(options.url) !== options.url,
    settings: connectionSettings(options),
    source: { query, file },
    parameters: parseParameters(rest.filter((word) => word?.includes('=')) as string[]),
    transaction: options['single-transaction'] ?? false,
    create: options.create ?? false,
    result: options.result === undefined ? undefined : resultNumber(options.result),
    ...reportInvocation(names[0], options),
  }
}

/** A URL in the place of a query or a format is not repeated: a password may be in it. */
function refuseUrlWord(words: readonly string[]): void {
  if (!words.some((word) => /^[a-z][a-z0-9+.-]*:\/\//i.test(word))) return
  throw new RecordsError('usage', 'a URL stands where the query or the format should', {
    hint: 'Give it with --url.',
  })
}

function reportInvocation(name: string | undefined, options: Words['options']): ReportInvocation {
  const output = options.output === '-' ? undefined : options.output
  const format = chosenFormat(name, output)
  return {
    format,
    options: optionValues(format, givenOptions(options), commandWording),
    output,
    strict: options.strict ?? false,
    quiet: options.quiet ?? false,
  }
}

function chosenFormat(name: string | undefined, output: string | undefined): Format {
  if (name !== undefined) return formatNamed(name)
  return output === undefined ? formatNamed('table') : formatOfFile(output, commandWording)
}

/** The formats' options that were given, by their names in the declarations. */
function givenOptions(options: Words['options']): Record<string, unknown> {
  const given: Record<string, unknown> = {}
  for (const [key, { name, option }] of formatOptions) {
    const value = options[key]
    if (value !== undefined) given[name] = option.type === 'integer' ? Number(value) : value
  }
  return given
}

function resultNumber(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new RecordsError('usage', `--result cannot be ${text}`, { hint: 'Results count from 1.' })
}
