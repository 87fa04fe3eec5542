import type { Dialect } from '../../core/dialect.js'
import type { Completion, Completions } from '../editor/contract.js'
import { commandPlace } from './command-argument.js'
import { type Commands, commandCompletions, quotedArgument } from './commands.js'
import { type Cursor, cursorAt } from './cursor.js'
import { fileNames } from './files.js'
import { beginning, Items } from './items.js'
import { partsOf } from './parts.js'
import { type Schema, systemSchema } from './schema.js'
import { isSame, namedQueries, type Statement, tablesWithin } from './tables-within.js'
import { wordsOf } from './vocabulary/index.js'
import { type Wanted, wantedAfter } from './wanted.js'

/**
 * What may stand at the cursor, in the place of what is typed there: columns, tables, functions and
 * keywords that begin with it, in letters of either case; on a command's line what it takes, but
 * for files. Asks nothing of the database.
 */
export function complete(
  text: string,
  at: number,
  schema: Schema,
  dialect: Dialect,
  commands: Commands,
): Completions {
  const place = commandPlace(text, at, dialect, commands.list)
  if (place !== undefined && place.type !== 'query') {
    return commandCompletions(place, schema, commands)
  }
  // The query of a command's line is its parentheses' alone.
  const from = place?.start ?? 0
  const cursor = cursorAt(text.slice(from, place?.end), at - from, dialect)
  return { start: from + cursor.start, items: itemsAt(cursor, schema, dialect, commands) }
}

/** {@link complete}, and the names of files where a command takes one. */
export async function completeWithFiles(
  text: string,
  at: number,
  schema: Schema,
  dialect: Dialect,
  commands: Commands,
  signal?: AbortSignal,
): Promise<Completions> {
  const place = commandPlace(text, at, dialect, commands.list)
  if (place?.type !== 'argument' || place.word !== 'file') {
    return complete(text, at, schema, dialect, commands)
  }
  const names = await fileNames(place.typed, signal)
  return { start: place.start, items: names.map(quotedArgument(place)) }
}

function itemsAt(
  cursor: Cursor,
  schema: Schema,
  dialect: Dialect,
  commands: Commands,
): readonly Completion[] {
  if (cursor.typing === 'none') return []
  if (cursor.typing === 'parameter') return parametersAt(cursor, commands)
  const items = new Items(cursor, dialect)
  const statement: Statement = { parts: partsOf(cursor), schema, dialect }
  if (cursor.qualifiers.length > 0) addQualified(items, cursor.qualifiers, statement)
  else {
    const wanted = wantedAfter(cursor.before, dialect)
    for (const kind of ranks) if (wanted.includes(kind)) adders[kind](items, statement, cursor)
  }
  return items.all
}

function parametersAt({ typed }: Cursor, { parameters }: Commands): Completion[] {
  const names = beginning([...parameters], typed).sort()
  return names.map((name) => ({ text: `:${name}`, kind: 'parameter' }))
}

/** What comes first, where several begin with what is typed. */
const ranks: readonly Wanted[] = [
  'column',
  'table',
  'schema',
  'type',
  'statement',
  'function',
  'table function',
  'keyword',
]

type Add = (items: Items, statement: Statement, cursor: Cursor) => void

const adders: Readonly<Record<Wanted, Add>> = {
  column(items, statement) {
    const tables = tablesWithin(statement)
    for (const { columns } of tables) items.addNames(columns, 'column')
    items.addNames(namesOf(tables), 'table')
  },
  table(items, statement, { typed }) {
    const { schema, dialect } = statement
    items.addNames(namesOf(namedQueries(statement)), 'query')
    items.addTables(schema.tables())
    const system = systemSchema(typed, dialect.name)
    if (system !== undefined) items.addTables(schema.tables(system))
  },
  schema: (items, { schema }) => items.addNames(schema.schemas, 'schema'),
  function(items, { schema, dialect }) {
    items.addNames(namesOf(schema.functions), 'function')
    items.addWords(wordsOf(dialect.name).functions, 'function')
  },
  'table function'(items, { schema, dialect }, { typed }) {
    if (typed === '') return
    // Those of SQLite, which are in no schema, stand in expressions.
    const own = schema.functions.filter((one) => one.schema !== undefined)
    items.addNames(namesOf(own), 'function')
    items.addWords(wordsOf(dialect.name).tableFunctions, 'function')
  },
  type: (items, { dialect }) => items.addWords(wordsOf(dialect.name).types, 'type'),
  statement: (items, { dialect }) => items.addWords(wordsOf(dialect.name).statements, 'keyword'),
  keyword: (items, { dialect }) => items.addWords(wordsOf(dialect.name).keywords, 'keyword'),
}

/** `alias.`, `table.`, `schema.` or `schema.table.`. */
function addQualified(items: Items, qualifiers: readonly string[], statement: Statement): void {
  const { schema } = statement
  const [last = '', outer] = [...qualifiers].reverse()
  if (outer !== undefined) {
    items.addNames(schema.columns(last, outer), 'column')
    return
  }
  const tables = tablesWithin(statement).filter(({ name }) => isSame(name, last))
  for (const { columns } of tables) items.addNames(columns, 'column')
  if (tables.length === 0) items.addNames(schema.columns(last), 'column')
  if (!schema.schemas.some((name) => isSame(name, last))) return
  items.addTables(schema.tables(last))
  const own = schema.functions.filter((one) => one.schema === last)
  items.addNames(namesOf(own), 'function')
}

function namesOf(all: readonly { readonly name: string }[]): string[] {
  return all.map(({ name }) => name)
}
