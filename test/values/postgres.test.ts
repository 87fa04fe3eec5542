import { expect, test } from 'vitest'
import { readCsv } from '../readers/data.js'
import { describeDatabase, psql } from '../servers/index.js'
import { matrices, selectOf } from './matrix.js'
import { written } from './read-back.js'
import { testValues } from './suite.js'

const empty = ['text_empty', 'void']
const truth = 'the word that every reader understands, and that JSON has'

/** A reader of YAML sees NaN; of numbers beyond doubles and of repeated keys it would make a guess. */
const yaml = {
  numeric_array: [{ float: '1.50' }, { float: '.nan' }],
  float8_array: [{ float: '.nan' }, { float: '1.0e+21' }],
  json_bigint: '{"a": 9007199254740993, "a":2,  "b":1.0}',
  json_ws: [{ integer: '1' }, { float: '2.50' }, '1E400'],
  jsonb_num: `1${'0'.repeat(400)}`,
  json_dup: '{"k":1,"k":2}',
}

testValues('postgresql', {
  async print(url, query) {
    const words = ['--csv', '--tuples-only', '--pset=null=(null)', '--command', query]
    const [row = []] = readCsv(await psql(url, ...words))
    return row.map((cell) => (cell === '(null)' ? null : cell))
  },
  differences: {
    bool_t: { ours: 'true', reason: truth },
    bool_f: { ours: 'false', reason: truth },
  },
  yaml,
})

describeDatabase('postgresql', ({ url, execute }) => {
  test('writes the bytes of psql --csv but for booleans and empty text', async () => {
    const { setup, cases } = matrices.postgresql
    await execute(setup)
    const same = cases.filter(({ name, rule }) => rule !== 'boolean' && !empty.includes(name))
    const query = selectOf(same)
    expect((await written(url, query, 'csv')).toString()).toBe(
      await psql(url, '--csv', '--command', query),
    )
    expect((await written(url, "select ''", 'csv', '--no-header')).toString()).toBe('""\n')
    expect(await psql(url, '--csv', '--tuples-only', '--command', "select ''")).toBe('\n')
  })
})
