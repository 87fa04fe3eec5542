import {
  Book,
  type Column,
  Dataset,
  type Row,
  type RowObject,
  type SafeValue,
} from '../../src/index.js'
import { exactly } from './exactly.js'

export function changes(dataset: Dataset): void {
  exactly<readonly Column[]>()(dataset.columns)
  exactly<readonly Row[]>()(dataset.rows)
  exactly<RowObject | undefined>()(dataset.at(-1))
  exactly<SafeValue[]>()(dataset.column('name'))
  exactly<SafeValue[]>()(dataset.column(-1, { kinds: { decimal: 'number' } }))
  dataset.append(['cheddar', 5])
  dataset.append({ name: 'cheddar' })
  dataset.addColumn('double', (row, index) => Number(row.price) * index, 'name')
  dataset.addColumn({ name: 'price', kind: 'decimal', typeName: '' }, ['1.50'])
  dataset.formatColumn('price', (value, row) => `£${value} for ${row.name}`)
  for (const row of dataset) exactly<RowObject>()(row)
  // @ts-expect-error the exact rows are read only
  dataset.rows.push([])
  // @ts-expect-error a row is cells
  dataset.append('cheddar')
  // @ts-expect-error no kind
  dataset.addColumn({ name: 'price', kind: 'money', typeName: '' }, [])
  // @ts-expect-error by name or position
  dataset.column({ name: 'price' })
  // @ts-expect-error how many rows it has follows from its rows
  dataset.height = 0
}

export function others(dataset: Dataset): void {
  exactly<Dataset>()(dataset.filter((row) => row.name === 'cheddar'))
  exactly<Dataset>()(dataset.sort('price', { descending: true }))
  exactly<Dataset>()(dataset.sort((a, b) => Number(a.price) - Number(b.price)))
  exactly<Dataset>()(dataset.subset({ rows: [0], columns: ['name', 1] }))
  exactly<Dataset>()(dataset.transpose().stack(dataset).distinct())
  // @ts-expect-error of a dataset
  dataset.stack([['cheddar', 5]])
  // @ts-expect-error says yes or no
  dataset.filter((row) => row.name)
}

export async function made(): Promise<void> {
  exactly<Dataset>()(new Dataset({ title: 'Cheese', columns: ['name'], rows: [['cheddar']] }))
  exactly<Dataset>()(Dataset.from([{ name: 'cheddar' }]))
  exactly<Dataset>()(await Dataset.read('csv', 'name\ncheddar\n', { delimiter: ';' }))
  exactly<Dataset>()(await Dataset.load('cheese.xlsx', { sheet: 'Cheese' }))
  exactly<Book>()(await Book.read('yaml', new Uint8Array()))
  const book = new Book([Dataset.from([])])
  exactly<Dataset | undefined>()(book.dataset('Cheese'))
  // @ts-expect-error text
  await Dataset.read('csv', '', { delimiter: 5 })
  // @ts-expect-error no columns
  new Dataset({ rows: [] })
  // @ts-expect-error datasets
  new Book([[]])
}
