import { type Deferred, deferred } from '../core/deferred.js'
import type { RowsResult } from '../core/driver.js'
import { RecordsError } from '../core/errors.js'
import type { Format, Notify } from '../core/formatter.js'
import type { Batch } from '../core/value.js'
import { exportResults } from '../export.js'
import { formatOfFile, optionValues } from '../formats.js'
import { removeAtEnd } from '../output/guard.js'
import type { Output } from '../output/output.js'
import { reportFile } from '../output/report-file.js'
import { programWording, type Wording } from '../wording.js'

interface Added {
  readonly result: RowsResult
  readonly written: Deferred<void>
  /** Undefined: it was the last. */
  readonly next: Promise<Added | undefined>
}

/** A result of fewer cells is whole before anything of it is written. */
const mostHeld = 2_000_000

/**
 * A file that takes results one after another, in the format of its extension, and appears whole
 * when it is finished: a workbook has a sheet for each. A result that fails is not in it, unless
 * it was so long that it had begun to be written: then the file is {@link broken}.
 */
export class GatheredOutput {
  readonly path: string
  readonly #format: Format
  readonly #output: Output
  readonly #exported: Promise<boolean>
  #next: Deferred<Added | undefined> = deferred()
  /** How many results it has. */
  count = 0
  /** Whether it can take no more, nor be finished. */
  broken = false

  private constructor(path: string, format: Format, output: Output, notify: Notify) {
    this.path = path
    this.#format = format
    this.#output = output
    const options = optionValues(format, {})
    const results = chained(this.#next.promise)
    this.#exported = exportResults(results, output, { format, options, notify })
    this.#exported.catch(() => {
      this.broken = true
    })
  }

  /** Throws a usage error for a name that tells no format, and an output error for a wrong place. */
  static async at(path: string, notify: Notify): Promise<GatheredOutput> {
    const format = formatOfFile(path, shellWording)
    const file = await reportFile(path, (temporary) => removeAtEnd(temporary, () => {}))
    return new GatheredOutput(path, format, file, notify)
  }

  /** Settles when the result is written. Throws a usage error where the format holds no more. */
  async add(result: RowsResult): Promise<void> {
    if (this.#format.tables === 'one' && this.count > 0) throw this.#full()
    const batches = held(result.batches, mostHeld / Math.max(1, result.columns.length))
    const begun = await batches.next()
    const whole = { ...result, batches: begun.done ? batches : of(begun.value, batches) }
    this.count++
    const next = deferred<Added | undefined>()
    const written = deferred<void>()
    this.#next.resolve({ result: whole, written, next: next.promise })
    this.#next = next
    await Promise.race([written.promise, this.#exported])
  }

  /** Publishes the file; where it took no result there is none. */
  async finish(): Promise<void> {
    this.#next.resolve(undefined)
    try {
      const written = await this.#exported
      if (written) return await this.#output.finish()
    } catch (error) {
      await this.#output.discard()
      throw error
    }
    await this.#output.discard()
  }

  #full(): RecordsError {
    const { path } = this
    return new RecordsError('usage', `${path} has its result: ${this.#format.name} holds one`, {
      hint: 'Write it with \\o; a workbook (.xlsx) or a text (.txt) holds several.',
    })
  }
}

const shellWording: Wording = {
  ...programWording,
  nameFormat: 'Give it one of those of records formats',
}

async function* chained(first: Promise<Added | undefined>): AsyncGenerator<RowsResult> {
  for (let added = await first; added !== undefined; added = await added.next) {
    yield added.result
    // The next is asked for when this one is read to its end.
    added.written.resolve()
  }
}

/** The same batches; the first comes when all are there, or that many rows. */
async function* held(batches: AsyncIterable<Batch>, most: number): AsyncGenerator<Batch, void> {
  let first: Batch[] | undefined = []
  let rows = 0
  for await (const batch of batches) {
    if (first === undefined) yield batch
    else {
      first.push(batch)
      rows += batch.length
      if (rows < most) continue
      yield* first
      first = undefined
    }
  }
  if (first !== undefined) yield* first
}

async function* of<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
