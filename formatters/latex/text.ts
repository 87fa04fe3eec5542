import { isPlain } from '../../src/core/plain-words.js'
import { documentControls, visible } from '../../src/core/visible.js'

/** A text of several lines is a table of its own within the cell. */
export function cell(text: string, side: 'left' | 'right' | undefined): string {
  if (isPlain(text)) return text
  const lines = text.split(/\r\n|\r|\n/).map(line)
  if (lines.length === 1) return lines[0] as string
  const column = side === 'right' ? 'r' : 'l'
  return `\\begin{tabular}[t]{@{}${column}@{}}${lines.join(' \\\\ ')}\\end{tabular}`
}

/** A caption cannot have line ends. */
export function titleLine(title: string): string {
  return line(title.replace(/\s+/g, ' '))
}

/**
 * Text that no engine takes for a command, a ligature (`--`, `,,`, and `"` of T1) or an argument of
 * the `\\` or the rule before it (`[`, `*`). Spaces that TeX would skip are written `\ `.
 */
function line(text: string): string {
  return visible(text, documentControls)
    .replace(/[\\{}$&#%_^~<>|"'`[\]*\t\u00A0]/g, (found) => commands[found] as string)
    .replace(/([-,])(?=\1)/g, '$1\\/')
    .replace(/^ |(?<= ) | $/g, '\\ ')
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  "'": '\\textquotesingle{}',
  '`': '\\textasciigrave{}',
  '[': '{[}',
  ']': '{]}',
  '*': '{*}',
  '\t': '\\quad{}',
  '\u00A0': '~',
}
