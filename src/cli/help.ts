import yargs from 'yargs'
import { formats } from '../../formatters/index.js'
import { RecordsError } from '../core/errors.js'
import { version } from '../version.js'
import { parserConfiguration, yargsOptions } from './options.js'

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

/**
 * What yargs answers itself to a command line, empty where that is nothing: the help, the version,
 * or the script by which a shell completes words.
 */
export async function printedByYargs(args: readonly string[]): Promise<string> {
  let printed = ''
  const parser = yargs([])
    .scriptName('records')
    .usage(usage)
    .command('formats', 'list the formats and their options')
    .command('run', 'run a report: run report.yml [name=value …]')
    .command('check', 'check a report and its queries, without running it')
    .command('connections', 'list the named connections; test [name] and show name')
    .options(yargsOptions())
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
  await parser.parseAsync([...args], {}, (_error, _parsed, output) => {
    printed = output
  })
  return printed
}

/** Words for the shell to offer where `current` has been begun: options, or formats. */
export function completions(current: string): string[] {
  const options = yargsOptions()
  const flags = Object.keys(options).filter((key) => !options[key]?.hidden)
  const words = current.startsWith('-')
    ? flags.map((key) => `--${key}`)
    : ['formats', 'run', 'check', 'connections', ...formats.map(({ name }) => name)]
  return words.filter((word) => word.startsWith(current))
}
