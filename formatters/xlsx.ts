import type { BookFormat } from '../src/core/formatter.js'
import { sheetCell } from '../src/core/sheet-cell.js'

const options = {
  header: { type: 'boolean', default: true, summary: 'leave out the column names' },
  null: { type: 'string', default: '', summary: 'text for NULL' },
  sheet: { type: 'string', summary: "the sheet's name" },
  title: { type: 'string', summary: 'the title in the properties of the workbook' },
} as const

export type XlsxOptions = typeof options

/**
 * Office Open XML (ECMA-376): a sheet for each dataset, continued on a next one where it is longer
 * than a sheet. The same data gives the same bytes.
 */
const xlsx: BookFormat<XlsxOptions> = {
  name: 'xlsx',
  aliases: ['excel'],
  extensions: ['xlsx'],
  summary: 'a workbook of Excel, a sheet for each result',
  content: 'binary',
  tables: 'many',
  options,
  inexact(column) {
    const cell = sheetCell(column)
    return (value) => {
      const held = cell(value)
      return held.type === 'text' && held.kept ? `${held.kept} are kept as text` : undefined
    }
  },
  async write(book, sink, options, notify) {
    const { writeWorkbook } = await import('./xlsx/workbook.js')
    await writeWorkbook(book, sink, options, notify)
  },
}

export default xlsx
