import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder } from './folder.js'
import { pythonWith, runPython } from './python.js'
import type { XlsxCell } from './xlsx.js'

export interface OdsSheet {
  readonly name: string
  /** How many rows are printed on every page, and how many stay when the others move. */
  readonly headers: number
  readonly frozen: number
  readonly filter: string | null
  readonly widths: readonly string[]
  /** Their types and formats are told as those of XLSX. */
  readonly rows: readonly (readonly XlsxCell[])[]
}

export interface OdsBook {
  readonly title: string | null
  readonly generator: string
  readonly sheets: readonly OdsSheet[]
}

const python: string = pythonWith('xml.etree') ?? 'python3'

/** The spreadsheet, read by the letter of the standard. */
export function readOds(bytes: Uint8Array): OdsBook {
  return read(bytes, 'ods.py') as OdsBook
}

/** How many rows each sheet has. */
export function countOdsRows(bytes: Uint8Array): number[] {
  return read(bytes, 'ods_rows.py') as number[]
}

function read(bytes: Uint8Array, script: string): unknown {
  return inFolder((folder) => {
    const path = join(folder, 'book.ods')
    writeFileSync(path, bytes)
    return runPython(python, script, path)
  })
}
