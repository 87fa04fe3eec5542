import type { Settings } from '../connections/definition.js'
import { RecordsError } from '../core/errors.js'
import { milliseconds } from '../duration.js'
import type { Words } from './command-line.js'

const times = {
  timeout: 'timeout',
  'connect-timeout': 'connectTimeout',
  'lock-timeout': 'lockTimeout',
} as const

/** What the options say of the connection; nothing of what they leave to its definition. */
export function connectionSettings(options: Words['options']): Settings {
  const settings: { -readonly [Name in keyof Settings]: Settings[Name] } = {}
  if (options['read-only'] !== undefined) settings.readOnly = options['read-only']
  for (const [flag, name] of Object.entries(times)) {
    const text = options[flag]
    if (text !== undefined) settings[name] = time(flag, String(text))
  }
  return settings
}

function time(flag: string, text: string): number {
  const time = milliseconds(text)
  if (time !== undefined) return time
  throw new RecordsError('usage', `--${flag} cannot be ${text}`, {
    hint: 'Write 500ms, 30s, 5m or 1h; a bare number is of seconds.',
  })
}
