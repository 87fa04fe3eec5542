import type { RowsResult } from '../core/driver.js'
import type { SheetDefinition } from './definition.js'
import type { Edition } from './edition.js'
import { textTable } from './text-table.js'

/** The sheet that comes first: it names the others, and leads to them where the format has links. */
export function contentsTable(
  { title, sheets }: Edition,
  having: readonly SheetDefinition[],
): RowsResult {
  const rows = sheets
    .filter(({ definition }) => having.includes(definition))
    .map(({ definition, presentation }) => [definition.name, presentation.title ?? null])
  const told = rows.some(([name, heading]) => name !== heading)
  return textTable({
    title: 'Contents',
    heading: title ?? 'Contents',
    columns: [{ name: 'Sheet', linksToTables: true }, ...(told ? [{ name: 'Title' }] : [])],
    rows: told ? rows : rows.map(([name]) => [name ?? null]),
  })
}
