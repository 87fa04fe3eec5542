import { type FormatTypes, formats as ours } from '../formatters/index.js'
import { RecordsError } from './core/errors.js'
import type {
  Format,
  OptionDeclaration,
  OptionDeclarations,
  OptionValues,
} from './core/formatter.js'
import { nearest } from './core/nearest.js'
import { programWording, type Wording } from './wording.js'

/**
 * The formats by their names, whose types tell the options. A program that registers a format of
 * its own adds it by declaration merging.
 */
export interface Formats extends FormatTypes {}

/** The formats whose output is bytes. */
export interface BinaryFormats {
  xlsx: true
  ods: true
}

/** The name of a format; an alias, or a name that only the running program knows, is a string too. */
export type FormatName = keyof Formats | (string & {})

/** The options of a format by its name, every one of which may be left out. */
export type OptionsOf<F extends string> = F extends keyof Formats
  ? Formats[F] extends { readonly options: infer O extends OptionDeclarations }
    ? { readonly [K in keyof O]?: OptionValues<O>[K] | undefined }
    : never
  : Readonly<Record<string, unknown>>

/** What a format's output is in memory. */
export type Content<F extends string> = F extends keyof BinaryFormats
  ? Uint8Array
  : F extends keyof Formats
    ? string
    : string | Uint8Array

const all: Format[] = [...ours]

/** Every format, the built-in ones first. */
export function formats(): readonly Format[] {
  return all
}

/**
 * Makes a format known by its name, its aliases and its extensions. Throws a usage error where one
 * of them is taken.
 */
export function registerFormat(format: Format): void {
  const words = (one: Format): string[] => [one.name, ...(one.aliases ?? []), ...one.extensions]
  const taken = all.flatMap(words).find((word) => words(format).includes(word))
  if (taken !== undefined) {
    throw new RecordsError('usage', `there is a format for ${taken} already`)
  }
  all.push(format)
}

/** Formats of the original that few can open today, and what serves in their place. */
const retired = new Map([
  ['xls', 'xlsx'],
  ['dbf', 'csv'],
])

/** The format of that name or alias. Throws a usage error that names a near one, or all. */
export function formatNamed(name: string): Format {
  const format = all.find((one) => one.name === name || one.aliases?.includes(name))
  if (format !== undefined) return format
  checkRetired(name)
  const names = all.flatMap((one) => [one.name, ...(one.aliases ?? [])])
  const near = nearest(name, names)
  throw new RecordsError('usage', `there is no format called ${name}`, {
    hint: near ? `Did you mean ${near}?` : `There are ${all.map((one) => one.name).join(', ')}.`,
  })
}

function checkRetired(name: string): void {
  const successor = retired.get(name)
  if (successor === undefined) return
  throw new RecordsError('usage', `the format ${name} is not written any more`, {
    hint: `Use ${successor}, which serves in its place.`,
  })
}

/** The format that a file's extension chooses, `.gz` and `.zst` aside. Throws a usage error for none. */
export function formatOfFile(path: string, wording: Wording = programWording): Format {
  const extension = /\.([^./\\]+)(?:\.(?:gz|zst))?$/i.exec(path)?.[1]?.toLowerCase() ?? ''
  const format = all.find(({ extensions }) => extensions.includes(extension))
  if (format !== undefined) return format
  checkRetired(extension)
  throw new RecordsError('usage', `the name ${path} does not tell the format`, {
    hint: `${wording.nameFormat}, or give the file an extension such as .csv.`,
  })
}

/**
 * The options' values, defaults filled in. Throws a usage error for an option that the format does
 * not have, and for a value that it does not take.
 */
export function optionValues(
  format: Format,
  given: Readonly<Record<string, unknown>>,
  wording: Wording = programWording,
): Record<string, unknown> {
  const declared: Readonly<Record<string, OptionDeclaration>> = format.options
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(declared, name)) continue
    throw new RecordsError(
      'usage',
      `the format ${format.name} has no option ${wording.option(name)}`,
      {
        hint: havingOption(name, wording),
      },
    )
  }
  const entries = Object.entries(declared).map(([name, option]) => {
    const value = given[name]
    return [
      name,
      value === undefined ? option.default : checked(wording.option(name), value, option),
    ]
  })
  return Object.fromEntries(entries)
}

function checked(name: string, value: unknown, option: OptionDeclaration): unknown {
  const problem = problemWith(value, option)
  if (problem === undefined) return value
  throw new RecordsError('usage', `${name} cannot be ${JSON.stringify(value)}`, {
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

function havingOption(name: string, wording: Wording): string {
  const having = all.filter(({ options }) => Object.hasOwn(options, name))
  return having.length > 0
    ? `It is an option of ${having.map((format) => format.name).join(', ')}.`
    : wording.seeFormats
}

/** The option's flag on the command line: `noHeader` is `--no-header`. */
export function flag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
