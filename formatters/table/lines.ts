/** Each line's left edge, filling, crossing and right edge; a space stands for nothing. */
export interface Style {
  readonly top: string
  readonly rule: string
  readonly bottom: string
  readonly row: string
  readonly padding: number
  readonly numbers: 'left' | 'right'
}

export const styles: Readonly<Record<'ascii' | 'plain' | 'box' | 'rounded', Style>> = {
  ascii: { top: '+-++', rule: '+-++', bottom: '+-++', row: '| ||', padding: 1, numbers: 'right' },
  plain: { top: '    ', rule: ' -| ', bottom: '    ', row: '  | ', padding: 0, numbers: 'left' },
  box: { top: '┌─┬┐', rule: '├─┼┤', bottom: '└─┴┘', row: '│ ││', padding: 1, numbers: 'right' },
  rounded: { top: '╭─┬╮', rule: '├─┼┤', bottom: '╰─┴╯', row: '│ ││', padding: 1, numbers: 'right' },
}

/** How many cells of the terminal a line of text takes. */
export type WidthOf = (line: string) => number

/** The width of each column's widest line. */
export function columnWidths(count: number, rows: readonly string[][], widthOf: WidthOf): number[] {
  const widths = new Array<number>(count).fill(1)
  for (const row of rows) {
    row.forEach((cell, index) => {
      for (const line of cell.split('\n')) {
        widths[index] = Math.max(widths[index] as number, widthOf(line))
      }
    })
  }
  return widths
}

/** cli-table3's names for the edges of each line of a frame. */
const edges = {
  top: ['top-left', 'top', 'top-mid', 'top-right'],
  rule: ['left-mid', 'mid', 'mid-mid', 'right-mid'],
  bottom: ['bottom-left', 'bottom', 'bottom-mid', 'bottom-right'],
} as const

/** The lines above the table, below its header and below the table; '' where there is none. */
export function drawFrame(
  CliTable: typeof import('cli-table3'),
  style: Style,
  widths: readonly number[],
): Record<keyof typeof edges, string> {
  const { padding } = style
  const lines = ['top', 'rule', 'bottom'] as const
  const chars = lines.flatMap((line) =>
    edges[line].map((name, index) => [name, style[line].charAt(index).trim()]),
  )
  const frame = new CliTable({
    head: widths.map(() => ''),
    colWidths: widths.map((width) => width + 2 * padding),
    chars: Object.fromEntries(chars),
    style: {
      compact: true,
      head: [],
      border: [],
      'padding-left': padding,
      'padding-right': padding,
    },
  })
  frame.push(widths.map(() => ''))
  const drawn = frame.toString().split('\n')
  const [top, rule, bottom] =
    drawn.length === 3 ? ['', drawn[1], ''] : [drawn[0], drawn[2], drawn[4]]
  return { top: ended(top), rule: ended(rule), bottom: ended(bottom) }
}

function ended(line: string | undefined): string {
  return line ? `${line}\n` : ''
}

/**
 * A function that draws a row, of as many lines as its tallest cell, between the frame's edges.
 * `overrun` is called for a cell wider than its column.
 */
export function rowDrawer(
  style: Style,
  widths: readonly number[],
  alignments: readonly ('left' | 'right')[],
  widthOf: WidthOf,
  overrun: () => void,
): (cells: readonly string[]) => string {
  const padding = ' '.repeat(style.padding)
  const [left, , middle, right] = [...style.row].map((character) => character.trim())
  const last = right === '' ? widths.length - 1 : undefined

  function fit(text: string, index: number): string {
    const room = (widths[index] as number) - widthOf(text)
    if (room < 0) overrun()
    const blank = ' '.repeat(Math.max(room, 0))
    if (style.numbers === 'right' && alignments[index] === 'right') return blank + text
    return index === last ? text : text + blank
  }

  function line(texts: readonly string[]): string {
    const inner = texts.map(fit).join(`${padding}${middle}${padding}`)
    return `${left}${padding}${inner}${padding}${right}\n`
  }

  return (cells) => {
    if (!cells.some((cell) => cell.includes('\n'))) return line(cells)
    const columns = cells.map((cell) => cell.split('\n'))
    const height = Math.max(...columns.map((lines) => lines.length))
    const texts = Array.from({ length: height }, (_, y) => columns.map((lines) => lines[y] ?? ''))
    return texts.map(line).join('')
  }
}
