import type { BookFormat } from '../src/core/formatter.js'
import { keptAsText } from '../src/core/sheet-cell.js'
import { shownControls, xmlControls } from '../src/core/visible.js'
import { type WorkbookOptions, workbookOptions } from '../src/core/workbook.js'

/**
 * OpenDocument 1.2 (ISO/IEC 26300:2015): a sheet for each table, continued on a next one where it
 * is longer than a sheet. The same data gives the same bytes.
 */
const ods: BookFormat<WorkbookOptions> = {
  name: 'ods',
  extensions: ['ods'],
  summary: 'a spreadsheet of LibreOffice, a sheet for each result',
  content: 'binary',
  tables: 'many',
  presents: true,
  options: workbookOptions,
  inexact(column) {
    const [kept, shown] = [keptAsText(column), shownControls(xmlControls)]
    return (value) => kept(value) ?? shown(value)
  },
  async write(book, sink, options, notify) {
    const { writeSpreadsheet } = await import('./ods/spreadsheet.js')
    await writeSpreadsheet(book, sink, options, notify)
  },
}

export default ods
