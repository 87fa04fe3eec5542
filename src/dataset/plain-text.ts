import stringWidth from 'string-width'
import { columnWidths, rowDrawer, styles } from '../../formatters/table/lines.js'
import { alignments, plainText } from '../core/representation.js'
import type { HeldTable } from '../core/table.js'
import { terminalControls, visible } from '../core/visible.js'

/** The table as the format `table` has it in the style `plain`, without the last line's end. */
export function plainTable({ columns, rows }: HeldTable): string {
  if (columns.length === 0) {
    return `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'}, no columns)`
  }
  const names = columns.map(({ name }) => shown(name))
  const cells = rows.map((row) => row.map((value) => shown(value === null ? '' : plainText(value))))
  const widths = columnWidths(names.length, [names, ...cells], stringWidth)
  const draw = rowDrawer(styles.plain, widths, alignments(columns, rows), stringWidth, () => {})
  const rule = widths.map((width) => '-'.repeat(width)).join('|')
  return [draw(names), `${rule}\n`, ...cells.map(draw)].join('').slice(0, -1)
}

/** What a terminal would obey is shown. */
export function shown(text: string): string {
  return visible(text, terminalControls)
}
