import { RecordsError } from '../../core/errors.js'
import { wordsOf } from '../words.js'
import type { Command } from './command.js'

export const tables: readonly Command[] = [
  {
    names: ['dt'],
    takes: '[schema]',
    summary: 'list the tables',
    run: async (shell, rest) => await listed(shell, rest, 'table'),
  },
  {
    names: ['dv'],
    takes: '[schema]',
    summary: 'list the views',
    run: async (shell, rest) => await listed(shell, rest, 'view'),
  },
  catalogued('di', 'indexes', '[table]'),
  catalogued('df', 'functions', '[schema]'),
  catalogued('dn', 'schemas'),
  catalogued('l', 'databases'),
  {
    names: ['d'],
    takes: '[table]',
    summary: 'describe a table or view; without a name, list all',
    async run(shell, rest) {
      const [name] = wordsOf(rest)
      if (name === undefined) return await listed(shell, rest)
      const connection = await shell.session.get()
      const [, schema, table = name] = /^([^.]+)\.(.+)$/s.exec(name) ?? []
      const columns = await connection.columns(table, schema === undefined ? {} : { schema })
      await shell.results.list(
        columns.map(({ name, type, nullable, default: otherwise, primaryKey }) => ({
          column: name,
          type,
          nullable: nullable ? '' : 'not null',
          default: otherwise ?? '',
          key: primaryKey ? 'primary' : '',
        })),
      )
    },
  },
]

/** A list of the database's own catalogue, in which `what` it may not have. */
function catalogued(
  name: string,
  what: 'indexes' | 'functions' | 'schemas' | 'databases',
  takes = '',
): Command {
  return {
    names: [name],
    takes,
    summary: `list the ${what}`,
    async run(shell, rest) {
      const connection = await shell.session.get()
      const sql = (await connection.catalog())[what]
      if (sql === undefined) throw new RecordsError('usage', `this database tells of no ${what}`)
      const [word = null] = wordsOf(rest)
      const all = { schema: what === 'functions' ? word : null, table: word }
      const used = Object.entries(all).filter(([each]) => sql.includes(`:${each}`))
      await shell.results.showList(await connection.query(sql, Object.fromEntries(used)).dataset())
    },
  }
}

async function listed(
  shell: Parameters<Command['run']>[0],
  rest: string,
  only?: 'table' | 'view',
): Promise<void> {
  const connection = await shell.session.get()
  const [schema] = wordsOf(rest)
  const all = await connection.tables({ views: true, ...(schema && { schema }) })
  const chosen = all.filter(({ type }) => only === undefined || type === only)
  await shell.results.list(chosen.map(({ schema, name, type }) => ({ schema, name, type })))
}
