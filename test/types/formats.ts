import type { Readable, Writable } from 'node:stream'
import {
  type Book,
  type Database,
  type Dataset,
  formatNamed,
  formats,
  type Presentation,
  registerFormat,
} from '../../src/index.js'
import { exactly } from './exactly.js'

export async function exports(database: Database): Promise<void> {
  const rows = database.query('select 1')
  exactly<string>()(await rows.export('csv'))
  exactly<string>()(await rows.export('csv', { delimiter: ';', guardFormulas: true, strict: true }))
  exactly<string>()(await rows.export('json', { indent: 2, notify: console.error }))
  exactly<Uint8Array>()(await rows.export('xlsx', { sheet: 'cheese' }))
  exactly<Uint8Array>()(await rows.export('ods'))
  exactly<string | Uint8Array>()(await rows.export('yml'))
  const delimiter: string | undefined = process.env.DELIMITER
  await rows.export('csv', { delimiter })
  // @ts-expect-error text
  await rows.export('csv', { delimiter: 5 })
  // @ts-expect-error no option of the format
  await rows.export('csv', { delimeter: ';' })
  // @ts-expect-error another format's
  await rows.export('csv', { sheet: 'cheese' })
  // @ts-expect-error no style of the format
  await rows.export('table', { style: 'fancy' })
  // @ts-expect-error a whole number
  await rows.export('json', { indent: '2' })
  // @ts-expect-error yes or no
  await rows.export('csv', { strict: 'yes' })
}

export async function presentations(database: Database): Promise<void> {
  const rows = database.query('select 1 as n')
  const n = { title: 'N', format: '0.0', width: 9, align: 'right', total: 'sum' } as const
  const columns = { n: { ...n, highlight: { bad: '< 0' } }, m: { hidden: true } }
  const presentation: Presentation = { title: 'T', notes: ['x'], columns, groupBy: ['n'] }
  await rows.export('html', { presentation, title: 'Report' })
  await rows.save('report.xlsx', { presentation })
  // @ts-expect-error no such total
  await rows.export('html', { presentation: { columns: { n: { total: 'median' } } } })
  // @ts-expect-error no such side
  await rows.export('html', { presentation: { columns: { n: { align: 'middle' } } } })
  // @ts-expect-error no such key
  await rows.export('html', { presentation: { group_by: ['n'] } })
}

export async function files(database: Database): Promise<void> {
  const rows = database.query('select 1')
  exactly<void>()(await rows.save('report.csv'))
  await rows.save('report.csv.gz', { delimiter: ';' })
  await rows.save('report.txt', { format: 'csv', delimiter: ';', strict: true })
  await rows.save('report.txt', { format: 'yml' })
  // @ts-expect-error text
  await rows.save('report.txt', { format: 'csv', delimiter: 5 })
  // @ts-expect-error no option of the format
  await rows.save('report.txt', { format: 'csv', sheet: 'cheese' })
  // @ts-expect-error the path comes first
  await rows.save({ format: 'csv' })
}

export async function streams(
  database: Database,
  writable: Writable,
  stream: WritableStream<Uint8Array>,
): Promise<void> {
  const script = database.script('select 1; select 2')
  await script.write(writable, 'csv', { bom: true })
  await script.write(stream, 'xlsx')
  exactly<Readable>()(script.readable('html', { fragment: true }))
  // @ts-expect-error no option of the format
  script.readable('html', { delimiter: ';' })
  // @ts-expect-error no stream
  await script.write('report.csv', 'csv')
}

export async function held(dataset: Dataset, book: Book): Promise<void> {
  exactly<string>()(await dataset.export('latex', { longtable: true }))
  exactly<Uint8Array>()(await book.export('ods'))
  // @ts-expect-error no option of the format
  await book.export('ods', { longtable: true })
}

export function declared(): void {
  exactly<'one' | 'many'>()(formatNamed('csv').tables)
  exactly<string[]>()(formats().map(({ name }) => name))
  // @ts-expect-error a format writes
  registerFormat({ name: 'ini', extensions: [], summary: '', content: 'text', tables: 'one' })
  // @ts-expect-error the list is not a program's to change
  formats().push(formatNamed('csv'))
}
