import { Database, type Parameters } from '../../src/index.js'

const sql = 'select :value'

export function values(database: Database): void {
  database.query(sql, { value: 'text' })
  database.query(sql, { value: 1, other: 2n, more: true, none: null })
  database.query(sql, { value: new Uint8Array(2), exact: { decimal: '1.50' } })
  database.query(sql, { value: [1, 2, 3] })
  database.query(sql, { value: ['a', null] as const })
  database.query(sql, new Map([['value', 1]]))
  // @ts-expect-error a Date has no time zone that the database would read
  database.query(sql, { value: new Date() })
  // @ts-expect-error undefined is not NULL
  database.query(sql, { value: undefined })
  // @ts-expect-error a function
  database.query(sql, { value: () => 5 })
  // @ts-expect-error an object
  database.query(sql, { value: { a: 1 } })
  // @ts-expect-error a list in a list
  database.query(sql, { value: [[1]] })
  // @ts-expect-error parameters have names
  database.query(sql, [1, 2])
  // @ts-expect-error a Date
  database.query(sql, new Map([['value', new Date()]]))
}

export async function lists(database: Database, signal: AbortSignal): Promise<void> {
  const list: Parameters[] = [{ id: 1 }, new Map([['id', 2]])]
  await database.bulk(sql, list, { signal, timeout: 1000 })
  await database.bulk(
    sql,
    (async function* () {
      yield { id: 1 }
    })(),
  )
  // @ts-expect-error one set of parameters
  await database.bulk(sql, { id: 1 })
  // @ts-expect-error milliseconds
  await database.execute(sql, {}, { timeout: '1s' })
}

export async function builders(database: Database): Promise<void> {
  const knex = await database.knex()
  database.query(knex('cheese').where({ id: 1 }))
  await database.execute(knex('cheese').insert({ id: 1 }))
  // @ts-expect-error a builder is one statement
  database.script(knex('cheese'))
  // @ts-expect-error no SQL
  database.query(5)
}

export async function connecting(): Promise<void> {
  await using database = new Database('demo:', { create: true })
  new Database(await database.knex())
  // @ts-expect-error a URL, or knex
  new Database({ host: 'localhost' })
  // @ts-expect-error no option
  new Database('demo:', { creates: true })
}
