import type { Highlight } from './highlight.js'
import type { Summary } from './summaries.js'

/** The colours of sheets that are presented, as six hexadecimal digits: red, green, blue. */
export const sheetColors = {
  title: '1F3A5F',
  subtitle: '404040',
  small: '707070',
  link: '0563C1',
  header: { fill: '1F3A5F', text: 'FFFFFF' },
  /** The lines between rows, and those above totals. */
  line: 'D9DEE5',
  totalLine: '1F3A5F',
  total: 'DFE6EF',
  subtotal: 'EBF0F6',
  /** Of groups within groups. */
  innerTotal: 'F6F8FA',
} as const

/** What a row of a sheet is. */
export type SheetRow = 'body' | 'total' | 'subtotal' | 'innerTotal'

export function rowOf({ level }: Summary): SheetRow {
  return level === 0 ? 'total' : level === 1 ? 'subtotal' : 'innerTotal'
}

/** Those that Excel has for Good, Neutral and Bad. */
export const highlightColors: Readonly<Record<Highlight, { fill: string; text: string }>> = {
  good: { fill: 'C6EFCE', text: '006100' },
  warning: { fill: 'FFEB9C', text: '9C5700' },
  bad: { fill: 'FFC7CE', text: '9C0006' },
}

/** How a cell of a presented table looks. */
export interface Look {
  readonly row: SheetRow
  /** Its number format. */
  readonly code: string | undefined
  readonly align: 'left' | 'right'
  readonly highlight?: Highlight | undefined
  readonly wraps?: boolean | undefined
  readonly links?: boolean | undefined
}
