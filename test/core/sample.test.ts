import { expect, it } from 'vitest'
import { sampled, sampleSize } from '../../src/core/sample.js'
import type { Batch } from '../../src/core/value.js'

async function sizes(...batches: readonly number[]): Promise<number[]> {
  async function* source(): AsyncGenerator<Batch> {
    for (const size of batches) yield Array.from({ length: size }, () => [])
  }
  const seen: number[] = []
  for await (const batch of sampled(source())) seen.push(batch.length)
  return seen
}

it('the first batch is the sample, the others are as they were', async () => {
  expect(await sizes(sampleSize - 1, 3, 5)).toEqual([sampleSize, 2, 5])
  expect(await sizes(sampleSize, 5)).toEqual([sampleSize, 5])
  expect(await sizes(2 * sampleSize + 1)).toEqual([sampleSize, sampleSize + 1])
})

it('it is all there is of fewer rows, and comes without any', async () => {
  expect(await sizes(1, 2, 3)).toEqual([6])
  expect(await sizes(0, 0)).toEqual([0])
  expect(await sizes()).toEqual([0])
})

it('keeps the order', async () => {
  async function* source(): AsyncGenerator<Batch> {
    for (let row = 0n; row < sampleSize + 10; row++) yield [[row]]
  }
  const rows: unknown[] = []
  for await (const batch of sampled(source())) rows.push(...batch.map(([value]) => Number(value)))
  expect(rows).toEqual(Array.from({ length: sampleSize + 10 }, (_, index) => index))
})
