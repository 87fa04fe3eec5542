import { narrowest, widest } from '../../src/core/column-widths.js'
import { hasTotals, type Line, withSummaries } from '../../src/core/presentation/summaries.js'
import { sampled } from '../../src/core/sample.js'
import type { Table, Tables } from '../../src/core/table.js'
import type { Batch } from '../../src/core/value.js'
import { checkColumns } from '../../src/core/workbook.js'
import { PlainSheet } from './plain-sheet.js'
import type { Context, Sheet, SheetContent } from './sheet-content.js'
import { TableXml } from './sheets.js'
import { ShownSheet } from './shown-sheet.js'
import { columnStyles, narrowestShown, widestShown } from './styles.js'
import { escaped, xmlRoot } from './xml.js'

/** The part of the file that holds the sheets; without any table there is one that is empty. */
export async function* contentXml(tables: Tables, context: Context): AsyncGenerator<string, void> {
  let count = 0
  for await (const table of tables) {
    // All tables of an output are presented, or none is.
    if (count === 0) yield start(table.shown !== undefined)
    count++
    yield* tableXml(table, context)
  }
  if (count === 0) {
    yield start(false)
    const content = new PlainSheet([], [], context)
    yield new TableXml(content, context.names.ofTable(undefined), context).end()
  }
  yield `${filters(context.sheets)}</office:spreadsheet></office:body></office:document-content>\n`
}

const sheetStyle = `<style:style style:name="sheet" style:family="table" \
style:master-page-name="Default"/>`
const shownSheetStyle = `<style:style style:name="presented" style:family="table" \
style:master-page-name="Presented"/>\n`

function start(presents: boolean): string {
  const widths = presents
    ? columnStyles(narrowestShown, widestShown)
    : columnStyles(narrowest, widest)
  return `${xmlRoot('office:document-content', ['office', 'style', 'table', 'text', 'fo'])}
<office:automatic-styles>
${sheetStyle}
${presents ? shownSheetStyle : ''}${widths}</office:automatic-styles>
<office:body><office:spreadsheet>
`
}

async function* tableXml(table: Table, context: Context): AsyncGenerator<string, void> {
  const { title, columns, batches, shown } = table
  const name = context.names.ofTable(title)
  checkColumns(columns.length, 'ods')
  if (shown === undefined) {
    const content = (sample: Batch) => new PlainSheet(columns, sample, context)
    yield* sheetsXml(batches, content, name, context)
  } else {
    const lines = hasTotals(shown) ? withSummaries(batches, columns, shown) : batches
    const content = (sample: readonly Line[]) => new ShownSheet(columns, shown, sample, context)
    yield* sheetsXml(lines, content, name, context)
  }
}

/** What the sheets hold is made of the sample: the widths of the columns stand before the rows. */
async function* sheetsXml<L>(
  lines: AsyncIterable<readonly L[]>,
  content: (sample: readonly L[]) => SheetContent<L>,
  name: string,
  context: Context,
): AsyncGenerator<string, void> {
  let table: TableXml<L> | undefined
  for await (const batch of sampled(lines)) {
    table ??= new TableXml(content(batch), name, context)
    yield* table.blocks(batch)
  }
  if (table !== undefined) yield table.end()
}

/** The filters that sheets have. */
function filters(sheets: readonly Sheet[]): string {
  const ranges = sheets.map(({ filter }, index) =>
    filter
      ? // By such a name LibreOffice knows that the range is the sheet's own.
        `<table:database-range table:name="__Anonymous_Sheet_DB__${index}" table:target-range-address="${escaped(filter)}" table:display-filter-buttons="true"/>\n`
      : '',
  )
  const xml = ranges.join('')
  return xml && `<table:database-ranges>\n${xml}</table:database-ranges>\n`
}
