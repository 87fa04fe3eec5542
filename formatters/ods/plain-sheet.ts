import type { Column } from '../../src/core/column.js'
import { columnWidths } from '../../src/core/column-widths.js'
import { alignments } from '../../src/core/representation.js'
import type { Batch, Row } from '../../src/core/value.js'
import { headerXml, rowWriter } from './rows.js'
import { type Context, columnsXml, type SheetContent } from './sheet-content.js'

/** The rows of a table, below its columns' names. */
export class PlainSheet implements SheetContent<Row> {
  readonly attributes = ' table:style-name="sheet"'
  readonly columns: number
  readonly top: string
  readonly topRows: number
  readonly bottomRows = 0
  readonly frozenRows: number
  readonly hasGrid = true
  readonly row: (row: Row) => string

  constructor(columns: readonly Column[], sample: Batch, { styles, options }: Context) {
    const hasHeader = options.header && columns.length > 0
    const widths = columnWidths(columns, sample, hasHeader)
    const header = hasHeader ? headerXml(columns, alignments(columns, sample)) : ''
    this.columns = columns.length
    this.top = columnsXml(widths) + header
    this.topRows = hasHeader ? 1 : 0
    this.frozenRows = this.topRows
    this.row = rowWriter(columns, styles, options.null)
  }

  lastFiltered(last: number): number | undefined {
    return this.topRows === 0 ? undefined : last
  }

  end(): string {
    return ''
  }
}
