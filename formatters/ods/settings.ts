import type { Sheet } from './sheets.js'
import { escaped, xmlRoot } from './xml.js'

/** How LibreOffice shows the sheets: the headers stay where they are when the rows below move. */
export function settingsXml(sheets: readonly Sheet[]): string {
  const frozen = sheets.filter(({ header }) => header)
  return `${xmlRoot('office:document-settings', ['office', 'config', 'ooo'])}
<office:settings>
<config:config-item-set config:name="ooo:view-settings">
<config:config-item-map-indexed config:name="Views">
<config:config-item-map-entry>
<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>
<config:config-item-map-named config:name="Tables">
${frozen.map(({ name }) => frozenHeader(name)).join('')}</config:config-item-map-named>
</config:config-item-map-entry>
</config:config-item-map-indexed>
</config:config-item-set>
</office:settings>
</office:document-settings>
`
}

/** The sheet is split below row 1 (its mode 2 is frozen), and the part below is the active one. */
function frozenHeader(sheet: string): string {
  return `<config:config-item-map-entry config:name="${escaped(sheet)}">
<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>
<config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item>
<config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>
<config:config-item config:name="PositionBottom" config:type="int">1</config:config-item>
</config:config-item-map-entry>
`
}
