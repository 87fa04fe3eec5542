// A program of a user's, which check-package.js type-checks and runs against the packed package.
import { Database, RecordsError } from 'records-sql'

const database: Database = new Database('demo:')
try {
  for await (const result of database.run('select 42 as answer')) {
    if (result.type !== 'rows') throw new Error('A select gives rows')
    for await (const batch of result.batches) {
      for (const row of batch) console.log(`${result.columns[0]?.name} = ${row[0]}`)
    }
  }
} catch (error) {
  if (error instanceof RecordsError) console.error(error.code satisfies string)
  throw error
} finally {
  await database.close()
}
