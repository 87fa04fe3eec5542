import { beforeAll, describe, expect, test } from 'vitest'
import { formats } from '../../formatters/index.js'
import { Database, type Dataset } from '../../src/index.js'
import { databaseNames, describeDatabase } from '../servers/index.js'
import { matrices } from '../values/matrix.js'
import { written } from '../values/read-back.js'

for (const name of databaseNames) {
  const { setup, query } = matrices[name]

  describeDatabase(name, ({ url, execute }) => {
    let dataset: Dataset
    beforeAll(async () => {
      await execute(setup)
      await using database = new Database(url)
      dataset = await database.query(query).dataset()
    })

    test.each(formats)('a dataset is in $name what the command writes', async ({ name }) => {
      const command = await written(url, query, name)
      expect(Buffer.from(await dataset.export(name)).equals(command)).toBe(true)
      expect(Buffer.from(await dataset.distinct().export(name)).equals(command)).toBe(true)
    })
  })
}

describe('the sample', () => {
  const sql = 'select * from cheese order by id'

  test.each(formats)('in $name, by options and streams', async ({ name }) => {
    const command = await written('demo:', sql, name)
    await using database = new Database('demo:')
    const dataset = await database.query(sql).dataset()
    expect(Buffer.from(await dataset.export(name)).equals(command)).toBe(true)
    const chunks = await dataset.readable(name).toArray()
    expect(Buffer.concat(chunks).equals(command)).toBe(true)
  })

  test('with options', async () => {
    await using database = new Database('demo:')
    const dataset = await database.query(sql).dataset()
    expect(await dataset.export('csv', { delimiter: ';', crlf: true })).toBe(
      (await written('demo:', sql, 'csv', '--delimiter=;', '--crlf')).toString(),
    )
  })

  test('text that is not UTF-8 is told as the query tells it', async () => {
    await using database = new Database('sqlite://')
    const dataset = await database.query("select cast(x'ff' as text) as t").dataset()
    const notes: string[] = []
    await dataset.export('csv', { notify: (note) => notes.push(note) })
    expect(notes).toHaveLength(1)
    await expect(dataset.export('csv', { strict: true })).rejects.toMatchObject({
      code: 'query',
      message: expect.stringMatching(/^strict: row 1, column "t"/),
    })
  })
})
