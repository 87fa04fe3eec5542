import type { HeadingLine } from '../../src/core/presentation/sheet-heading.js'
import { highlightColors, type Look, sheetColors } from '../../src/core/presentation/sheet-look.js'
import type { SheetCell } from '../../src/core/sheet-cell.js'
import { dateStyle, numberStyle } from './data-styles.js'
import { cellStyle } from './styles.js'

/** Styles of the cells of presented sheets, by their names; each is made when it is asked for. */
export class ShownStyles {
  readonly #names = new Map<string, string>()
  #xml = ''

  /** They stand below the rows, as styles that the whole file has in common. */
  get xml(): string {
    return this.#xml
  }

  heading(look: HeadingLine['look']): string {
    return this.#named(look, () => headings[look])
  }

  note(): string {
    const { small } = sheetColors
    return this.#named('note', () => letters({ size: 9, color: small, italic: true }))
  }

  /** The button of the filter covers what stands at the right edge. */
  header(align: 'left' | 'right', hasFilter: boolean): string {
    const { fill, text } = sheetColors.header
    const margin = align === 'right' && hasFilter ? '0.5cm' : margins[align]
    const cell = `style:vertical-align="middle" fo:wrap-option="wrap" fo:background-color="#${fill}" \
fo:padding-top="0.1cm" fo:padding-bottom="0.1cm"`
    return this.#named(
      `header ${align} ${margin}`,
      () =>
        `<style:table-cell-properties ${cell}/>${aligned(align, margin)}${letters({ color: text, bold: true })}`,
    )
  }

  cell(look: Look, type: SheetCell['type']): string {
    const { row, code, align, highlight, wraps, links } = look
    const key = `${type} ${row} ${align} ${highlight} ${wraps} ${links} ${code}`
    return this.#named(
      key,
      () => cellProperties(look),
      (name) => this.#data(name, type, code),
    )
  }

  #named(
    key: string,
    properties: () => string,
    data?: (name: string) => string | undefined,
  ): string {
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const number = this.#names.size + 1
    const name = `shown-${number}`
    this.#names.set(key, name)
    const dataName = data?.(name)
    this.#xml += `${cellStyle(name, `Presented ${number}`, properties(), dataName)}\n`
    return name
  }

  /** The name of the style by which the cell's value is shown. */
  #data(cell: string, type: SheetCell['type'], code = 'General'): string | undefined {
    if (type === 'text') return undefined
    if (type === 'boolean') return 'boolean-data'
    const name = `${cell}-data`
    this.#xml += `${type === 'date' ? dateStyle(code, name) : numberStyle(code, name)}\n`
    return name
  }
}

/** Of cells to the right LibreOffice does not heed every margin. */
const margins = { left: '0.12cm', right: '0cm' }

const headings: Readonly<Record<HeadingLine['look'], string>> = {
  report: letters({ size: 9, color: sheetColors.small }),
  title: letters({ size: 14, color: sheetColors.title, bold: true }),
  subtitle: letters({ size: 10, color: sheetColors.subtitle }),
}

function cellProperties({ row, align, highlight, wraps, links }: Look): string {
  const marked = highlight && highlightColors[highlight]
  const fill = row === 'body' ? marked?.fill : sheetColors[row]
  const above = row === 'total' ? sheetColors.totalLine : sheetColors.line
  const properties = [
    'style:vertical-align="top"',
    wraps ? 'fo:wrap-option="wrap"' : '',
    fill === undefined ? '' : `fo:background-color="#${fill}"`,
    row === 'body' ? '' : `fo:border-top="0.75pt solid #${above}"`,
    `fo:border-bottom="0.75pt solid #${sheetColors.line}"`,
  ]
  const color = links ? sheetColors.link : marked?.text
  return `<style:table-cell-properties ${properties.filter(Boolean).join(' ')}/>\
${aligned(align, margins[align])}${letters({ color, bold: row !== 'body', underline: links })}`
}

function aligned(align: 'left' | 'right', margin: string): string {
  const side = align === 'left' ? 'start' : 'end'
  return `<style:paragraph-properties fo:text-align="${side}" fo:margin-left="${margin}"/>`
}

interface Letters {
  readonly size?: number
  readonly color?: string | undefined
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean | undefined
}

function letters({ size, color, bold, italic, underline }: Letters): string {
  const properties = [
    size === undefined ? '' : ` fo:font-size="${size}pt"`,
    color === undefined ? '' : ` fo:color="#${color}"`,
    bold ? ' fo:font-weight="bold"' : '',
    italic ? ' fo:font-style="italic"' : '',
    underline ? ' style:text-underline-style="solid"' : '',
  ].join('')
  return properties && `<style:text-properties${properties}/>`
}
