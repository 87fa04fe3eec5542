import { maskedUrl } from '../connection-url.js'
import type { Settings } from '../connections/definition.js'
import { RecordsError } from '../core/errors.js'
import type { Format } from '../core/formatter.js'
import type { Presentation } from '../core/presentation/presentation.js'
import { formatNamed, formatOfFile, optionValues } from '../formats.js'
import type { ParameterValue } from '../sql/parameters.js'
import { parseCommandLine, type Words } from './command-line.js'
import { type ConnectionsRequest, connectionsRequest } from './connections-request.js'
import { formatOptions } from './options.js'
import { parseParameters } from './parameters.js'
import type { QuerySource } from './query-text.js'
import {
  type ReportRequest,
  refuseOthersOptions,
  refuseReportsOptions,
  reportRequest,
} from './report-request.js'
import { connectionSettings } from './settings.js'
import { commandWording } from './wording.js'

/** What the command line asks for. */
export type Invocation =
  | { readonly action: 'print'; readonly text: string }
  | { readonly action: 'formats' }
  | ConnectionsInvocation
  | ReportRunInvocation
  | QueryInvocation

/** How a report is written, and where. */
export interface ReportInvocation {
  readonly format: Format
  readonly options: Readonly<Record<string, unknown>>
  readonly output: string | undefined
  readonly presentation: Presentation | undefined
  readonly strict: boolean
  readonly quiet: boolean
}

export interface ConnectionsInvocation extends ReportInvocation {
  readonly action: 'connections'
  readonly request: ConnectionsRequest
  readonly settings: Settings
}

export interface ReportRunInvocation {
  readonly action: 'report'
  readonly request: ReportRequest
  readonly settings: Settings
  /** What takes the place of the report's own connection. */
  readonly url: string | undefined
  /** The date that is to be today. */
  readonly asOf: string | undefined
  readonly strict: boolean
  readonly quiet: boolean
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
  /** How many rows a file has at most, where there are to be several. */
  readonly splitRows: number | undefined
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
  if ((line.words[0] === 'run' || line.words[0] === 'check') && line.options.file === undefined) {
    return reportRunInvocation(line)
  }
  refuseReportsOptions(line.options)
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

function reportRunInvocation({ words, options }: Words): ReportRunInvocation {
  refuseOthersOptions(options)
  const [word, ...rest] = words
  const verb = word === 'check' ? 'check' : options['dry-run'] ? 'plan' : 'run'
  return {
    action: 'report',
    request: reportRequest(verb, rest),
    settings: connectionSettings(options),
    url: options.url,
    asOf: options['as-of'],
    strict: options.strict ?? false,
    quiet: options.quiet ?? false,
  }
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
    result: wholeNumber(options, 'result', 'Results count from 1.'),
    splitRows: wholeNumber(options, 'split-rows', 'Give how many rows a file has: 1000000.'),
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
    presentation: presentation(options),
    strict: options.strict ?? false,
    quiet: options.quiet ?? false,
  }
}

/** Totals, as far as the command line has words for how a table is shown. */
function presentation(options: Words['options']): Presentation | undefined {
  const { total, 'group-by': groupBy } = options
  if (total === undefined) {
    if (groupBy === undefined) return undefined
    throw new RecordsError('usage', '--group-by shows totals: say which with --total')
  }
  const summed = listed('--total', total).map((name) => [name, { total: 'sum' }] as const)
  return {
    columns: Object.fromEntries(summed),
    groupBy: groupBy === undefined ? [] : listed('--group-by', groupBy),
  }
}

function listed(option: string, text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes(''))
    throw new RecordsError('usage', `${option} needs a name before and after each comma`)
  return names
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

function wholeNumber(options: Words['options'], name: string, hint: string): number | undefined {
  const text = options[name]
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,14}$/.test(String(text))) return Number(text)
  throw new RecordsError('usage', `--${name} cannot be ${text}`, { hint })
}
