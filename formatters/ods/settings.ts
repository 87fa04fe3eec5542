import type { Sheet } from './sheet-content.js'
import { escaped, xmlRoot } from './xml.js'

/** How LibreOffice shows the sheets: the headers stay where they are when the rows below move. */
export function settingsXml(sheets: readonly Sheet[]): string {
  const told = sheets.filter(({ frozenRows, hasGrid }) => frozenRows > 0 || !hasGrid)
  return `${xmlRoot('office:document-settings', ['office', 'config', 'ooo'])}
<office:settings>
<config:config-item-set config:name="ooo:view-settings">
<config:config-item-map-indexed config:name="Views">
<config:config-item-map-entry>
<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>
<config:config-item-map-named config:name="Tables">
${told.map(sheetSettings).join('')}</config:config-item-map-named>
</config:config-item-map-entry>
</config:config-item-map-indexed>
</config:config-item-set>
</office:settings>
</office:document-settings>
`
}

function sheetSettings({ name, frozenRows, hasGrid }: Sheet): string {
  const grid =
    '<config:config-item config:name="ShowGrid" config:type="boolean">false</config:config-item>\n'
  return `<config:config-item-map-entry config:name="${escaped(name)}">
${frozenRows > 0 ? frozen(frozenRows) : ''}${hasGrid ? '' : grid}</config:config-item-map-entry>
`
}

/** The sheet is split below these rows (its mode 2 is frozen), and the part below is active. */
function frozen(rows: number): string {
  return `<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>
<config:config-item config:name="VerticalSplitPosition" config:type="int">${rows}</config:config-item>
<config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>
<config:config-item config:name="PositionBottom" config:type="int">${rows}</config:config-item>
`
}
