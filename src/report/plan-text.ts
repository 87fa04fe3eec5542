import type { Edition } from './edition.js'

/** What a run would write, with what it would be made of, for people. */
export function planText({ report, title, today, parameters, outputs, sheets }: Edition): string {
  const about = [
    ['report', title ?? report.path],
    ['as of', `${today} (${report.timeZone})`],
    ...parameters.texts,
  ]
  const queries = sheets.map(({ definition, place }) => [definition.name, place])
  const files = outputs.map(({ path, format, sheets: having }) => [
    path,
    format.name,
    having.map(({ name }) => name).join(', '),
  ])
  return [about, queries, files].map(aligned).join('\n')
}

/** Lines of the cells, below one another. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) =>
    Math.max(...rows.map((row) => (row[index] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  return rows.map((row) => `${line(row)}\n`).join('')
}
