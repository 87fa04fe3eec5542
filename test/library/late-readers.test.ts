import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { Database } from '../../src/index.js'

const sql = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
  select i, 'row ' || i as text from n`

const room = 64 * 1024 * 1024

/** What many rows make, written before any of it is read. */
const lateReaders: Readonly<Record<string, (database: Database) => Promise<Buffer>>> = {
  async 'a stream of Node'(database) {
    const stream = new PassThrough({ highWaterMark: room })
    await database.query(sql).write(stream, 'csv')
    return await buffer(stream.end())
  },
  async 'a stream of the web'(database) {
    const strategy = new ByteLengthQueuingStrategy({ highWaterMark: room })
    const { readable, writable } = new TransformStream({}, strategy, strategy)
    await database.query(sql).write(writable, 'csv')
    await writable.close()
    return await buffer(readable)
  },
  async 'a stream to read'(database) {
    return await buffer(database.query(sql).readable('csv'))
  },
  async 'a compressed file'(database) {
    const path = join(mkdtempSync(join(inject('folder'), 'late-')), 'rows.csv.gz')
    await database.query(sql).save(path)
    return gunzipSync(readFileSync(path))
  },
}

test.each(Object.entries(lateReaders))('%s holds what was written to it', async (_, read) => {
  await using database = new Database('sqlite://')
  const rows = Array.from({ length: 20000 }, (_, index) => `${index + 1},row ${index + 1}\n`)
  expect((await read(database)).toString()).toBe(`i,text\n${rows.join('')}`)
})
