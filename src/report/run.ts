import type { Connection } from '../connection.js'
import type { RowsResult } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Notify } from '../core/formatter.js'
import type { Batch } from '../core/value.js'
import type { DatabaseOptions } from '../database.js'
import { duration } from '../duration.js'
import { usedParameters } from '../sql/used-parameters.js'
import { aboutTable, type Made } from './about.js'
import { Broadcast } from './broadcast.js'
import { contentsTable } from './contents.js'
import type { Edition, Sheet } from './edition.js'
import { lockReport } from './lock.js'
import { OutputFile } from './output-file.js'
import { Publication } from './publication.js'
import { type Connections, inSnapshots } from './snapshots.js'

/** How a report is run. */
export interface RunOptions {
  readonly database: DatabaseOptions & Required<Pick<DatabaseOptions, 'environment'>>
  /** Whether a cell that a format cannot hold exactly is an error. */
  readonly strict: boolean
  readonly signal: AbortSignal
  /** Called when there is something that a signal must stop, and can. */
  readonly watch: () => void
  /** Hears a line about each query and each file. */
  readonly tell: Notify
  /** When it is made; undefined where the report is to be the same however often it is made. */
  readonly now: Date | undefined
}

/**
 * Runs every query, of each database in one transaction that sees one moment, and writes every
 * file. The files appear together at the end; after any failure none has changed. Answers their
 * paths.
 */
export async function runEdition(edition: Edition, options: RunOptions): Promise<string[]> {
  const lock = await lockReport(edition.report.path, options.database.environment)
  try {
    return await publishEdition(edition, Publication.begin(), options)
  } finally {
    lock.release()
  }
}

async function publishEdition(
  edition: Edition,
  publication: Publication,
  options: RunOptions,
): Promise<string[]> {
  const { report, sources } = edition
  try {
    const database = { ...options.database, readOnly: !report.write }
    const files = await inSnapshots(sources, database, (connections, interruptible) => {
      // A call into SQLite hears of no signal: that ends the process, and the publication with it.
      if (interruptible) options.watch()
      return writeFiles(edition, connections, publication, options)
    })
    await publication.publish()
    for (const file of files) options.tell(`wrote ${file}`)
    return files
  } finally {
    await publication.discard()
  }
}

/** Answers the paths of the files that are to be published. */
async function writeFiles(
  edition: Edition,
  connections: Connections,
  publication: Publication,
  { strict, signal, tell, now }: RunOptions,
): Promise<string[]> {
  const files: OutputFile[] = []
  try {
    for (const planned of edition.outputs) {
      files.push(await OutputFile.open(planned, publication, { strict, tell }))
    }
    const framed = files.filter(({ planned }) => planned.framed)
    if (edition.report.contents) {
      await deliver(framed, ({ planned }) => contentsTable(edition, planned.sheets))
    }
    const made: Made[] = []
    for (const sheet of edition.sheets) {
      const connection = connections.get(sheet.source) as Connection
      made.push(await writeSheet(sheet, connection, files, { edition, signal, tell }))
    }
    if (edition.report.about) {
      const table = await aboutTable(edition, made, connections, now)
      await deliver(framed, () => table)
    }
    const kept = await Promise.all(files.map((file) => file.finish()))
    return files.flatMap(({ planned }, index) => (kept[index] ? [planned.path] : []))
  } catch (error) {
    await Promise.all(files.map((file) => file.abandon(error)))
    throw error
  }
}

/** Gives each of the files a table of its own. */
async function deliver(
  files: readonly OutputFile[],
  table: (file: OutputFile) => RowsResult,
): Promise<void> {
  await Promise.all(files.map((file) => file.put(table(file))))
}

interface Context {
  readonly edition: Edition
  readonly signal: AbortSignal
  readonly tell: Notify
}

/** Runs a sheet's query once, for all the files that have the sheet. */
async function writeSheet(
  sheet: Sheet,
  connection: Connection,
  files: readonly OutputFile[],
  { edition, signal, tell }: Context,
): Promise<Made> {
  const { name, sql, timeout = edition.report.timeout } = sheet.definition
  const having = files.filter(({ planned }) => planned.sheets.includes(sheet.definition))
  const started = performance.now()
  const late = timeLimit(timeout)
  let rows: number | undefined
  try {
    const parameters = usedParameters(sql, connection.dialect, edition.parameters.values)
    const stop = AbortSignal.any([signal, late.signal])
    for await (const result of connection.run(sql, { parameters, single: true, signal: stop })) {
      if (result.type === 'rows') rows = (rows ?? 0) + (await spread(result, sheet, having))
    }
    if (rows === undefined) throw new RecordsError('query', `the query of ${name} gives no rows`)
  } catch (error) {
    throw sheet.at(error)
  } finally {
    late.clear()
  }
  const time = (performance.now() - started) / 1000
  tell(`${name}: ${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}, ${time.toFixed(1)} s`)
  return { sheet, rows }
}

/** Gives the rows to all of the files at once; answers how many they are. */
async function spread(
  result: RowsResult,
  { definition, presentation }: Sheet,
  files: readonly OutputFile[],
): Promise<number> {
  let rows = 0
  const counted = async function* (): AsyncGenerator<Batch> {
    for await (const batch of result.batches) {
      rows += batch.length
      yield batch
    }
  }
  // Without a reader it is read to its end, which counts the rows and shows that it works.
  const broadcast = new Broadcast(counted(), files.length || 1)
  if (files.length === 0) for await (const _ of broadcast.reader());
  const table = { ...result, title: definition.name }
  try {
    await Promise.all(
      files.map((file) => file.put({ ...table, batches: broadcast.reader() }, presentation)),
    )
  } catch (error) {
    broadcast.fail(error)
    throw error
  }
  return rows
}

function timeLimit(time: number | undefined): { signal: AbortSignal; clear(): void } {
  const controller = new AbortController()
  const end = (limit: number): void => {
    const message = `the query was ended, because it took longer than ${duration(limit)}`
    controller.abort(new RecordsError('query', message))
  }
  const timer = time === undefined ? undefined : setTimeout(end, time, time)
  return { signal: controller.signal, clear: () => clearTimeout(timer) }
}
