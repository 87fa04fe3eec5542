import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** PATH, and where servers lie that are not on every user's PATH. */
export const searchPath: readonly string[] = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/local/sbin',
  '/usr/sbin',
  '/usr/libexec',
]

/** The path of a program in the first directory that has it. */
export function find(program: string, directories: readonly string[]): string | undefined {
  return directories.map((directory) => join(directory, program)).find((path) => existsSync(path))
}

/** Where a package keeps each of its versions: `parent/prefix…/bin`, the newest first. */
export function versions(parent: string, prefix: string): string[] {
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .filter((name) => name.startsWith(prefix))
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(parent, name, 'bin'))
}

/** Where Homebrew keeps a formula and its versions: `postgresql@17`. */
export function homebrew(formula: string): string[] {
  return ['/opt/homebrew/opt', '/usr/local/opt', '/home/linuxbrew/.linuxbrew/opt'].flatMap(
    (parent) => versions(parent, formula),
  )
}

/** The line that a program prints, or nothing where there is no such program. */
export function line(program: string, ...words: string[]): string[] {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    return [execFileSync(program, words, { encoding: 'utf8', stdio: [...stdio] }).trim()]
  } catch {
    return []
  }
}
