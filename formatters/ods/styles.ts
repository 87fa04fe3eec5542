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
    return this.#names.get(format) ?? this.#add(format, numberFormat, cellTop)
  }

  /** To the left, as the name of its column is. */
  date(format: string): string {
    return this.#names.get(format) ?? this.#add(format, dateFormat, cellTop + toLeft)
  }

  /** The part of the file that holds them, and the page on which sheets are printed. */
  xml(): string {
    return `${xmlRoot('office:document-styles', ['office', 'style', 'number', 'fo', 'loext'])}
<office:styles>${fixed}${this.#xml}</office:styles>
${page}
</office:document-styles>
`
  }

  #add(format: string, formatXml: typeof numberFormat, properties: string): string {
    const name = `format-${this.#names.size + 1}`
    this.#names.set(format, name)
    this.#xml += `${formatXml(format, `${name}-data`)}
${cellStyle(name, format, properties, `${name}-data`)}
`
    return name
  }
}

/** A digit of Liberation Sans in 10 points is 0.196 cm wide. */
const digitWidth = 0.2

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

const page = `<office:automatic-styles>
<style:page-layout style:name="landscape"><style:page-layout-properties \
fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" \
loext:scale-to-X="1" loext:scale-to-Y="0"/></style:page-layout>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Default" style:page-layout-name="landscape"/>
</office:master-styles>`

function cellStyle(name: string, shownName: string, properties: string, data?: string): string {
  const format = data === undefined ? '' : ` style:data-style-name="${data}"`
  return `<style:style style:name="${name}" style:display-name="${shownName}" \
style:family="table-cell" style:parent-style-name="Default"${format}>${properties}</style:style>`
}

/** `0.00`, with as many zeros as are shown at least, or `General`. */
function numberFormat(code: string, name: string): string {
  const [integer = '', decimals = ''] = code === 'General' ? ['0'] : code.split('.')
  const places = code === 'General' ? '' : ` number:decimal-places="${decimals.length}"`
  return `<number:number-style style:name="${name}"><number:number${places} \
number:min-integer-digits="${integer.length}"/></number:number-style>`
}

/** `yyyy-mm-dd`, `hh:mm:ss` with or without `.000`, or both. */
function dateFormat(code: string, name: string): string {
  const element = code.includes('yyyy') ? 'number:date-style' : 'number:time-style'
  const parts = code.match(/[a-z]+(?:\.0+)?|[-: ]/g)?.map((part, index, all) => {
    if (/[-: ]/.test(part)) return `<number:text>${part}</number:text>`
    return datePart(part, all[index - 1] === ':')
  })
  return `<${element} style:name="${name}">${parts?.join('')}</${element}>`
}

function datePart(part: string, inTime: boolean): string {
  const [letters = '', decimals] = part.split('.')
  const name = letters === 'mm' && inTime ? 'minutes' : dateParts[letters]
  const places = decimals === undefined ? '' : ` number:decimal-places="${decimals.length}"`
  return `<number:${name} number:style="long"${places}/>`
}

const dateParts: Readonly<Record<string, string>> = {
  yyyy: 'year',
  mm: 'month',
  dd: 'day',
  hh: 'hours',
  ss: 'seconds',
}
