import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder } from './folder.js'
import { present } from './present.js'
import { pythonWith, runPython } from './python.js'

export interface RstTable {
  readonly title: string | null
  readonly header: readonly (readonly string[])[]
  readonly rows: readonly (readonly string[])[]
}

export interface RstDocument {
  /** What Docutils has to say, from information on. */
  readonly complaints: string
  readonly paragraphs: readonly string[]
  readonly tables: readonly RstTable[]
}

const python: string | undefined = pythonWith('docutils')

/** Whether there is a Docutils to read with, whose format reStructuredText is. */
export const hasDocutils: boolean = present('Docutils', python !== undefined)

/** The document as Docutils reads it. */
export function readRst(text: string): RstDocument {
  return inFolder((folder) => {
    const path = join(folder, 'document.rst')
    writeFileSync(path, text)
    return runPython(python ?? 'python3', 'rst.py', path) as RstDocument
  })
}
