import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inFolder } from './folder.js'
import { present } from './present.js'
import { pythonWith, runPython } from './python.js'

export interface HtmlCell {
  readonly text: string
  readonly class: string
}

export interface HtmlTable {
  readonly caption: string | null
  readonly header: readonly HtmlCell[]
  readonly rows: readonly (readonly HtmlCell[])[]
}

export interface HtmlElement {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  /** Empty of those that hold other blocks. */
  readonly text: string
}

export interface HtmlPage {
  readonly title: string | null
  /** html5lib's codes of the parse errors. */
  readonly errors: readonly string[]
  readonly headings: readonly string[]
  /** Those of the body, in order. */
  readonly elements: readonly HtmlElement[]
  readonly tables: readonly HtmlTable[]
}

const python: string | undefined = pythonWith('html5lib')

/** Whether there is an html5lib to read with. */
export const hasHtml5lib: boolean = present('html5lib', python !== undefined)

/** The page as html5lib reads it, which follows the HTML standard's parsing rules. */
export function readHtml(text: string): HtmlPage {
  return inFolder((folder) => {
    const path = join(folder, 'page.html')
    writeFileSync(path, text)
    return runPython(python ?? 'python3', 'html.py', path) as HtmlPage
  })
}

/** Whether there is an HTML Tidy. */
export const hasTidy: boolean = present('tidy', !spawnSync('tidy', ['-v']).error)

/** The warnings and errors of HTML Tidy, a line each. */
export function tidied(text: string): string {
  return spawnSync('tidy', ['-e', '-q', '-utf8'], { input: text, encoding: 'utf8' }).stderr
}
