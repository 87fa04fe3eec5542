import { openSync, writeSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import { RecordsError } from '../core/errors.js'
import type { Definition } from './definition.js'

/**
 * What is typed at the terminal, which shows nothing of it. The terminal itself is asked: the
 * standard input may be SQL. Throws a usage error where there is no terminal.
 */
export async function promptedPassword(definition: Definition): Promise<string> {
  const terminal = openTerminal(definition)
  const input = new ReadStream(terminal)
  writeSync(terminal, `Password for @${definition.name}: `)
  input.setRawMode(true)
  try {
    return await typedLine(input)
  } finally {
    input.setRawMode(false)
    writeSync(terminal, '\n')
    input.destroy()
  }
}

function openTerminal({ name, file }: Definition): number {
  try {
    return openSync('/dev/tty', 'r+')
  } catch {
    throw new RecordsError('usage', `@${name} asks for its password, and there is no terminal`, {
      hint: `Without one, let ${file.path} name an env, a file or a command to have it from.`,
    })
  }
}

function typedLine(input: ReadStream): Promise<string> {
  return new Promise((done, reject) => {
    let line = ''
    input.setEncoding('utf8').on('error', reject)
    input.on('data', (typed) => {
      for (const key of String(typed)) {
        if (key === '\r' || key === '\n') return done(line)
        if (key === ctrl('C') || key === ctrl('D')) return reject(interrupted())
        line = edited(line, key)
      }
    })
  })
}

/** In raw mode the keys that edit a line are characters like others. */
function edited(line: string, key: string): string {
  if (key === '\x7f' || key === '\b') return line.replace(/.$/su, '')
  return key === ctrl('U') ? '' : line + key
}

function ctrl(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) - 64)
}

function interrupted(): RecordsError {
  return new RecordsError('interrupted', 'no password was given')
}
