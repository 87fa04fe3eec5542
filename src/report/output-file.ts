import type { Result, RowsResult } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Notify } from '../core/formatter.js'
import { type Presentation, presented } from '../core/presentation/presentation.js'
import type { Batch } from '../core/value.js'
import { exportResults } from '../export.js'
import type { Output } from '../output/output.js'
import { Feed } from './feed.js'
import type { PlannedOutput } from './plan.js'
import type { Publication } from './publication.js'
import { reportWording } from './wording.js'

interface How {
  readonly strict: boolean
  readonly tell: Notify
}

/** A file of a report, which takes its tables one after another. */
export class OutputFile {
  readonly planned: PlannedOutput
  readonly #output: Output
  readonly #feed = new Feed<Result>()
  readonly #written: Promise<unknown>
  /** Of its sheets; what the report adds to them is not counted. */
  #rows = 0

  private constructor(planned: PlannedOutput, output: Output, { strict, tell }: How) {
    this.planned = planned
    this.#output = output
    const { format, options, sheets } = planned
    const book = sheets.length > 1
    const how = { format, options, book, strict, notify: tell, wording: reportWording }
    this.#written = exportResults(this.#feed, output, how)
    // Whoever puts a table in, or finishes, hears of it.
    this.#written.catch(() => {})
  }

  static async open(
    planned: PlannedOutput,
    publication: Publication,
    how: How,
  ): Promise<OutputFile> {
    return new OutputFile(planned, await publication.open(planned.path), how)
  }

  /** Settles when the table is written. Throws the failure to write any. */
  async put(table: RowsResult, presentation?: Presentation): Promise<void> {
    if (presentation === undefined) return await this.#put(table)
    const counted = { ...table, batches: this.#counted(table.batches) }
    const { presents } = this.planned
    await this.#put(presents ? { ...counted, ...presented(counted, presentation) } : counted)
  }

  /** Seals the file, to be published; answers false where an empty one is to be left out. */
  async finish(): Promise<boolean> {
    this.#feed.close()
    await this.#written
    const { ifEmpty, path } = this.planned
    if (this.#rows === 0 && ifEmpty === 'fail') {
      throw new RecordsError('check', `there are no rows for ${path}`)
    }
    const kept = this.#rows > 0 || ifEmpty === 'write'
    await (kept ? this.#output.finish() : this.#output.discard())
    return kept
  }

  /** Ends the writing of what is not going to be published. */
  async abandon(error: unknown): Promise<void> {
    this.#feed.fail(error)
    await this.#written.catch(() => {})
    await this.#output.discard()
  }

  async #put(table: RowsResult): Promise<void> {
    // A format that has failed comes back for nothing more.
    await Promise.race([this.#feed.put(table), this.#written])
  }

  async *#counted(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
    for await (const batch of batches) {
      this.#rows += batch.length
      yield batch
    }
  }
}
