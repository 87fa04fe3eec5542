import type { Connection } from '../connection.js'
import type { RowsResult } from '../core/driver.js'
import type { Row } from '../core/value.js'
import type { Edition, Sheet } from './edition.js'
import type { Connections } from './snapshots.js'
import { textTable } from './text-table.js'

/** A sheet that is written. */
export interface Made {
  readonly sheet: Sheet
  readonly rows: number
}

/**
 * The sheet that comes last: how the report was made. `now` is left out where the same report is to
 * have the same bytes whenever it is made.
 */
export async function aboutTable(
  { report, title, today, parameters }: Edition,
  made: readonly Made[],
  connections: Connections,
  now: Date | undefined,
): Promise<RowsResult> {
  const versions = new Map<string, string>()
  for (const [source, connection] of connections) versions.set(source, await versionOf(connection))
  const rows: Row[] = [
    ...(title === undefined ? [] : [['Report', title]]),
    ['As of', `${today} (${report.timeZone})`],
    ...(now === undefined
      ? []
      : [['Made', `${now.toISOString().slice(0, 19).replace('T', ' ')} UTC`]]),
    ...report.parameters.map(({ name }) => [name, parameters.texts.get(name) ?? '']),
    ...made.flatMap(({ sheet: { definition, source, place }, rows: count }) => [
      [definition.name, `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`],
      [`${definition.name}, database`, [place, versions.get(source)].filter(Boolean).join(': ')],
      [`${definition.name}, SQL`, definition.sql.trim()],
    ]),
  ]
  const columns = [{ name: 'What' }, { name: 'Is' }]
  return textTable({ title: 'About', heading: 'About this report', columns, rows })
}

async function versionOf(connection: Connection): Promise<string> {
  const { version } = await connection.catalog()
  if (version === undefined) return ''
  const [row] = await connection.query(version)
  return String(Object.values(row ?? {})[0])
}
