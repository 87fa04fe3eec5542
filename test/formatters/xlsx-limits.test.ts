import { describe, expect, test } from 'vitest'
import xlsx from '../../formatters/xlsx.js'
import type { Batch } from '../../src/core/value.js'
import { countRows, hasOpenpyxl } from '../readers/xlsx.js'
import { column, dataset, written } from './written.js'

const columns = [column('n', 'integer'), column('text')]

describe('the limits of Excel', () => {
  test('a cell of 32,768 characters is named', async () => {
    const long = dataset(columns, [
      ['1', 'short'],
      ['2', 'x'.repeat(32_768)],
    ])
    await expect(written(xlsx, [long])).rejects.toMatchObject({
      code: 'output',
      message: 'row 2, column "text" has 32,768 characters; a cell of XLSX holds 32,767',
    })
  })

  test('a column name of 32,768 characters is too long', async () => {
    const long = dataset([column('x'.repeat(32_768))], [])
    await expect(written(xlsx, [long])).rejects.toMatchObject({
      code: 'output',
      message: 'the name of column 1 has 32,768 characters; a cell of XLSX holds 32,767',
    })
  })

  test('16,384 columns are held, one more is an error', async () => {
    const wide = Array.from({ length: 16_385 }, (_, n) => column(`c${n}`))
    const { bytes } = await written(xlsx, [dataset(wide.slice(1), [])])
    expect(bytes.length).toBeGreaterThan(0)
    await expect(written(xlsx, [dataset(wide, [])])).rejects.toMatchObject({
      code: 'output',
      message: 'the result has 16,385 columns; a sheet of XLSX holds 16,384',
    })
  })

  test.skipIf(!hasOpenpyxl)('rows beyond 1,048,576 are on a next sheet, and told', async () => {
    async function* batches(): AsyncGenerator<Batch> {
      const rows = Array.from({ length: 4096 }, () => [1n])
      for (let batch = 0; batch < 256; batch++) yield rows
    }
    const table = { columns: [column('n', 'integer')], batches: batches() }
    const { bytes, notes } = await written(xlsx, [table], { sheet: 'Numbers' })
    // 256 times 4096 rows, and one row of the header on each sheet
    expect(countRows(bytes)).toEqual([
      { count: 1_048_576, last: 1_048_576 },
      { count: 2, last: 2 },
    ])
    expect(notes).toEqual([
      'xlsx: a sheet holds 1,048,576 rows; the next are on the sheet "Numbers (2)"',
    ])
  })
})
