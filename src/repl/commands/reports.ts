import { existsSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, isAbsolute, relative, resolve } from 'node:path'
import { connectionName, maskedUrl, parseConnectionUrl } from '../../connection-url.js'
import { RecordsError } from '../../core/errors.js'
import { usedParameters } from '../../sql/used-parameters.js'
import { wordsOf } from '../words.js'
import type { Command } from './command.js'

export const reports: readonly Command[] = [
  {
    names: ['sheet'],
    takes: '[name]',
    summary: 'take the statement for a sheet of a report',
    async run({ state, voice }, rest, statement = state.statement) {
      if (statement.trim() === '') throw new RecordsError('usage', 'there is no statement to take')
      const name = wordsOf(rest).join(' ') || `Sheet${state.sheets.length + 1}`
      state.sheets.push({ name, sql: statement.trim().replace(/;$/, '') })
      const count = state.sheets.length
      voice.say(
        `${name} is a sheet: \\save report.yml writes ${count === 1 ? 'it' : `all ${count}`}.`,
      )
    },
  },
  {
    names: ['save'],
    takes: 'report.yml [output…]',
    summary: 'write a report of the sheets, for records run',
    async run(shell, rest) {
      const [path, ...given] = wordsOf(rest)
      if (path === undefined) throw new RecordsError('usage', '\\save needs the name of a file')
      if (existsSync(path)) throw new RecordsError('usage', `${path} is there already`)
      const { state, voice } = shell
      if (state.sheets.length === 0) {
        throw new RecordsError('usage', 'no statement has been taken for a sheet', {
          hint: 'Run one, and then \\sheet NAME.',
        })
      }
      const { definitionText } = await import('../../report/write-definition.js')
      const outputs = given.length > 0 ? given : [usualOutput(path, state.format.extensions)]
      const connection = connectionIn(shell.session.url, path)
      const sql = state.sheets.map((sheet) => sheet.sql).join(';\n')
      const parameters = usedParameters(sql, await shell.session.dialect(), state.parameters)
      writeFileSync(path, definitionText({ connection, parameters, sheets: state.sheets, outputs }))
      voice.say(`${path} is written: records run ${path} makes ${outputs.join(', ')}.`)
      if (connection.includes(password)) {
        voice.say(`It takes the password from the environment: ${password.slice(2, -1)}.`)
      }
    },
  },
]

/** Of the session's format; a table on the screen is a workbook as a file. */
function usualOutput(path: string, [extension = 'xlsx']: readonly string[]): string {
  const name = basename(path, extname(path))
  return `${name}.${extension === 'txt' ? 'xlsx' : extension}`
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: it stands so in the report
const password = '${DATABASE_PASSWORD}'

/** The session's connection as a report in that file names it, which holds no password. */
function connectionIn(url: string, report: string): string {
  if (connectionName(url) !== undefined) return url
  const { scheme, path } = parseConnectionUrl(url)
  if (scheme !== 'sqlite' || path === '' || isAbsolute(path)) {
    return maskedUrl(url).replaceAll('****', password)
  }
  return url.replace(path, relative(dirname(resolve(report)), resolve(path)))
}
