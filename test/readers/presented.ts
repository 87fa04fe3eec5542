import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder } from './folder.js'
import { pythonWith, runPython } from './python.js'

export interface PresentedCell {
  /** What the cell shows, or its formula gave, when the file was made. */
  readonly value: null | boolean | number | string
  readonly formula: string | null
  readonly format: string
  readonly bold: boolean
  readonly italic: boolean
  readonly size: number
  /** As six hexadecimal digits; null where it is the usual one. */
  readonly color: string | null
  readonly fill: string | null
  readonly align: string | null
  readonly wrap: boolean
  /** The place in the workbook to which it leads. */
  readonly link: string | null
}

export interface PresentedSheet {
  readonly name: string
  readonly freeze: string | null
  readonly filter: string | null
  readonly printTitles: string | null
  readonly printArea: readonly string[]
  readonly orientation: string
  readonly footer: readonly (string | null)[]
  readonly grid: boolean | null
  /** By rows: at which level they can be folded. */
  readonly outlines: readonly number[]
  readonly heights: readonly (number | null)[]
  readonly widths: Readonly<Record<string, number>>
  readonly rows: readonly (readonly PresentedCell[])[]
}

const python: string = pythonWith('openpyxl') ?? 'python3'

/** How the sheets of an XLSX file look, as openpyxl reads it. */
export function readPresented(bytes: Uint8Array): PresentedSheet[] {
  return inFolder((folder) => {
    const path = join(folder, 'book.xlsx')
    writeFileSync(path, bytes)
    return runPython(python, 'presented.py', path) as PresentedSheet[]
  })
}
