import type { Style } from 'exceljs/lib/stream/xlsx/workbook-writer.js'
import type { Workbook } from './workbook.js'

export const font: object = {
  size: 11,
  color: { theme: 1 },
  name: 'Calibri',
  family: 2,
  scheme: 'minor',
}

/** LibreOffice would show 1 and 0. */
export const booleanFormat = '"TRUE";"TRUE";"FALSE"'

const top = { vertical: 'top' }
const topLeft = { vertical: 'top', horizontal: 'left' }

/** The numbers by which cells name their styles. */
export class Styles {
  readonly text: number
  readonly lines: number
  readonly boolean: number
  readonly header: { readonly left: number; readonly right: number }
  readonly #workbook: Workbook
  readonly #formats = new Map<string, number>()

  constructor(workbook: Workbook) {
    this.#workbook = workbook
    this.text = this.#add({ alignment: top })
    this.lines = this.#add({ alignment: { ...top, wrapText: true } })
    this.boolean = this.#add({ numFmt: booleanFormat, alignment: topLeft })
    const bold = { ...font, bold: true }
    this.header = {
      left: this.#add({ font: bold, alignment: { horizontal: 'left' } }),
      // The button of the filter covers what stands at the right edge.
      right: this.#add({ font: bold, alignment: { horizontal: 'right', indent: 2 } }),
    }
  }

  number(format: string): number {
    return this.#format(format, top)
  }

  /** To the left, as the name of its column is. */
  date(format: string): number {
    return this.#format(format, topLeft)
  }

  #format(numFmt: string, alignment: object): number {
    let style = this.#formats.get(numFmt)
    if (style === undefined) {
      style = this.#add({ numFmt, alignment })
      this.#formats.set(numFmt, style)
    }
    return style
  }

  #add(style: Style): number {
    return this.#workbook.styles.addStyleModel(style)
  }
}
