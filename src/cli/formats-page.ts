import { formats } from '../../formatters/index.js'
import type { Format, OptionDeclaration } from '../core/formatter.js'
import { flag } from '../formats.js'

/** What `records formats` prints: every format, its extensions, and its options. */
export function formatsPage(): string {
  return formats.map(formatEntry).join('\n')
}

function formatEntry(format: Format): string {
  const { name, aliases = [], summary, extensions, tables } = format
  const names = [name, ...aliases].join(', ')
  const files = extensions.map((extension) => `.${extension}`).join(' ')
  const several = tables === 'many' ? '; holds several results' : ''
  const options = Object.entries<OptionDeclaration>(format.options).map(optionLine)
  return `${names.padEnd(16)}${summary} (${files}${several})\n${options.join('')}`
}

function optionLine([name, option]: [string, OptionDeclaration]): string {
  return `  ${usage(name, option).padEnd(38)}${option.summary}${defaultOf(option)}\n`
}

/** The flag as it is typed: one that is on by default is there to be turned off. */
function usage(name: string, option: OptionDeclaration): string {
  switch (option.type) {
    case 'boolean':
      return option.default ? `--no-${flag(name).slice(2)}` : flag(name)
    case 'choice':
      return `${flag(name)} ${option.choices.join('|')}`
    case 'integer':
      return `${flag(name)} N`
    default:
      return `${flag(name)} TEXT`
  }
}

function defaultOf(option: OptionDeclaration): string {
  if (option.type === 'boolean' || option.default === undefined) return ''
  return option.default === '' ? ' (default: nothing)' : ` (default: ${option.default})`
}
