import { dateStyle, numberStyle } from './data-styles.js'
import { pages } from './pages.js'
import { xmlRoot } from './xml.js'

/**
 * The styles of cells. Those that every spreadsheet has are called `text`, `lines`, `boolean`,
 * `header-left` and `header-right`; a format that occurs gives one more. They are written below
 * the rows, as styles that the whole file has in common (OpenDocument 1.2, part 1, 3.1.3.3).
 */
export class Styles {
  readonly #names = new Map<string, string>()
  #xml = ''

  number(format: string): string {
    return this.#names.get(format) ?? this.#add(format, numberStyle, cellTop)
  }

  /** To the left, as the name of its column is. */
  date(format: string): string {
    return this.#names.get(format) ?? this.#add(format, dateStyle, cellTop + toLeft)
  }

  /**
   * The part of the file that holds them, and the pages on which sheets are printed; `shown` are
   * the styles of sheets that are presented.
   */
  xml(shown: string): string {
    return `${xmlRoot('office:document-styles', ['office', 'style', 'number', 'fo', 'loext'])}
<office:styles>${fixed}${this.#xml}${shown}</office:styles>
${pages(shown !== '')}
</office:document-styles>
`
  }

  #add(format: string, dataStyle: typeof numberStyle, properties: string): string {
    const name = `format-${this.#names.size + 1}`
    this.#names.set(format, name)
    this.#xml += `${dataStyle(format, `${name}-data`)}
${cellStyle(name, format, properties, `${name}-data`)}
`
    return name
  }
}

/** A digit of Liberation Sans in 10 points is 0.196 cm wide. */
const digitWidth = 0.2

/** The columns of presented sheets may be so narrow, and so wide, in characters. */
export const narrowestShown = 1
export const widestShown = 150

/** The name of the style of a column that is so many characters wide. */
export function columnStyle(width: number): string {
  return `width-${Math.round(width * 2)}`
}

/** All of those, which stand above the rows: half a character is as fine as they are. */
export function columnStyles(narrowest: number, widest: number): string {
  let xml = ''
  for (let width = narrowest; width <= widest; width += 0.5) {
    xml += `<style:style style:name="${columnStyle(width)}" style:family="table-column">\
<style:table-column-properties style:column-width="${(width * digitWidth).toFixed(1)}cm"/></style:style>
`
  }
  return xml
}

const cellTop = '<style:table-cell-properties style:vertical-align="top"/>'
const wrapped = '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/>'
const toLeft = '<style:paragraph-properties fo:text-align="start"/>'
/** The button of the filter covers what stands at the right edge. */
const toRight = '<style:paragraph-properties fo:text-align="end" fo:margin-left="0.5cm"/>'
const bold = '<style:text-properties fo:font-weight="bold"/>'

const fixed = `
<style:default-style style:family="table-cell">\
<style:text-properties fo:font-family="Liberation Sans" fo:font-size="10pt"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/>
${cellStyle('text', 'Plain text', cellTop)}
${cellStyle('lines', 'Text of several lines', wrapped)}
<number:boolean-style style:name="boolean-data"><number:boolean/></number:boolean-style>
${cellStyle('boolean', 'Boolean', cellTop + toLeft, 'boolean-data')}
${cellStyle('header-left', 'Header', toLeft + bold)}
${cellStyle('header-right', 'Header of numbers', toRight + bold)}
`

/** A style of cells; `data` names how their values are shown. */
export function cellStyle(
  name: string,
  shownName: string,
  properties: string,
  data?: string,
): string {
  const format = data === undefined ? '' : ` style:data-style-name="${data}"`
  return `<style:style style:name="${name}" style:display-name="${shownName}" \
style:family="table-cell" style:parent-style-name="Default"${format}>${properties}</style:style>`
}
