import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { psql, type TestDatabase } from '../servers/index.js'

/** The rows of a new table of text columns that psql's \copy loads from the text. */
export async function loadedBy(
  { url, execute }: TestDatabase,
  text: string,
  copyOptions: string,
  columns: readonly string[],
): Promise<(string | null)[][]> {
  const path = join(inject('folder'), 'loaded')
  writeFileSync(path, text)
  const declared = columns.map((name) => `${name} text`).join(', ')
  await execute(`drop table if exists loaded; create table loaded (n serial, ${declared})`)
  const names = columns.join(', ')
  // psql leaves out noncharacters where it prints text.
  const rows = `json_agg(json_build_array(${names}) order by n)::text`
  const query = `select encode(convert_to(${rows}, 'UTF8'), 'base64') from loaded`
  const printed = await psql(
    url,
    ...['--quiet', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1'],
    ...['--command', `\\copy loaded (${names}) from '${path}' with (${copyOptions})`],
    ...['--command', query],
  )
  return JSON.parse(Buffer.from(printed, 'base64').toString())
}
