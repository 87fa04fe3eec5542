import { formats } from '../formatters/index.js'
import { RecordsError } from './core/errors.js'
import type { Format, OptionDeclaration } from './core/formatter.js'
import { nearest } from './core/nearest.js'

/** Formats of the original that few can open today, and what serves in their place. */
const retired: Readonly<Record<string, string>> = { xls: 'xlsx', dbf: 'csv' }

/** The format of that name or alias. Throws a usage error that names a near one, or all. */
export function formatNamed(name: string): Format {
  const format = formats.find((one) => one.name === name || one.aliases?.includes(name))
  if (format !== undefined) return format
  const names = formats.flatMap((one) => [one.name, ...(one.aliases ?? [])])
  const near = retired[name] ?? nearest(name, names)
  throw new RecordsError('usage', `there is no format called ${name}`, {
    hint: near
      ? `Did you mean ${near}?`
      : `There are ${formats.map((one) => one.name).join(', ')}.`,
  })
}

/** The format that a file's extension chooses, `.gz` aside. Throws a usage error for none. */
export function formatOfFile(path: string): Format {
  const extension = /\.([^./\\]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase()
  const format = formats.find(({ extensions }) => extension && extensions.includes(extension))
  if (format !== undefined) return format
  throw new RecordsError('usage', `the name ${path} does not tell the format`, {
    hint: 'Name it after the query (records "SELECT …" csv -o FILE), or give the file an extension such as .csv.',
  })
}

/**
 * The options' values, defaults filled in. Throws a usage error for an option that the format does
 * not have, and for a value that it does not take.
 */
export function optionValues(
  format: Format,
  given: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const declared: Readonly<Record<string, OptionDeclaration>> = format.options
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(declared, name)) continue
    throw new RecordsError('usage', `the format ${format.name} has no option ${flag(name)}`, {
      hint: havingOption(name),
    })
  }
  const entries = Object.entries(declared).map(([name, option]) => {
    const value = given[name]
    return [name, value === undefined ? option.default : checked(name, value, option)]
  })
  return Object.fromEntries(entries)
}

function checked(name: string, value: unknown, option: OptionDeclaration): unknown {
  const problem = problemWith(value, option)
  if (problem === undefined) return value
  throw new RecordsError('usage', `${flag(name)} cannot be ${JSON.stringify(value)}`, {
    hint: problem,
  })
}

function problemWith(value: unknown, option: OptionDeclaration): string | undefined {
  switch (option.type) {
    case 'choice':
      return option.choices.includes(value as string)
        ? undefined
        : `Choose one of ${option.choices.join(', ')}.`
    case 'integer': {
      const { minimum, maximum } = option
      const fits = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
      return fits ? undefined : `Give a whole number from ${minimum} to ${maximum}.`
    }
    default:
      return typeof value === option.type ? undefined : `Give a ${option.type}.`
  }
}

function havingOption(name: string): string {
  const having = formats.filter(({ options }) => Object.hasOwn(options, name))
  return having.length > 0
    ? `It is an option of ${having.map((format) => format.name).join(', ')}.`
    : 'See records formats.'
}

/** The option's flag on the command line: `noHeader` is `--no-header`. */
export function flag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
