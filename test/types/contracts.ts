import {
  type BookFormat,
  type ConnectionUrl,
  type DatabaseDeclaration,
  type Driver,
  type Format,
  type Result,
  registerDatabase,
  type Session,
  type TableFormat,
  type Value,
} from '../../src/index.js'
import { exactly } from './exactly.js'

export const book: BookFormat<{ title: { type: 'string'; summary: string } }> = {
  name: 'book',
  extensions: ['book'],
  summary: 'tables',
  content: 'binary',
  tables: 'many',
  options: { title: { type: 'string', summary: 'a title' } },
  async write(tables, sink, { title }, notify) {
    exactly<string | undefined>()(title)
    for await (const { title, columns, batches } of tables) {
      notify(`${title} has ${columns.length} columns`)
      for await (const batch of batches) {
        for (const row of batch) for (const value of row) exactly<Value>()(value)
      }
    }
    await sink.write(new Uint8Array())
    // @ts-expect-error text or bytes
    await sink.write(5)
  },
}
export const formats: readonly Format[] = [book]

const { options: _, ...withoutOptions } = book
// @ts-expect-error what it can do is declared
export const undeclared: Format = withoutOptions
// @ts-expect-error of one table only
export const table: TableFormat = book
// @ts-expect-error text or binary
export const content: Format = { ...book, content: 'html' }
// @ts-expect-error an integer lies between two others
export const misdeclared: TableFormat<{ width: { type: 'integer'; summary: string } }> = table

async function* batches(): AsyncGenerator<Value[][]> {
  yield [['1', 2n, 3.5, true, null, new Uint8Array()]]
}
async function* dates(): AsyncGenerator<Date[][]> {}

export const session: Pick<Session, 'run' | 'cancel'> = {
  async *run({ text, parameters, command }): AsyncGenerator<Result> {
    exactly<string>()(text)
    exactly<string>()(command)
    exactly<number>()(parameters.length)
    const columns = [{ name: 'n', kind: 'integer', typeName: '' }] as const
    yield { type: 'done', changed: undefined }
    yield { type: 'rows', columns, batches: batches() }
    // @ts-expect-error a Date is no exact value
    yield { type: 'rows', columns, batches: dates() }
    // @ts-expect-error done, or rows
    yield { type: 'error' }
    // @ts-expect-error how many rows changed, or that it is not known
    yield { type: 'done' }
  },
  async cancel() {},
}

declare const driver: Driver

export const declaration: DatabaseDeclaration = {
  name: 'Cheese',
  schemes: ['cheese'],
  load: async () => ({
    ...driver,
    configure(url) {
      exactly<ConnectionUrl>()(url)
      exactly<string | undefined>()(url.host)
      return { client: 'better-sqlite3' }
    },
  }),
}
registerDatabase(declaration)
// @ts-expect-error the driver is loaded when it is used
registerDatabase({ ...declaration, load: driver })
// @ts-expect-error schemes are several
registerDatabase({ ...declaration, schemes: 'cheese' })
const { open: __, ...withoutOpen } = driver
// @ts-expect-error a driver opens sessions
export const lame: Driver = withoutOpen
