import { expect } from 'vitest'
import { Database, type RecordsError, type Row, type RunOptions } from '../../src/index.js'

/** What one result of a script was. */
export type Told = { columns: string[]; rows: Row[] } | { changed: number | undefined }

/** Runs a script on a database of its own, and tells every result whole. */
export async function run(
  url: string,
  script: string,
  options: RunOptions = {},
  notify: (message: string) => void = () => {},
): Promise<Told[]> {
  await using database = new Database(url, { notify })
  const told: Told[] = []
  for await (const result of database.run(script, options)) {
    if (result.type === 'done') told.push({ changed: result.changed })
    else {
      const rows: Row[] = []
      for await (const batch of result.batches) rows.push(...batch)
      told.push({ columns: result.columns.map(({ name }) => name), rows })
    }
  }
  return told
}

/** The rows of the script's first result. */
export async function rows(url: string, script: string, options: RunOptions = {}): Promise<Row[]> {
  const [told] = await run(url, script, options)
  if (told === undefined || !('rows' in told)) throw new Error('no rows came')
  return told.rows
}

/** The error that some work ends with. */
export async function failure(work: Promise<unknown>): Promise<RecordsError> {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  )
  expect(error?.name).toBe('RecordsError')
  return error
}
