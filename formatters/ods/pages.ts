import { sheetColors } from '../../src/core/presentation/sheet-look.js'
import { namespaces } from './xml.js'

/** The pages on which sheets are printed: all columns on one, below those presented a footer. */
export function pages(presents: boolean): string {
  return `<office:automatic-styles>
${pageLayout('landscape', '')}
${presents ? footerLayout : ''}</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Default" style:page-layout-name="landscape"/>
${presents ? footerPage : ''}</office:master-styles>`
}

function pageLayout(name: string, footer: string): string {
  return `<style:page-layout style:name="${name}"><style:page-layout-properties \
fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" \
loext:scale-to-X="1" loext:scale-to-Y="0"/>${footer}</style:page-layout>`
}

const footerStyle =
  '<style:header-footer-properties fo:min-height="0.9cm" fo:margin="0cm" fo:margin-top="0.4cm"/>'

const footerLayout = `<style:style style:name="footer" style:family="text">\
<style:text-properties fo:font-size="8pt" fo:color="#${sheetColors.small}"/></style:style>
${pageLayout('footed', `<style:footer-style>${footerStyle}</style:footer-style>`)}
`

const sheetName = '<text:sheet-name>Sheet</text:sheet-name>'
const pageNumber =
  'Page <text:page-number>1</text:page-number> of <text:page-count>1</text:page-count>'

const footerPage = `<style:master-page style:name="Presented" style:page-layout-name="footed">\
<style:footer xmlns:text="${namespaces.text}">${region('left', sheetName)}\
${region('right', pageNumber)}</style:footer></style:master-page>
`

function region(side: 'left' | 'right', text: string): string {
  const span = `<text:span text:style-name="footer">${text}</text:span>`
  return `<style:region-${side}><text:p>${span}</text:p></style:region-${side}>`
}
