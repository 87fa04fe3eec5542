import type { Definition, Settings } from '../connections/definition.js'
import { urlOf } from '../connections/named.js'
import type { Environment } from '../connections/template.js'
import { RecordsError } from '../core/errors.js'
import { Database } from '../database.js'
import { databaseOf } from '../databases.js'
import { Dataset } from '../dataset/dataset.js'

/** What testing a connection showed. */
export interface TestedConnection {
  readonly name: string
  readonly version: string | undefined
  /** To connect, and to be told the version. */
  readonly milliseconds: number | undefined
  readonly error: RecordsError | undefined
}

/** In milliseconds: how long a connection is waited for where nothing is said of it. */
const patience = 10_000

/** Connects, and asks the server for its version. */
export async function testConnection(
  definition: Definition,
  settings: Settings,
  environment: Environment,
): Promise<TestedConnection> {
  const { name } = definition
  const connectTimeout = definition.settings.connectTimeout ?? patience
  const options = { connectTimeout, ...settings, environment }
  await using database = new Database(`@${name}`, options)
  try {
    const question = versionQuestion(definition, environment)
    // Opened, it has its password: typing it in is not to be counted.
    await database.interruptible()
    const started = performance.now()
    const version = await database.query(question).scalar()
    const milliseconds = Math.round(performance.now() - started)
    return { name, version: shortened(String(version)), milliseconds, error: undefined }
  } catch (error) {
    if (!(error instanceof RecordsError)) throw error
    return { name, version: undefined, milliseconds: undefined, error }
  }
}

export function testedTable(tested: readonly TestedConnection[]): Dataset {
  const rows = tested.map(({ name, version, milliseconds, error }) => [
    name,
    error === undefined ? 'ok' : 'failed',
    version ?? null,
    milliseconds ?? null,
  ])
  return new Dataset({ columns: ['name', 'connection', 'server', 'milliseconds'], rows })
}

function versionQuestion(definition: Definition, environment: Environment): string {
  const { name } = databaseOf(urlOf(definition, environment).scheme)
  return name === 'SQLite' ? "select 'SQLite ' || sqlite_version()" : 'select version()'
}

/** PostgreSQL tells the compiler too: `PostgreSQL 17.6 on x86_64-pc-linux-gnu, compiled by …`. */
function shortened(version: string): string {
  return version.replace(/ on .*$/s, '')
}
