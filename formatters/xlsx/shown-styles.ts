import type { Style } from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import type { HeadingLine } from '../../src/core/presentation/sheet-heading.js'
import { highlightColors, type Look, sheetColors } from '../../src/core/presentation/sheet-look.js'
import { booleanFormat, font } from './styles.js'
import type { Workbook } from './workbook.js'

/** The numbers by which the cells of presented sheets name their styles. */
export class ShownStyles {
  readonly #workbook: Workbook
  readonly #numbers = new Map<string, number>()

  constructor(workbook: Workbook) {
    this.#workbook = workbook
  }

  heading(look: HeadingLine['look']): number {
    return this.#numbered(look, () => ({ font: letters(headings[look]) }))
  }

  note(): number {
    const { small } = sheetColors
    return this.#numbered('note', () => ({
      font: letters({ size: 9, italic: true, color: small }),
    }))
  }

  /** The button of the filter covers what stands at the right edge. */
  header(align: 'left' | 'right', hasFilter: boolean): number {
    const { fill, text } = sheetColors.header
    const indent = align === 'left' ? 1 : hasFilter ? 2 : 0
    return this.#numbered(`header ${align} ${indent}`, () => ({
      font: letters({ bold: true, color: text }),
      fill: solid(fill),
      border: { bottom: { style: 'thin', color: argb(sheetColors.totalLine) } },
      alignment: { horizontal: align, vertical: 'middle', indent, wrapText: true },
    }))
  }

  cell(look: Look): number {
    const { row, code, align, highlight, wraps, links } = look
    const key = `${row} ${align} ${highlight} ${wraps} ${links} ${code}`
    return this.#numbered(key, () => ({
      ...(code === undefined ? {} : { numFmt: code }),
      ...colors(look),
      // Of cells to the right LibreOffice does not heed every indent.
      alignment: {
        vertical: 'top',
        horizontal: align,
        indent: align === 'left' ? 1 : 0,
        wrapText: wraps,
      },
    }))
  }

  boolean(look: Look): number {
    return this.cell({ ...look, code: booleanFormat })
  }

  #numbered(key: string, style: () => Style): number {
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.#workbook.styles.addStyleModel(style())
      this.#numbers.set(key, number)
    }
    return number
  }
}

const headings: Readonly<Record<HeadingLine['look'], Letters>> = {
  report: { size: 9, color: sheetColors.small },
  title: { size: 14, bold: true, color: sheetColors.title },
  subtitle: { color: sheetColors.subtitle },
}

function colors({ row, highlight, links }: Look): Style {
  const line = argb(sheetColors.line)
  if (row !== 'body') {
    const top = row === 'total' ? argb(sheetColors.totalLine) : line
    return {
      font: letters({ bold: true }),
      fill: solid(sheetColors[row]),
      border: { top: { style: 'thin', color: top }, bottom: { style: 'thin', color: line } },
    }
  }
  const border = { bottom: { style: 'thin', color: line } }
  if (highlight !== undefined) {
    const { fill, text } = highlightColors[highlight]
    return { font: letters({ color: text }), fill: solid(fill), border }
  }
  return links
    ? { font: letters({ color: sheetColors.link, underline: true }), border }
    : { border }
}

interface Letters {
  readonly size?: number
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly color?: string
}

function letters({ color, ...rest }: Letters): object {
  return { ...font, ...rest, ...(color === undefined ? {} : { color: argb(color) }) }
}

function solid(color: string): object {
  return { type: 'pattern', pattern: 'solid', fgColor: argb(color) }
}

function argb(color: string): { argb: string } {
  return { argb: `FF${color}` }
}
