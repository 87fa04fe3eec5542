import { narrowest, widest } from '../../src/core/column-widths.js'
import { sampled } from '../../src/core/sample.js'
import type { Tables } from '../../src/core/table.js'
import { type Context, type Sheet, TableXml } from './sheets.js'
import { columnStyles } from './styles.js'
import { escaped, xmlRoot } from './xml.js'

/** The part of the file that holds the sheets; without any table there is one that is empty. */
export async function* contentXml(tables: Tables, context: Context): AsyncGenerator<string, void> {
  yield `${xmlRoot('office:document-content', ['office', 'style', 'table', 'text', 'fo'])}
<office:automatic-styles>
<style:style style:name="sheet" style:family="table" style:master-page-name="Default"/>
${columnStyles(narrowest, widest)}</office:automatic-styles>
<office:body><office:spreadsheet>
`
  let count = 0
  for await (const { title, columns, batches } of tables) {
    count++
    const name = context.names.ofTable(title)
    let table: TableXml | undefined
    for await (const rows of sampled(batches)) {
      table ??= new TableXml(columns, rows, name, context)
      yield* table.blocks(rows)
    }
    if (table !== undefined) yield table.end()
  }
  if (count === 0) yield new TableXml([], [], context.names.ofTable(undefined), context).end()
  yield `${filters(context.sheets)}</office:spreadsheet></office:body></office:document-content>\n`
}

/** The header of a sheet has a filter of the rows below. */
function filters(sheets: readonly Sheet[]): string {
  const ranges = sheets.map(({ header, range }, index) =>
    header
      ? // By such a name LibreOffice knows that the range is the sheet's own.
        `<table:database-range table:name="__Anonymous_Sheet_DB__${index}" table:target-range-address="${escaped(range)}" table:display-filter-buttons="true"/>\n`
      : '',
  )
  const xml = ranges.join('')
  return xml && `<table:database-ranges>\n${xml}</table:database-ranges>\n`
}
