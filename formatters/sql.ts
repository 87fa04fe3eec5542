import { uniqueNames } from '../src/core/column.js'
import type { BookFormat, Notify } from '../src/core/formatter.js'
import type { Sink } from '../src/core/sink.js'
import type { DialectName, Table } from '../src/core/table.js'
import { inserts } from './sql/inserts.js'
import { type Language, languages, quotedName } from './sql/languages.js'
import { numberKeptAsText, rowLiteral } from './sql/literals.js'

const options = {
  table: { type: 'string', summary: 'the table to insert into: name or schema.name' },
  dialect: {
    type: 'choice',
    choices: ['auto', 'sqlite', 'postgresql', 'mysql'],
    default: 'auto',
    summary: 'the database to write for; auto: where the rows come from',
  },
  rowsPerStatement: {
    type: 'integer',
    minimum: 1,
    maximum: 100_000,
    default: 500,
    summary: 'how many rows a statement inserts at most',
  },
} as const

/**
 * INSERT statements, from which a client of the database makes the same values. No name and no
 * value ends its quotes, whatever the settings of the session are. What was cut short ends in a
 * statement that no client takes.
 */
const sql: BookFormat<typeof options> = {
  name: 'sql',
  extensions: ['sql'],
  summary: 'INSERT statements',
  content: 'text',
  tables: 'many',
  options,
  inexact: (column, { dialect }, own) => numberKeptAsText(column, languageOf(dialect, own)),
  async write(book, sink, { table: first, dialect, rowsPerStatement }, notify) {
    let count = 0
    for await (const table of book) {
      const language = languageOf(dialect, table.dialect)
      count++
      if (count === 1 && language.preamble !== '') await sink.write(language.preamble)
      const unnamed = count === 1 ? 'result' : `result_${count}`
      const path = (count === 1 ? first?.split('.') : undefined) ?? [table.title ?? unnamed]
      const target = path.map((name) => quotedName(name, language)).join('.')
      await writeTable(table, target, language, rowsPerStatement, sink, notify)
    }
  },
}

export default sql

/** The language that is asked for, or that of the table. */
function languageOf(asked: DialectName | 'auto', own: DialectName | undefined): Language {
  return languages[asked === 'auto' ? (own ?? 'sqlite') : asked]
}

async function writeTable(
  { columns, batches }: Table,
  target: string,
  language: Language,
  rowsPerStatement: number,
  sink: Sink,
  notify: Notify,
): Promise<void> {
  const names = uniqueNames(columns, notify, language.fold)
  const list = names.map((name) => quotedName(name, language)).join(', ')
  const insert = inserts(`INSERT INTO ${target} (${list}) VALUES`, rowsPerStatement)
  const literal = rowLiteral(columns, language)
  let rows = 0
  for await (const batch of batches) {
    rows += batch.length
    if (columns.length === 0 || batch.length === 0) continue
    await sink.write(batch.map((row) => insert.next(literal(row))).join(''))
  }
  const count = `${rows} ${rows === 1 ? 'row' : 'rows'}`
  await sink.write(insert.end() ?? `-- (${count}${columns.length === 0 ? ', no columns' : ''})\n`)
}
