import type { Notify, OptionValues } from '../../src/core/formatter.js'
import { SheetNames } from '../../src/core/sheet-names.js'
import type { Sink } from '../../src/core/sink.js'
import type { Tables } from '../../src/core/table.js'
import type { WorkbookOptions } from '../../src/core/workbook.js'
import { contentXml } from './content.js'
import { settingsXml } from './settings.js'
import { type Context, nameRules } from './sheet-content.js'
import { ShownStyles } from './shown-styles.js'
import { Styles } from './styles.js'
import { escaped, xmlRoot } from './xml.js'
import { type Part, writeZip } from './zip.js'

/** Writes the package of a spreadsheet (OpenDocument 1.2, part 3). */
export async function writeSpreadsheet(
  tables: Tables,
  sink: Sink,
  options: OptionValues<WorkbookOptions>,
  notify: Notify,
): Promise<void> {
  const names = new SheetNames(nameRules, options.sheet, notify)
  const styles = { styles: new Styles(), shownStyles: new ShownStyles() }
  const context = { ...styles, names, sheets: [], options, notify }
  const content = contentXml(tables, context)
  try {
    await writeZip(parts(content, context), sink)
  } finally {
    // Where the sink fails, nobody reads it to its end.
    await content.return()
  }
}

const mimeType = 'application/vnd.oasis.opendocument.spreadsheet'

/** What is below the content is made when that is written. */
function* parts(content: AsyncIterable<string>, context: Context): Generator<Part> {
  // Programs know the file by these bytes at its start.
  yield { name: 'mimetype', text: mimeType, stored: true }
  yield { name: 'content.xml', text: content }
  yield { name: 'styles.xml', text: context.styles.xml(context.shownStyles.xml) }
  yield { name: 'settings.xml', text: settingsXml(context.sheets) }
  yield { name: 'meta.xml', text: metaXml(context.options.title) }
  yield { name: 'META-INF/manifest.xml', text: manifestXml }
}

/** Nothing in it tells when the file was written. */
function metaXml(title: string | undefined): string {
  const element = title === undefined ? '' : `<dc:title>${escaped(title)}</dc:title>`
  return `${xmlRoot('office:document-meta', ['office', 'meta', 'dc'])}
<office:meta><meta:generator>records</meta:generator>${element}</office:meta>
</office:document-meta>
`
}

const entries = ['content.xml', 'styles.xml', 'settings.xml', 'meta.xml'].map(
  (name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>\n`,
)

const manifestXml = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="${mimeType}"/>
${entries.join('')}</manifest:manifest>
`
