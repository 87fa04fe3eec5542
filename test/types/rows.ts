import type {
  Column,
  Connection,
  Conversions,
  Database,
  Dataset,
  DoneResult,
  RowObject,
  Rows,
  SafeValue,
} from '../../src/index.js'
import { exactly } from './exactly.js'

interface Cheese {
  name: string
  price: number | null
}

export async function rowsByName(database: Database): Promise<void> {
  const rows = database.query<Cheese>('select name, price from cheese')
  exactly<Rows<Cheese>>()(rows)
  exactly<Cheese[]>()(await rows)
  exactly<Cheese[]>()(await rows.all())
  exactly<Cheese>()(await rows.one())
  exactly<Cheese | undefined>()(await rows.first())
  exactly<Cheese | null>()(await rows.first(null))
  exactly<Cheese | 'none'>()(await rows.first('none' as const))
  exactly<Dataset>()(await rows.dataset())
  exactly<readonly Column[]>()(await rows.columns())
  for await (const row of rows) exactly<Cheese>()(row)
  for await (const batch of rows.batches()) exactly<Cheese[]>()(batch)
  exactly<number>()(await rows.then((all) => all.length))
  exactly<Cheese[] | 'failed'>()(await rows.then(null, () => 'failed' as const))

  // @ts-expect-error there may be no row
  ;(await rows.first()).name
  // @ts-expect-error no column of the row's type
  ;(await rows.one()).country
  // @ts-expect-error rows are read once, in order
  rows[0]
  // @ts-expect-error a row is an object or an array
  database.query<number>('select 1')
  // @ts-expect-error rows are a query's to make
  new Rows()
}

export async function rowsOfAnyType(connection: Connection): Promise<void> {
  const rows = connection.query('select name, price from cheese')
  exactly<Rows<RowObject>>()(rows)
  exactly<RowObject[]>()(await rows)
  const row = await rows.one()
  exactly<SafeValue | undefined>()(row.name)
  // @ts-expect-error what the cell is must be asked first
  row.name?.toUpperCase()
  if (typeof row.name === 'string') exactly<string>()(row.name)
}

export async function scalars(database: Database): Promise<void> {
  const rows = database.query('select max(price) from cheese')
  exactly<SafeValue | undefined>()(await rows.scalar())
  exactly<number | undefined>()(await rows.scalar<number>())
  exactly<number>()(await rows.scalar<number>(0))
  exactly<number | 'none'>()(await rows.scalar<number, 'none'>('none'))
  // @ts-expect-error not of that type
  await rows.scalar<number>('none')
}

export async function rowsByPosition(database: Database): Promise<void> {
  const rows = database.query<Cheese>('select name, price from cheese')
  exactly<SafeValue[][]>()(await rows.arrays())
  exactly<[string, number][]>()(await rows.arrays<[string, number]>())
  exactly<[string, number] | undefined>()(await rows.arrays<[string, number]>().first())
  // @ts-expect-error no array
  rows.arrays<{ name: string }>()
}

export async function scripts(database: Database): Promise<void> {
  for (const result of await database.script('select 1; delete from cheese')) {
    exactly<Dataset | DoneResult>()(result)
    if ('changed' in result) exactly<number | undefined>()(result.changed)
    else exactly<Dataset>()(result)
  }
  exactly<number>()(await database.execute('delete from cheese'))
  const { changed, counts } = await database.bulk('delete from cheese where id = :id', [{ id: 1 }])
  exactly<number>()(changed)
  exactly<readonly number[]>()(counts)
  // @ts-expect-error a script has many results, which have rows of many types
  database.script<Cheese>('select 1')
}

export async function work(database: Database): Promise<void> {
  exactly<number>()(await database.transaction(async (connection) => connection.execute('…')))
  exactly<Cheese | undefined>()(
    await database.session((connection) => connection.query<Cheese>('…').first()),
  )
  // @ts-expect-error connections are a database's to make
  new Connection()
  // @ts-expect-error the work must be awaited
  await database.transaction(() => 5)
}

export function conversions(database: Database): void {
  const as: Conversions = {
    kinds: { decimal: 'number', date: 'date', json: (cell) => JSON.parse(String(cell)) },
    columns: { price: 'text', hash: 'bytes', name: (cell, column) => [cell, column.typeName] },
  }
  database.query('select 1', {}, { as })
  database.query('select 1', {}, { as: { kinds: { decimal: 'number' } } })
  // @ts-expect-error no word for it
  database.query('select 1', {}, { as: { kinds: { decimal: 'float' } } })
  // @ts-expect-error no word for it
  database.query('select 1', {}, { as: { columns: { price: 'money' } } })
  // @ts-expect-error no kind
  database.query('select 1', {}, { as: { kinds: { numeric: 'number' } } })
  // @ts-expect-error no option
  database.query('select 1', {}, { at: {} })
}
