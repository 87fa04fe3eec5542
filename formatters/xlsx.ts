import type { BookFormat } from '../src/core/formatter.js'
import { keptAsText } from '../src/core/sheet-cell.js'
import { type WorkbookOptions, workbookOptions } from '../src/core/workbook.js'

/**
 * Office Open XML (ECMA-376): a sheet for each dataset, continued on a next one where it is longer
 * than a sheet. The same data gives the same bytes.
 */
const xlsx: BookFormat<WorkbookOptions> = {
  name: 'xlsx',
  aliases: ['excel'],
  extensions: ['xlsx'],
  summary: 'a workbook of Excel, a sheet for each result',
  content: 'binary',
  tables: 'many',
  presents: true,
  options: workbookOptions,
  inexact: keptAsText,
  async write(book, sink, options, notify) {
    const { writeWorkbook } = await import('./xlsx/workbook.js')
    await writeWorkbook(book, sink, options, notify)
  },
  async read(input, options) {
    const { readWorkbook } = await import('./xlsx/read.js')
    return readWorkbook(input, options)
  },
}

export default xlsx
