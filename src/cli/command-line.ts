import type { Options } from 'yargs'
import parse, { type Arguments, type Options as ParserOptions } from 'yargs-parser'
import { RecordsError } from '../core/errors.js'
import { nearest } from '../core/nearest.js'
import { parserConfiguration, yargsOptions } from './options.js'

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
  readonly total?: string
  readonly 'group-by'?: string
  readonly 'as-of'?: string
  readonly 'dry-run'?: boolean
  readonly strict?: boolean
  readonly quiet?: boolean
  readonly [formatOption: string]: string | boolean | undefined
}

/** The word by which yargs's script for the shell asks for completions. */
const completionRequest = '--get-yargs-completions'

/** Reads a command line as yargs does. Throws a usage error for options that are not there. */
export async function parseCommandLine(args: readonly string[]): Promise<Words> {
  if (args[0] === completionRequest) {
    const { completions } = await import('./help.js')
    return { words: [], options: {}, printed: completions(args.at(-1) ?? '').join('\n') }
  }
  const options = yargsOptions()
  const known = ['help', 'version', ...Object.keys(options)]
  const { hidden, sql } = hideSql(args.map((arg) => completed(arg, known)))
  const parsed = parse(hidden, parserOptions(options))
  const printed = isForYargs(parsed) ? await (await import('./help.js')).printedByYargs(hidden) : ''
  const words = parsed._.map((word) => sql.get(String(word)) ?? String(word))
  checkOptions(parsed, options)
  return { words, options: parsed as OptionWords, printed }
}

/**
 * What yargs would give its parser, which is all of it that most command lines need: to load the
 * rest takes as long as a short report.
 */
function parserOptions(options: Readonly<Record<string, Options>>): ParserOptions {
  const keys = Object.keys(options)
  const ofType = (type: Options['type']) => keys.filter((key) => options[key]?.type === type)
  const aliases = keys.flatMap((key) => {
    const alias = options[key]?.alias
    return alias === undefined ? [] : [[key, [alias].flat()]]
  })
  return {
    alias: { ...Object.fromEntries(aliases), help: ['h'] },
    boolean: ['help', 'version', ...ofType('boolean')],
    string: ofType('string'),
    configuration: parserConfiguration,
  }
}

/** Whether yargs may answer it itself: it also takes the words `help` and `completion` for that. */
function isForYargs({ help, version, _: words }: Arguments): boolean {
  return help || version || words.includes('completion') || words.at(-1) === 'help'
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
