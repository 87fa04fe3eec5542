import type { ConnectOptions } from '../core/driver.js'
import { YamlProblem } from '../yaml/problem.js'
import type { YamlEntry, YamlNode } from '../yaml/tree.js'
import { booleanOf, entriesOf, textOf, timeOf, unknownKey } from './config-entries.js'
import { type PasswordSource, passwordSource } from './password-source.js'

/** A file that defines connections. */
export interface ConfigFile {
  readonly path: string
  /** The user's own; a project's may have come from somebody else. */
  readonly own: boolean
}

/** What a connection can be told beside its URL. */
export type Settings = Pick<
  Partial<ConnectOptions>,
  'readOnly' | 'timeout' | 'connectTimeout' | 'lockTimeout'
>

/** A named connection, as a file defines it. */
export interface Definition {
  readonly name: string
  readonly file: ConfigFile
  /** With `${NAME}` where it stands for a variable of the environment. */
  readonly url: string
  /** Undefined where it is in the URL, or none is given. */
  readonly password: PasswordSource | undefined
  readonly settings: Settings
}

/** The connections that a file defines. Throws a {@link YamlProblem}. */
export function definitions(content: YamlNode | undefined, file: ConfigFile): Definition[] {
  if (content === undefined) return []
  return entriesOf(content, 1, 'the file').flatMap((entry) => {
    if (entry.key !== 'connections') throw unknownKey(entry, ['connections'], 'the file')
    return entriesOf(entry.value, entry.line, 'connections').map((each) => definition(each, file))
  })
}

const settings: Readonly<Record<string, [keyof Settings, (entry: YamlEntry) => number | boolean]>> =
  {
    'read-only': ['readOnly', booleanOf],
    timeout: ['timeout', timeOf],
    'connect-timeout': ['connectTimeout', timeOf],
    'lock-timeout': ['lockTimeout', timeOf],
  }

const keys: readonly string[] = ['url', 'password', ...Object.keys(settings)]

function definition(entry: YamlEntry, file: ConfigFile): Definition {
  const { key: name, line, value } = entry
  if (!/^\w[\w.-]*$/.test(name)) {
    throw new YamlProblem(line, 'a connection needs a name of letters, digits, _, - and dots')
  }
  const none = { name, file, password: undefined, settings: {} }
  if (value.kind === 'text') return { ...none, url: textOf(entry) }
  const entries = entriesOf(value, line, name)
  const stranger = entries.find(({ key }) => !keys.includes(key))
  if (stranger !== undefined) throw unknownKey(stranger, keys, name)
  const url = entries.find(({ key }) => key === 'url')
  if (url === undefined) throw new YamlProblem(line, `${name} has no url`)
  const password = entries.find(({ key }) => key === 'password')
  return {
    name,
    file,
    url: textOf(url),
    password: password && passwordSource(password, file.own),
    settings: Object.fromEntries(entries.flatMap(setting)),
  }
}

function setting(entry: YamlEntry): [keyof Settings, number | boolean][] {
  const [name, read] = settings[entry.key] ?? []
  return name === undefined || read === undefined ? [] : [[name, read(entry)]]
}
