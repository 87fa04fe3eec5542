import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder } from './folder.js'
import { present } from './present.js'

export type Engine = 'xelatex' | 'pdflatex'

/** Whether there are both engines and poppler's pdftotext. */
export const hasLatex: boolean = ['xelatex', 'pdflatex', 'pdftotext'].every((program) =>
  present(program, !spawnSync(program, ['-v']).error),
)

export interface Typeset {
  /** What the log says of errors, of characters that the font lacks and of lines too wide. */
  readonly complaints: readonly string[]
  /** The pages' text, laid out as they are. */
  readonly text: string
}

/** Compiles the document, twice for the widths of long tables, and reads the pages. */
export function typeset(document: string, engine: Engine): Typeset {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'report.tex'), document)
    const words = ['-interaction=nonstopmode', '-no-shell-escape', 'report.tex']
    for (let run = 0; run < 2; run++) spawnSync(engine, words, { cwd: folder })
    const log = readFileSync(join(folder, 'report.log'), 'latin1')
    const complaints = log.split('\n').filter((line) => /^!|^Missing char|^Overfull/.test(line))
    const layout = ['-layout', '-enc', 'UTF-8', 'report.pdf', '-']
    const text = execFileSync('pdftotext', layout, { cwd: folder, encoding: 'utf8' })
    return { complaints, text }
  })
}
