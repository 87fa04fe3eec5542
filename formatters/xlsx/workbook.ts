import { once } from 'node:events'
import { PassThrough, Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import WorkbookWriter, { type Worksheet } from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import StreamBuf from 'exceljs/lib/utils/stream-buf.js'
import type { Notify, OptionValues } from '../../src/core/formatter.js'
import type { Sink } from '../../src/core/sink.js'
import type { Tables } from '../../src/core/table.js'
import type { WorkbookOptions } from '../../src/core/workbook.js'
import { writeSheets } from './sheets.js'
import { xmlText } from './xml-text.js'

export async function writeWorkbook(
  book: Tables,
  sink: Sink,
  options: OptionValues<WorkbookOptions>,
  notify: Notify,
): Promise<void> {
  const output = streamTo(sink)
  const workbook = new Workbook(output, options.title)
  const written = finished(output)
  written.catch((error) => workbook.abort(error))
  try {
    await writeSheets(book, workbook, options, notify)
    await Promise.all([workbook.commit(), written])
  } catch (error) {
    output.destroy()
    throw error
  }
}

/** The zip comes in many small pieces: those that wait are written together. */
function streamTo(sink: Sink): Writable {
  return new Writable({
    highWaterMark: 65536,
    writev(chunks, done) {
      sink.write(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done)
    },
  })
}

/** Without that name LibreOffice does not see the filter. */
const filterName = '_xlnm._FilterDatabase'

function quotedName(sheet: string): string {
  return `'${sheet.replaceAll("'", "''")}'`
}

/** Excel hides that name, for which exceljs has no word. */
function withHiddenNames(xml: string): string {
  return xml.replaceAll(`name="${filterName}"`, '$& hidden="1"')
}

/**
 * exceljs's workbook, where three things differ: rows are made no faster than the sink takes them,
 * nothing in the file tells when it was written, and a failure of the zip is one of the output.
 */
export class Workbook extends WorkbookWriter {
  #part: PassThrough | undefined
  #failure: Error | undefined
  readonly #names: object[] = []

  constructor(output: Writable, title: string | undefined) {
    super({ stream: output, useStyles: true, creator: 'records', zip: { zlib: { level: 5 } } })
    this.zip.on('error', (error) => output.destroy(error))
    this.title = title
    this.created = undefined
    this.modified = undefined
    this.lastModifiedBy = undefined
    this._definedNames = { model: this.#names }
    this.views = [{ width: 24000, height: 12000 }]
  }

  /** The row is a header; printed, it is on every page. */
  addHeader(sheet: Worksheet, row: number): void {
    this.#addName(sheet, '_xlnm.Print_Titles', `$${row}:$${row}`)
  }

  /** The first row of these has buttons that filter the others. */
  addFilter(sheet: Worksheet, firstRow: number, lastColumn: string, lastRow: number): void {
    sheet.autoFilter = `A${firstRow}:${lastColumn}${lastRow}`
    this.#addName(sheet, filterName, `$A$${firstRow}:$${lastColumn}$${lastRow}`)
  }

  addPrintArea(sheet: Worksheet, lastColumn: string, lastRow: number): void {
    this.#addName(sheet, '_xlnm.Print_Area', `$A$1:$${lastColumn}$${lastRow}`)
  }

  /** Cells that lead to sheets; exceljs takes only some names of sheets for names. */
  addLinks(sheet: Worksheet, links: readonly { reference: string; sheet: string }[]): void {
    const elements = links.map(({ reference, sheet: to }) => {
      const location = xmlText(`${quotedName(to)}!A1`).replaceAll('"', '&quot;')
      return `<hyperlink ref="${reference}" location="${location}"/>`
    })
    sheet._writeHyperlinks = () => {
      sheet.stream.write(`<hyperlinks>${elements.join('')}</hyperlinks>`)
    }
  }

  #addName(sheet: Worksheet, name: string, range: string): void {
    const ranges = [`${quotedName(sheet.name)}!${range}`]
    this.#names.push({ name, localSheetId: sheet.id - 1, ranges })
  }

  /** Settles when the zip has taken what was written of the sheet. */
  async drained(): Promise<void> {
    // A part that was opened since is one that nobody reads.
    if (this.#failure !== undefined) throw this.#failure
    const part = this.#part
    if (part?.writableNeedDrain) await once(part, 'drain')
  }

  abort(error: Error): void {
    this.#failure = error
    this.zip.abort()
    this.#part?.destroy(error)
  }

  /** The first to append to the zip, within the constructor. */
  override addThemes(): Promise<void> {
    const append = this.zip.append.bind(this.zip)
    const date = new Date('1980-01-01T00:00:00Z') // the first that a zip can tell
    this.zip.append = (source, entry) => {
      // The archiver makes a buffer of a string in a way that Node warns of.
      const bytes = typeof source === 'string' ? Buffer.from(withHiddenNames(source)) : source
      return append(bytes, { ...entry, date })
    }
    return super.addThemes()
  }

  override _openStream(path: string): StreamBuf {
    const part = new PassThrough()
    part.on('error', () => {}) // drained() tells it.
    const stream = new StreamBuf({ bufSize: 65536, batch: true })
    stream.pipe(part)
    this.zip.append(part, { name: path })
    this.#part = part
    return stream
  }

  /** The archiver's own promise, which exceljs would leave unhandled. */
  override _finalize(): Promise<void> {
    return this.zip.finalize()
  }
}
