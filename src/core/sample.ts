/** How many rows a format may hold back to see what the columns are like. */
export const sampleSize = 1000

/**
 * The same rows, the first batch being a sample: {@link sampleSize} rows, or all where there are
 * fewer. It comes even without rows, so that how the rows arrive never shows in what is written.
 */
export async function* sampled<T>(
  batches: AsyncIterable<readonly T[]>,
): AsyncGenerator<readonly T[], void> {
  let sample: T[] | undefined = []
  for await (const batch of batches) {
    if (sample === undefined) {
      yield batch
      continue
    }
    const missing: number = sampleSize - sample.length
    sample = sample.concat(batch.slice(0, missing))
    if (sample.length < sampleSize) continue
    yield sample
    sample = undefined
    if (batch.length > missing) yield batch.slice(missing)
  }
  if (sample !== undefined) yield sample
}
