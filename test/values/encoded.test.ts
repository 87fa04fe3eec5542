import { expect, test } from 'vitest'
import csv from '../../formatters/csv.js'
import json from '../../formatters/json.js'
import jsonl from '../../formatters/jsonl.js'
import tsv from '../../formatters/tsv.js'
import { EncodedBatch, EncodedBatches, encodedWhereKnown } from '../../src/core/encoded-batch.js'
import type { Batch } from '../../src/core/value.js'
import { type Column, Database } from '../../src/index.js'
import { written } from '../formatters/written.js'
import { describeDatabase } from '../servers/index.js'
import { type Case, matrices, selectOf } from './matrix.js'

const queries = {
  postgresql: (one: Case) => `${selectOf([one])} union all select null`,
  mysql: ({ name }: Case) => `select \`${name}\` from types union all select null`,
}

/** A result's columns, and its rows as they came. */
async function received(database: Database, query: string) {
  const columns: Column[] = []
  const batches: (Batch | EncodedBatch)[] = []
  for await (const result of database.run(query)) {
    if (result.type === 'done') continue
    columns.push(...result.columns)
    for await (const batch of encodedWhereKnown(result.batches)) batches.push(batch)
  }
  return { columns, batches }
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

function decoded(batch: Batch | EncodedBatch): Batch {
  return batch instanceof EncodedBatch ? batch.rows() : batch
}

for (const name of ['postgresql', 'mysql'] as const) {
  const { cases, setup } = matrices[name]

  describeDatabase(name, ({ url, execute }) => {
    test('a value of every type is written the same, copied and decoded', async () => {
      await execute(setup)
      await using database = new Database(url)
      for (const one of cases) {
        const { columns, batches } = await received(database, queries[name](one))
        const isText = columns.every(({ kind, typeName }) => kind !== 'bytes' && typeName !== 'BIT')
        const copied = batches.every((batch) => batch instanceof EncodedBatch)
        expect([one.name, copied]).toEqual([one.name, isText || name === 'postgresql'])
        for (const format of [csv, tsv, json, jsonl]) {
          const rows = { columns, batches: each(batches.map(decoded)) }
          const bytes = { columns, batches: new EncodedBatches(each(batches)) }
          const [expected, ours] = [await written(format, [rows]), await written(format, [bytes])]
          expect(ours.text).toBe(expected.text)
        }
      }
    }, 60_000)
  })
}
