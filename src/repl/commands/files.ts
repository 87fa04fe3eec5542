import { RecordsError } from '../../core/errors.js'
import { readSqlFile } from '../../query/sql-file.js'
import { wordsOf } from '../words.js'
import type { Command } from './command.js'

export const files: readonly Command[] = [
  {
    names: ['g'],
    takes: '[file]',
    summary: 'run the statement; or write it, or the last result, to a file',
    async run(shell, rest, statement) {
      const [file] = wordsOf(rest)
      if (statement !== undefined) await shell.runStatement(statement, file)
      else if (file !== undefined) await shell.results.save(file)
      else await shell.runStatement(shell.state.statement)
    },
  },
  {
    names: ['o'],
    takes: '[file]',
    summary: 'gather results in a file; without one, write it and show them again',
    run: async ({ results }, rest) => await results.gather(wordsOf(rest)[0]),
  },
  {
    names: ['i', 'include'],
    takes: 'file',
    summary: 'run the statements and commands in a file',
    async run(shell, rest) {
      const [file] = wordsOf(rest)
      if (file === undefined) throw new RecordsError('usage', '\\i needs a file')
      if (!(await shell.run(await readSqlFile(file)))) {
        throw new RecordsError('query', `${file} was not run to its end`)
      }
    },
  },
  {
    names: ['copy'],
    takes: '(query) to file',
    summary: 'write what a query gives to a file, in the format of its extension',
    async run(shell, rest) {
      const [, query, file] = /^\(?(.*?)\)?\s+to\s+(\S.*)$/is.exec(rest) ?? []
      if (query === undefined || file === undefined) {
        throw new RecordsError('usage', '\\copy is written \\copy (query) to file')
      }
      await shell.runStatement(query, wordsOf(file)[0])
    },
  },
]
