import { execFileSync, spawnSync } from 'node:child_process'
import { present } from './present.js'

export interface JiraDocument {
  readonly headings: readonly string[]
  readonly tables: readonly JiraTable[]
}

export interface JiraTable {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Whether there is a pandoc, which reads Jira's markup. */
export const hasPandoc: boolean = present('pandoc', !spawnSync('pandoc', ['-v']).error)

/** A node of pandoc's document: what it is, and what is in it. */
interface Node {
  readonly t: string
  readonly c?: unknown
}

/**
 * The document as pandoc reads it, runs of blanks as one. Pandoc leaves entities to whoever shows
 * the text, and knows no backslash before what Unicode calls a symbol: Jira does, for which such a
 * character is made an entity here.
 */
export function readJira(text: string): JiraDocument {
  const input = text.replace(/\\([+^~])/g, (_, symbol: string) => `&#${symbol.charCodeAt(0)};`)
  const printed = execFileSync('pandoc', ['--from=jira', '--to=json'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  const { blocks } = JSON.parse(printed) as { readonly blocks: readonly Node[] }
  return {
    headings: blocks.filter(({ t }) => t === 'Header').map((heading) => textOf(heading)),
    tables: blocks.filter(({ t }) => t === 'Table').map(({ c }) => tableOf(c as TableParts)),
  }
}

/** Attributes, caption, columns, head, bodies and foot. */
type TableParts = readonly [unknown, unknown, unknown, RowGroup, readonly Body[], unknown]
type RowGroup = readonly [attributes: unknown, rows: readonly TableRow[]]
type Body = readonly [unknown, unknown, unknown, readonly TableRow[]]
type TableRow = readonly [attributes: unknown, cells: readonly (readonly unknown[])[]]

function tableOf([, , , [, head], [body]]: TableParts): JiraTable {
  const texts = ([, cells]: TableRow) => cells.map((cell) => textOf(cell[4]))
  return { header: head.flatMap(texts), rows: (body?.[3] ?? []).map(texts) }
}

/** The text within; what is more than text is told by its name. */
function textOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(textOf).join('')
  const { t, c } = node as Node
  switch (t) {
    case 'Str':
      return String(c).replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    case 'Space':
      return ' '
    case 'LineBreak':
      return '\n'
    case 'Para':
      return textOf(c)
    case 'Header':
      return textOf((c as readonly unknown[])[2])
    case 'Link':
      return textOf((c as readonly unknown[])[1])
    default:
      return `<${t}>`
  }
}
