import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, inject, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { Dataset } from '../../src/index.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(inject('folder'), 'save-'))
})

const dataset = Dataset.from([{ name: 'brie', price: 1.5 }])
const csv = 'name,price\nbrie,1.5\n'

/** One that fails in its last row, when much has been written. */
function failing(): Dataset {
  const rows = Array.from({ length: 20_000 }, (_, n) => ({ n, at: 'x'.repeat(20) }))
  const dataset = Dataset.from([...rows, { n: 0, at: '\u0001' }])
  return dataset
}

test.each(formats.flatMap(({ name, extensions }) => extensions.map((one) => [name, one] as const)))(
  'a file is what is exported: %s, .%s',
  async (format, extension) => {
    const path = join(folder, `report.${extension}`)
    await dataset.save(path)
    expect(readFileSync(path)).toEqual(Buffer.from(await dataset.export(format)))
    await dataset.save(`${path}.gz`)
    expect(gunzipSync(readFileSync(`${path}.gz`))).toEqual(readFileSync(path))
    expect(readdirSync(folder)).toHaveLength(2)
  },
)

test('the format and its options may be given', async () => {
  const path = join(folder, 'report')
  await dataset.save(path, { format: 'csv', header: false })
  expect(readFileSync(path, 'utf8')).toBe('brie,1.5\n')
  await dataset.save(`${path}.JSON.GZ`)
  expect(gunzipSync(readFileSync(`${path}.JSON.GZ`)).toString()).toBe(await dataset.export('json'))
})

describe('an older file stands', () => {
  const path = () => join(folder, 'report.html')
  const stands = () => {
    expect(readFileSync(path(), 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['report.html'])
  }
  beforeEach(() => writeFileSync(path(), 'old'))

  test('where the export fails', async () => {
    await expect(failing().save(path(), { strict: true })).rejects.toMatchObject({ code: 'query' })
    stands()
    await expect(failing().save(path(), { format: 'nope' })).rejects.toThrow(/^there is no format/)
    stands()
  })

  test('where the export fails, compressed', async () => {
    writeFileSync(`${path()}.gz`, 'old')
    await expect(failing().save(`${path()}.gz`, { strict: true })).rejects.toThrow(/^strict/)
    expect(readFileSync(`${path()}.gz`, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test('and is replaced by what is whole, a link being left', async () => {
    const link = join(folder, 'link.csv')
    writeFileSync(join(folder, 'target'), 'old')
    symlinkSync('target', link)
    await dataset.save(link)
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe(csv)
    await Promise.all([dataset.save(link), dataset.save(link)])
    expect(readFileSync(link, 'utf8')).toBe(csv)
  })
})

describe('errors name the thing and the cure, in the words of a program', () => {
  test.each<[what: string, act: () => Promise<unknown>, message: string, hint: string]>([
    [
      'an extension that tells no format',
      () => dataset.save('report.data'),
      'the name report.data does not tell the format',
      "Name it: { format: 'csv' }, or give the file an extension such as .csv.",
    ],
    [
      'an option that the format has not',
      () => dataset.export('json', { noHeader: true } as object),
      'the format json has no option noHeader',
      'See formats().',
    ],
    [
      'an option of another format',
      () => dataset.export('json', { delimiter: ';' } as object),
      'the format json has no option delimiter',
      'It is an option of csv.',
    ],
    [
      'a value that it does not take',
      () => dataset.export('json', { indent: 9 }),
      'indent cannot be 9',
      'Give a whole number from 0 to 8.',
    ],
    [
      'a format that there is not',
      () => dataset.export('cvs'),
      'there is no format called cvs',
      'Did you mean csv?',
    ],
  ])('%s', async (_what, act, message, hint) => {
    await expect(act()).rejects.toMatchObject({ code: 'usage', message, hint })
    expect(existsSync('report.data')).toBe(false)
  })

  test('a folder that there is not', async () => {
    await expect(dataset.save(join(folder, 'no', 'report.csv'))).rejects.toMatchObject({
      code: 'output',
      message: expect.stringMatching(/report\.csv: there is no such folder$/),
    })
  })
})
