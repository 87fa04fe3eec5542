import type { Format } from '../../src/core/formatter.js'
import { type Presentation, presented } from '../../src/core/presentation/presentation.js'
import type { Table } from '../../src/core/table.js'
import type { Row } from '../../src/core/value.js'
import { column, dataset, written } from './written.js'

/** Orders of two countries, as SQL gives them: sorted by country. */
export const orders: readonly Row[] = [
  ['Eire', '2026-09-30', '1250.50', 3n, null],
  ['Eire', '2026-10-01', '-0.50', 1n, 'late'],
  ['UK', '2026-10-05', '99.995', null, 'x'],
]

const columns = [
  column('country', 'text'),
  column('ordered', 'date'),
  column('amount', 'decimal'),
  column('n', 'integer'),
  column('state', 'text'),
]

export const how: Presentation = {
  title: 'Orders',
  subtitle: 'of autumn',
  notes: ['Without returns.', '2. note'],
  order: ['country', 'n'],
  groupBy: ['country'],
  columns: {
    country: { title: 'Country' },
    ordered: { title: 'On', format: 'd mmm yyyy' },
    amount: { title: 'Amount', format: 'currency EUR', total: 'sum', highlight: { bad: '< 0' } },
    n: { total: 'sum', width: 6 },
    state: { align: 'right', highlight: { warning: 'empty', good: '= x' } },
  },
}

/** Orders that are shown so; `title` is what the table is called itself. */
export function table(
  presentation: Presentation = how,
  rows: readonly Row[] = orders,
  { size = 500, title }: { size?: number; title?: string } = {},
): Table {
  return presented({ ...dataset(columns, rows, size), title }, presentation)
}

export async function text(
  format: Format,
  tables: readonly Table[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return (await written(format, tables, options)).text
}
