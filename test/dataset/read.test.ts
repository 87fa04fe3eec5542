import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, expect, inject, test } from 'vitest'
import { Book, Dataset } from '../../src/index.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(inject('folder'), 'load-'))
})

const rows = [
  { name: 'brie', price: 1.5 },
  { name: 'gouda', price: null },
]

test.each(['csv', 'tsv', 'json', 'jsonl', 'yaml', 'xlsx'])(
  'a dataset is read from %s',
  async (format) => {
    const written = Buffer.from(await Dataset.from(rows).export(format))
    const text = ['csv', 'tsv'].includes(format)
    const expected = text ? [{ name: 'brie', price: '1.5' }, rows[1]] : rows
    const as = { kinds: { decimal: 'number', float: 'number' } } as const
    const read = await Dataset.read(format, written)
    expect(read.objects(as)).toEqual(expected)
    expect((await Book.read(format, written)).datasets.map((one) => one.objects(as))).toEqual([
      expected,
    ])

    const path = join(folder, `cheese.${format}`)
    writeFileSync(path, written)
    expect((await Dataset.load(path)).objects(as)).toEqual(expected)
    writeFileSync(`${path}.gz`, gzipSync(written))
    expect((await Dataset.load(`${path}.gz`)).objects(as)).toEqual(expected)
    expect((await Book.load(path)).datasets[0]?.objects(as)).toEqual(expected)
  },
)

test('text, and with options', async () => {
  const dataset = await Dataset.read('csv', 'a;b\n1;2\n', { delimiter: ';' })
  expect(dataset.objects()).toEqual([{ a: '1', b: '2' }])
  const path = join(folder, 'cheese.csv')
  writeFileSync(path, '1;2\n')
  expect((await Dataset.load(path, { delimiter: ';', header: false })).names).toEqual(['1', '2'])
})

test('what is read can be changed', async () => {
  const dataset = await Dataset.read('json', '[{"id": 1, "price": 1.50}]')
  dataset.append({ id: 2, price: 2.5 })
  dataset.addColumn('name', ['brie', 'gouda'])
  expect(await dataset.export('csv')).toBe('id,price,name\n1,1.50,brie\n2,2.5,gouda\n')
})

test.each<[what: string, act: () => Promise<unknown>, message: RegExp, hint?: RegExp]>([
  [
    'a format that is only written',
    () => Dataset.read('html', ''),
    /^the format html cannot be read$/,
    /^Those that can are csv, tsv, json, jsonl, yaml, xlsx/,
  ],
  [
    'a format that there is not',
    () => Dataset.read('cvs', ''),
    /^there is no format called cvs$/,
    /csv/,
  ],
  [
    'an option that it has not',
    () => Dataset.read('json', '[]', { delimiter: ';' } as object),
    /^the format json has no option delimiter$/,
  ],
  [
    'a file that there is not',
    () => Dataset.load(join(folder, 'no.csv')),
    /^cannot read .*no\.csv: there is no such file$/,
  ],
  ['a folder', () => Dataset.load('src.csv/..'), /does not tell the format$/],
  [
    'a file of another extension',
    () => Dataset.load('cheese.data'),
    /^the name cheese\.data does not tell/,
  ],
])('%s is told', async (_what, act, message, hint = /./) => {
  await expect(act()).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(message),
  })
  await act().catch((error) => expect(error.hint ?? 'none').toMatch(hint))
})

test('a file that is not compressed, though it is called so', async () => {
  const path = join(folder, 'cheese.csv.gz')
  writeFileSync(path, 'a\n1\n')
  await expect(Dataset.load(path)).rejects.toMatchObject({
    message: `cannot read ${path}: incorrect header check`,
  })
})

test('text that is none of its format is told', async () => {
  await expect(Dataset.read('json', '[{')).rejects.toMatchObject({ code: 'query' })
})
