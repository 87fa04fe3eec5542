import { columnWidths, type WidthOf } from './lines.js'

/**
 * A function that draws a row as a record, a line for each of its cells, as psql's \x does:
 *
 *     -[ RECORD 1 ]-------
 *     name  | red leicester
 *     price | 1.0
 */
export function recordDrawer(
  names: readonly string[],
  sample: readonly string[][],
  widthOf: WidthOf,
): (cells: readonly string[], label?: string) => string {
  const [nameWidth = 1] = columnWidths(
    1,
    names.map((name) => [name]),
    widthOf,
  )
  const values = columnWidths(
    1,
    sample.flat().map((value) => [value]),
    widthOf,
  )
  const ruleWidth = nameWidth + 3 + (values[0] ?? 1)
  const padded = (text: string): string => text + ' '.repeat(nameWidth - widthOf(text))
  let count = 0
  return (cells, label = `RECORD ${++count}`) => {
    const lines = cells.flatMap((cell, index) =>
      cell.split('\n').map((line, y) => `${padded(y === 0 ? (names[index] ?? '') : '')} | ${line}`),
    )
    const rule = `-[ ${label} ]`.padEnd(ruleWidth, '-')
    return `${[rule, ...lines].join('\n')}\n`
  }
}
