import type { HeldTable } from '../../src/core/table.js'
import { readBook } from './reading/book.js'
import { Package } from './reading/package.js'
import { SheetReader } from './reading/sheet.js'
import { sheetTable, type TableOptions } from './reading/table.js'
import { readXml } from './reading/xml.js'

/** Reads every sheet as a table, hidden ones too. */
export async function readWorkbook(input: Uint8Array, options: TableOptions): Promise<HeldTable[]> {
  const parts = await Package.open(input)
  const book = await readBook(parts)
  const tables: HeldTable[] = []
  for (const { title, path } of book.sheets) {
    const sheet = new SheetReader(title, book)
    await readXml(parts.text(path), path, sheet)
    tables.push(sheetTable(title, sheet, options))
  }
  return tables
}
