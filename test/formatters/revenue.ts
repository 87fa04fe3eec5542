import { type Presentation, presented } from '../../src/core/presentation/presentation.js'
import type { Table } from '../../src/core/table.js'
import type { Row } from '../../src/core/value.js'
import { column, dataset } from './written.js'

const columns = [
  column('country'),
  column('city'),
  column('orders', 'integer'),
  column('revenue', 'decimal', { scale: 2 }),
  column('growth', 'float'),
  column('last', 'date'),
]

/** Sales by country and city: sorted, with NULL, negative numbers and a zero among them. */
const rows: readonly Row[] = [
  ['Denmark', 'Aarhus', '12', '1200.50', '0.125', '2025-03-01'],
  ['Denmark', 'København', '30', '-310.25', '-0.5', '2025-12-31'],
  ['France', 'Lyon', '7', '0.10', '0', '2024-02-29'],
  ['France', 'Lyon', null, '0.20', null, null],
  ['France', 'Paris', '1000', '12345678.90', '-0.05', '2025-06-15'],
]

const revenue: Presentation = {
  title: 'Revenue by city',
  subtitle: 'All shops, 2025',
  notes: ['Net of returns.', `Growth is against ${'the plan of last year '.repeat(5).trim()}.`],
  groupBy: ['country', 'city'],
  columns: {
    country: { title: 'Country' },
    orders: { title: 'Orders', format: 'integer', total: 'count' },
    revenue: { title: 'Revenue', format: 'currency EUR', total: 'sum' },
    growth: {
      title: 'Growth',
      format: 'percent',
      total: 'average',
      highlight: { bad: '< -0.1', warning: '< 0', good: '> 0.1' },
    },
    last: { title: 'Last order', format: 'd mmm yyyy', total: 'max', align: 'right' },
  },
}

export function revenueTable(more: Presentation = {}, given: readonly Row[] = rows): Table {
  return presented({ ...dataset(columns, given), title: 'Revenue' }, { ...revenue, ...more })
}

/** What is in every row of the sheet, from the header on: totals as core says them. */
export const revenueCells: readonly (readonly (string | number | null)[])[] = [
  ['Country', 'city', 'Orders', 'Revenue', 'Growth', 'Last order'],
  ['Denmark', 'Aarhus', 12, 1200.5, 0.125, '2025-03-01 00:00:00'],
  [null, 'Total Aarhus', 1, 1200.5, 0.125, '2025-03-01 00:00:00'],
  ['Denmark', 'København', 30, -310.25, -0.5, '2025-12-31 00:00:00'],
  [null, 'Total København', 1, -310.25, -0.5, '2025-12-31 00:00:00'],
  ['Total Denmark', null, 2, 890.25, -0.1875, '2025-12-31 00:00:00'],
  ['France', 'Lyon', 7, 0.1, 0, '2024-02-29 00:00:00'],
  ['France', 'Lyon', null, 0.2, null, null],
  [null, 'Total Lyon', 1, 0.3, 0, '2024-02-29 00:00:00'],
  ['France', 'Paris', 1000, 12345678.9, -0.05, '2025-06-15 00:00:00'],
  [null, 'Total Paris', 1, 12345678.9, -0.05, '2025-06-15 00:00:00'],
  ['Total France', null, 2, 12345679.2, -0.025, '2025-06-15 00:00:00'],
  ['Total', null, 4, 12346569.45, -0.10625, '2025-12-31 00:00:00'],
]

/** At which level those rows can be folded. */
export const revenueOutlines: readonly number[] = [0, 2, 1, 2, 1, 0, 2, 2, 1, 2, 1, 0, 0]
