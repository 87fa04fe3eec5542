import type { Connection } from '../connection.js'
import { RecordsError } from '../core/errors.js'
import { presented } from '../core/presentation/presentation.js'
import type { DatabaseOptions } from '../database.js'
import { usedParameters } from '../sql/used-parameters.js'
import type { Edition, Sheet } from './edition.js'
import { inSnapshots } from './snapshots.js'

/**
 * Has every query prepared by its database, without running it, and sees to it that the columns that
 * the report speaks of are there.
 */
export async function checkEdition(edition: Edition, database: DatabaseOptions): Promise<void> {
  const options = { ...database, readOnly: !edition.report.write }
  await inSnapshots(edition.sources, options, async (connections) => {
    for (const sheet of edition.sheets) {
      try {
        await checkSheet(sheet, connections.get(sheet.source) as Connection, edition)
      } catch (error) {
        throw sheet.at(error)
      }
    }
  })
}

async function checkSheet(
  { definition, presentation }: Sheet,
  connection: Connection,
  { parameters }: Edition,
): Promise<void> {
  const { name, sql } = definition
  const used = usedParameters(sql, connection.dialect, parameters.values)
  const columns = await connection.describe(sql, used)
  if (columns === undefined) return
  if (columns.length === 0) {
    throw new RecordsError('query', `the query of ${name} gives no rows`)
  }
  presented({ columns, batches: (async function* () {})() }, presentation)
}
