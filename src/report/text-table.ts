import type { RowsResult } from '../core/driver.js'
import type { Row } from '../core/value.js'

interface TextTable {
  /** Its sheet's name. */
  readonly title: string
  readonly heading: string
  readonly columns: readonly { readonly name: string; readonly linksToTables?: boolean }[]
  readonly rows: readonly Row[]
}

/** A table of the report's own, all text. */
export function textTable({ title, heading, columns, rows }: TextTable): RowsResult {
  return {
    type: 'rows',
    title,
    columns: columns.map(({ name }) => ({ name, kind: 'text', typeName: '' })),
    batches: (async function* () {
      yield rows
    })(),
    shown: { title: heading, subtitle: undefined, notes: [], columns, groups: [] },
  }
}
