import type { Readable } from 'node:stream'
import type { Result } from './core/driver.js'
import { RecordsError } from './core/errors.js'
import type { Format, Notify } from './core/formatter.js'
import type { Presentation } from './core/presentation/presentation.js'
import type { Sink } from './core/sink.js'
import { exportResults } from './export.js'
import {
  type Content,
  type FormatName,
  formatNamed,
  formatOfFile,
  type OptionsOf,
  optionValues,
} from './formats.js'
import { MemorySink } from './output/memory.js'
import { ReportStream } from './output/readable.js'
import { type AnyWritable, streamSink } from './output/writable.js'

/** What holds for every format, beside its own options. */
export interface WriteOptions {
  /** Make a cell that the format cannot hold exactly an error. */
  readonly strict?: boolean | undefined
  /** How the table is shown, by a format that is for the eye: titles, totals, groups. */
  readonly presentation?: Presentation | undefined
  /** Hears of what was written in another form, or under another name. */
  readonly notify?: Notify | undefined
}

/** What can be said of an output: the options of its format, and those of all. */
export type ExportOptions<F extends string> = WriteOptions & OptionsOf<F>

/** What can be said of a file. */
export type SaveOptions<F extends string> = ExportOptions<F> & {
  /** The format, where it is not the one of the file's extension. */
  readonly format?: F | undefined
}

/** What can be written in every format. */
export abstract class Exportable {
  /** What is to be written, until the signal comes. @internal */
  abstract results(signal?: AbortSignal): AsyncIterable<Result>

  /** Whether the tables are written with their titles, as one book. @internal */
  protected readonly book: boolean = false

  /** The whole output in memory: a string, of a binary format bytes. */
  async export<F extends FormatName>(format: F, options?: ExportOptions<F>): Promise<Content<F>> {
    const chosen = formatNamed(format)
    const sink = new MemorySink()
    await this.#writeTo(sink, chosen, options)
    return (chosen.content === 'text' ? sink.text() : sink.bytes()) as Content<F>
  }

  /**
   * Writes a file, compressed where its name ends in `.gz` or `.zst`. It appears when it is whole: after any
   * failure an older file still stands.
   */
  async save<F extends FormatName>(
    path: string,
    options: SaveOptions<F> = {} as never,
  ): Promise<void> {
    const { format, ...rest } = options as SaveOptions<F> & WriteOptions
    const chosen = format === undefined ? formatOfFile(path) : formatNamed(format)
    // Loaded only now, with the modules of Node that it needs: a report on a stream starts sooner.
    const { reportFile } = await import('./output/report-file.js')
    const output = await reportFile(path)
    try {
      await this.#writeTo(output, chosen, rest as WriteOptions)
      await output.finish()
    } catch (error) {
      await output.discard()
      throw error
    }
  }

  /** Writes to a stream of Node's or of the web, as fast as it takes it, and leaves it open. */
  async write<F extends FormatName>(
    stream: AnyWritable,
    format: F,
    options?: ExportOptions<F>,
  ): Promise<void> {
    const chosen = formatNamed(format)
    const sink = streamSink(stream)
    try {
      await this.#writeTo(sink, chosen, options, sink.gone)
    } catch (error) {
      throw sink.gone.aborted ? sink.gone.reason : error
    } finally {
      sink.release()
    }
  }

  /** The output as a stream to read; nothing runs before it is read. */
  readable<F extends FormatName>(format: F, options?: ExportOptions<F>): Readable {
    const chosen = formatNamed(format)
    return new ReportStream((sink, signal) => this.#writeTo(sink, chosen, options, signal))
  }

  async #writeTo(
    sink: Sink,
    format: Format,
    given: WriteOptions = {},
    signal?: AbortSignal,
  ): Promise<void> {
    const { strict = false, notify = () => {}, presentation, ...own } = given
    const options = optionValues(format, own)
    const how = { format, options, strict, notify, presentation, book: this.book }
    const written = await exportResults(this.results(signal), sink, how)
    if (!written) throw new RecordsError('usage', 'there is no table to write')
  }
}
