import yargs, { type Argv, type Options } from 'yargs'
import { formats } from '../../formatters/index.js'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { version } from '../version.js'
import { yargsOptions } from './options.js'

/** The words and options of a command line, or what it asks to be printed. */
export interface Words {
  readonly words: readonly string[]
  readonly options: OptionWords
  /** Help, the version, or a completion; empty where none of them was asked for. */
  readonly printed: string
}

interface OptionWords {
  readonly url?: string
  readonly file?: string
  readonly output?: string
  readonly result?: string
  readonly 'single-transaction'?: boolean
  readonly create?: boolean
  readonly 'read-only'?: boolean
  readonly timeout?: string
  readonly 'connect-timeout'?: string
  readonly 'lock-timeout'?: string
  readonly strict?: boolean
  readonly quiet?: boolean
  readonly [formatOption: string]: string | boolean | undefined
}

const usage = `SQL in, a report out.

  records <query> [format] [name=value …] [--url URL] [-o FILE]

<query> is SQL, a file of SQL, or - for the standard input. [format] is one of
${formats.map(({ name }) => name).join(', ')}.
:name in the SQL is bound to the value of name=text or name:=JSON (numbers, booleans, lists).`

const examples: readonly [command: string, what: string][] = [
  ['records "SELECT * FROM cheese" --url demo:', 'a table, from the sample that is built in'],
  ['records "SELECT * FROM cheese" csv --url shop.db > cheese.csv', 'CSV, from a SQLite file'],
  ['records sales.sql -o sales.xlsx year:=2025', 'a workbook, from $DATABASE_URL'],
  ["records 'SELECT * FROM cheese WHERE id IN (:ids)' json 'ids:=[1,2,3]'", 'a list'],
  ['records - yaml < report.sql', 'SQL from the standard input'],
]

/** yargs reads every value as text, and reports nothing by itself. */
const parserConfiguration = {
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'dot-notation': false,
  'greedy-arrays': false,
  'camel-case-expansion': false,
}

/** The word by which yargs's script for the shell asks for completions. */
const completionRequest = '--get-yargs-completions'

/** Reads a command line by yargs. Throws a usage error for options that are not there. */
export async function parseCommandLine(args: readonly string[]): Promise<Words> {
  const options = yargsOptions()
  if (args[0] === completionRequest) {
    return { words: [], options: {}, printed: completions(args.at(-1) ?? '', options).join('\n') }
  }
  const known = ['help', 'version', ...Object.keys(options)]
  const { hidden, sql } = hideSql(args.map((arg) => completed(arg, known)))
  let printed = ''
  const parsed = await commandLineParser(options).parseAsync(
    hidden,
    {},
    (_error, _parsed, output) => {
      printed = output
    },
  )
  const words = parsed._.map((word) => sql.get(String(word)) ?? String(word))
  checkOptions(parsed, options)
  return { words, options: parsed as OptionWords, printed }
}

function commandLineParser(options: Readonly<Record<string, Options>>): Argv {
  return yargs([])
    .scriptName('records')
    .usage(usage)
    .command('formats', 'list the formats and their options')
    .command('connections', 'list the named connections; test [name] and show name')
    .options(options)
    .example(examples.map((example) => [...example]))
    .completion('completion', 'print a script that completes words in bash or zsh')
    .parserConfiguration(parserConfiguration)
    .version(version)
    .alias({ h: 'help' })
    .wrap(100)
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new RecordsError('usage', message)
    })
}

/** Words for the shell to offer: options, or formats. */
function completions(current: string, options: Readonly<Record<string, Options>>): string[] {
  const flags = Object.keys(options).filter((key) => !options[key]?.hidden)
  const words = current.startsWith('-')
    ? flags.map((key) => `--${key}`)
    : ['formats', 'connections', ...formats.map(({ name }) => name)]
  return words.filter((word) => word.startsWith(current))
}

/** SQL may begin with a comment, `-- …`, which is no option: those have no space in their names. */
function hideSql(args: readonly string[]): { hidden: string[]; sql: Map<string, string> } {
  const sql = new Map<string, string>()
  const hidden = args.map((arg, index) => {
    if (!/^--[^=\s]*\s/.test(arg)) return arg
    const name = `\0${index}`
    sql.set(name, arg)
    return name
  })
  return { hidden, sql }
}

/** An option may be shortened as long as only one begins so. */
function completed(arg: string, known: readonly string[]): string {
  const [, name = '', value = ''] = /^--([a-z][a-z-]*)(=.*)?$/s.exec(arg) ?? []
  if (name === '' || known.includes(name)) return arg
  const meant = known.filter((one) => one.startsWith(name))
  return meant.length === 1 ? `--${meant[0]}${value}` : arg
}

function checkOptions(parsed: object, options: Readonly<Record<string, Options>>): void {
  const aliases = ['_', '$0', 'help', 'h', 'version', 'f', 'o', '1', 'q']
  for (const [name, value] of Object.entries(parsed)) {
    if (aliases.includes(name)) continue
    const option = options[name]
    if (option === undefined) throw unknownOption(name, Object.keys(options))
    if (Array.isArray(value)) throw new RecordsError('usage', `--${name} is given twice`)
    if (option.type === 'string' && value === '' && name !== 'null') {
      throw new RecordsError('usage', `--${name} needs a value`)
    }
  }
}

function unknownOption(name: string, known: readonly string[]): RecordsError {
  const near = nearest(name, known)
  return new RecordsError('usage', `there is no option ${name.length > 1 ? '--' : '-'}${name}`, {
    hint: near ? `Did you mean --${near}?` : 'See records --help.',
  })
}
