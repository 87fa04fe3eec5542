import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder } from './folder.js'
import { present } from './present.js'
import { pythonWith, runPython } from './python.js'

export interface XlsxCell {
  /** Dates and times as Python writes them. */
  readonly value: null | boolean | number | string
  /** openpyxl's: `n`, `s`, `b`, `d`, or `f` for a formula. */
  readonly type: string
  readonly format: string
  readonly bold: boolean
  readonly align: string | null
  readonly wrap: boolean
}

export interface XlsxSheet {
  readonly name: string
  readonly freeze: string | null
  readonly filter: string | null
  readonly widths: readonly number[]
  readonly rows: readonly (readonly XlsxCell[])[]
}

export interface XlsxBook {
  readonly title: string | null
  readonly creator: string
  readonly sheets: readonly XlsxSheet[]
}

const python: string | undefined = pythonWith('openpyxl')

/** Whether there is an openpyxl to read with. */
export const hasOpenpyxl: boolean = present('openpyxl', python !== undefined)

/** The workbook as openpyxl reads it. */
export function readXlsx(bytes: Uint8Array): XlsxBook {
  return read(bytes, 'xlsx.py') as XlsxBook
}

/** How many rows each sheet has, and the number of the last. */
export function countRows(bytes: Uint8Array): { count: number; last: number }[] {
  return read(bytes, 'xlsx_rows.py') as { count: number; last: number }[]
}

function read(bytes: Uint8Array, script: string): unknown {
  return inFolder((folder) => {
    const path = join(folder, 'book.xlsx')
    writeFileSync(path, bytes)
    return runPython(python ?? 'python3', script, path)
  })
}
