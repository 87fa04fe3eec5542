import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ConnectOptions } from '../core/driver.js'
import type { Notify } from '../core/formatter.js'

/**
 * Options by their names with hyphens; undefined for one without a value. A later one replaces an
 * earlier one.
 */
export type FileOptions = ReadonlyMap<string, string | undefined>

/** The groups that every client reads: MySQL's clients the first, MariaDB's all. */
const groups = ['client', 'client-server', 'client-mariadb']

/** MySQL's own limit, against files that include each other. */
const deepest = 10

/**
 * What the option files of MySQL and MariaDB say to clients: /etc/my.cnf, /etc/mysql/my.cnf and
 * ~/.my.cnf. A file that anybody can write is passed over, as by their clients, and told. See "Using
 * Option Files" in MySQL's manual.
 */
export function readOptionFiles({
  environment: { HOME },
  notify,
}: Pick<ConnectOptions, 'environment' | 'notify'>): FileOptions {
  const options = new Map<string, string | undefined>()
  const files = ['/etc/my.cnf', '/etc/mysql/my.cnf', ...(HOME ? [join(HOME, '.my.cnf')] : [])]
  for (const file of files) readInto(options, file, notify)
  return options
}

function readInto(
  options: Map<string, string | undefined>,
  file: string,
  notify: Notify,
  depth = 0,
): void {
  const text = textOf(file, notify)
  if (text === undefined || depth > deepest) return
  let group = ''
  for (const line of text.split('\n').map((line) => line.trim())) {
    const [, folder, place = ''] = /^!include(dir)?\s+(.+)$/.exec(line) ?? []
    for (const name of included(place, folder !== undefined)) {
      readInto(options, name, notify, depth + 1)
    }
    if (/^(?:[#;!]|$)/.test(line)) continue
    const header = /^\[([^\]]*)\]/.exec(line)?.[1]
    if (header !== undefined) group = header.trim()
    else if (groups.includes(group)) options.set(...optionOf(line))
  }
}

/** A file that is not there or may not be read says nothing, as to MySQL's clients. */
function textOf(file: string, notify: Notify): string | undefined {
  try {
    const { mode } = statSync(file)
    if (mode & 0o002) {
      notify(`${file} is passed over, because anybody can write it: chmod 600 ${file}`)
      return undefined
    }
    const text = readFileSync(file, 'utf8')
    if (mode & 0o004 && /^\s*password\s*=\s*\S/m.test(text)) {
      notify(`${file} holds a password that anybody can read: chmod 600 ${file}`)
    }
    return text
  } catch {
    return undefined
  }
}

function included(place: string, folder: boolean): readonly string[] {
  if (place === '') return []
  if (!folder) return [place]
  try {
    const names = readdirSync(place).filter((name) => name.endsWith('.cnf'))
    return names.sort().map((name) => join(place, name))
  } catch {
    return []
  }
}

function optionOf(line: string): [name: string, value: string | undefined] {
  const code = withoutComment(line)
  const at = code.indexOf('=')
  const name = (at < 0 ? code : code.slice(0, at)).trim().replaceAll('_', '-')
  return [name.replace(/^loose-/, ''), at < 0 ? undefined : valueIn(code.slice(at + 1).trim())]
}

/** A # begins a comment anywhere but in quotes. */
function withoutComment(line: string): string {
  return /^(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^#])*/.exec(line)?.[0] ?? ''
}

function valueIn(text: string): string {
  const inner = /^(["'])(.*)\1$/.exec(text)?.[2] ?? text
  return inner.replace(/\\([btnrs"'\\])/g, (_, letter: string) => escapes[letter] ?? letter)
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  r: '\r',
  s: ' ',
}
