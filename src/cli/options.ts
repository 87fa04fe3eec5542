import type { Options, ParserConfigurationOptions } from 'yargs'
import { formats } from '../../formatters/index.js'
import type { OptionDeclaration } from '../core/formatter.js'
import { flag } from '../formats.js'

/** The command's own options. */
const commandOptions: Record<string, Options> = {
  file: { type: 'string', alias: 'f', describe: 'read the SQL from a file', group: 'Query:' },
  'single-transaction': {
    type: 'boolean',
    alias: '1',
    describe: 'run the whole script in one transaction',
    group: 'Query:',
  },
  url: {
    type: 'string',
    describe: 'the database (default: $DATABASE_URL): a URL, @name of a config file, or demo:',
    group: 'Connection:',
  },
  create: {
    type: 'boolean',
    describe: 'make the SQLite file if there is none',
    group: 'Connection:',
  },
  'read-only': {
    type: 'boolean',
    describe: 'have the server refuse what would change data',
    group: 'Connection:',
  },
  timeout: {
    type: 'string',
    describe: 'how long a statement may run: 500ms, 30s, 5m, 1h',
    group: 'Connection:',
  },
  'connect-timeout': {
    type: 'string',
    describe: 'how long connecting may take',
    group: 'Connection:',
  },
  'lock-timeout': {
    type: 'string',
    describe: 'how long a statement may wait for a lock',
    group: 'Connection:',
  },
  'as-of': {
    type: 'string',
    describe: 'the date that is today, so that a past run can be made again: 2026-10-31',
    group: 'Reports (run, check):',
  },
  'dry-run': {
    type: 'boolean',
    describe: 'tell what would be written, and write nothing',
    group: 'Reports (run, check):',
  },
  output: {
    type: 'string',
    alias: 'o',
    describe:
      'write to a file, whole or not at all; its extension chooses the format, .gz and .zst too',
    group: 'Output:',
  },
  result: {
    type: 'string',
    describe: 'of several results, write only the Nth',
    group: 'Output:',
  },
  'split-rows': {
    type: 'string',
    describe: 'a file for every so many rows: sales-00001.csv, sales-00002.csv, …',
    group: 'Output:',
  },
  total: {
    type: 'string',
    describe: 'show the sums of these columns below the rows: amount,quantity',
    group: 'Output:',
  },
  'group-by': {
    type: 'string',
    describe: 'with --total: sums below the rows of each group too, which these columns tell',
    group: 'Output:',
  },
  strict: {
    type: 'boolean',
    describe: 'make a value that the format cannot hold exactly an error',
    group: 'Output:',
  },
  quiet: {
    type: 'boolean',
    alias: 'q',
    describe: 'say nothing on stderr but errors',
    group: 'Output:',
  },
  debug: {
    type: 'boolean',
    describe: 'show where in the program an error arose',
    group: 'Output:',
  },
}

/** An option that one format has, or several of them. */
interface SharedOption {
  /** As the formats declare it: `guardFormulas`. */
  readonly name: string
  readonly option: OptionDeclaration
  readonly formats: readonly string[]
}

/** The options of all formats, by flag (`guard-formulas`); those of one name are one option. */
export const formatOptions: ReadonlyMap<string, SharedOption> = sharedOptions()

function sharedOptions(): Map<string, SharedOption> {
  const shared = new Map<string, SharedOption>()
  for (const format of formats) {
    for (const [name, option] of Object.entries<OptionDeclaration>(format.options)) {
      const key = flag(name).slice(2)
      const others = shared.get(key)?.formats ?? []
      shared.set(key, { name, option, formats: [...others, format.name] })
    }
  }
  return shared
}

/** yargs reads every value as text, and reports nothing by itself. */
export const parserConfiguration: Partial<ParserConfigurationOptions> = {
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'camel-case-expansion': false,
}

/** Every option as yargs declares it. */
export function yargsOptions(): Record<string, Options> {
  const ofFormats = [...formatOptions].flatMap(([key, shared]) => yargsOption(key, shared))
  return { ...commandOptions, ...Object.fromEntries(ofFormats) }
}

/** Values are read as text, so that yargs makes no number of them; the format checks them. */
function yargsOption(key: string, { option, formats }: SharedOption): [string, Options][] {
  const type = option.type === 'boolean' ? 'boolean' : 'string'
  const choices = option.type === 'choice' ? `: ${option.choices.join(', ')}` : ''
  const describe = `${option.summary}${choices} (${formats.join(', ')})`
  const shown: Options = { type, describe, group: 'Options of formats:' }
  if (option.type !== 'boolean' || !option.default) return [[key, shown]]
  // What is on by default is there to be turned off: the help shows --no-header, which yargs reads
  // as the negation of --header.
  return [
    [key, { type, hidden: true }],
    [`no-${key}`, shown],
  ]
}
