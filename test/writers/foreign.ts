import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder } from '../readers/folder.js'
import { pythonWith, runPython } from '../readers/python.js'

type Cell = string | number | boolean | null

export type ForeignFormat = 'csv' | 'csv-quoted' | 'json' | 'json-indent' | 'yaml' | 'xlsx'

const modules = { csv: 'csv', 'csv-quoted': 'csv', json: 'json', 'json-indent': 'json' }

/** Rows, the first of them the names, as Python, PyYAML or openpyxl writes them. */
export function foreign(format: ForeignFormat, rows: readonly (readonly Cell[])[]): Buffer {
  const module = format === 'yaml' ? 'yaml' : format === 'xlsx' ? 'openpyxl' : modules[format]
  return inFolder((folder) => {
    const path = join(folder, 'rows.json')
    writeFileSync(path, JSON.stringify(rows))
    const interpreter = pythonWith(module) ?? 'python3'
    const printed = runPython(interpreter, '../writers/foreign.py', format, path)
    return Buffer.from(printed as string, 'base64')
  })
}
